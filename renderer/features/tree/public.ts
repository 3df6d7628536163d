export { ExportDialog } from './export-dialog.tsx';
export { TreePanel } from './tree-panel.tsx';
