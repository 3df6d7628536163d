export { Breadcrumb } from './breadcrumb.tsx';
export { DescriptionEditor } from './description-editor.tsx';
export { EditableName, NameField } from './editable-name.tsx';
export { OutsideChangeNotice } from './outside-change-notice.tsx';
export { SaveControls } from './save-controls.tsx';
export { ScriptsEditor } from './scripts-editor.tsx';
