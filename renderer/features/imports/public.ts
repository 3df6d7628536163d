export { ImportDialog } from './import-dialog.tsx';
export { ImportDropTarget } from './import-drop-target.tsx';
