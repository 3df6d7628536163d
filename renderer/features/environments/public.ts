export { EnvironmentList } from './environment-list.tsx';
export { EnvironmentPanel } from './environment-panel.tsx';
export { EnvironmentPicker } from './environment-picker.tsx';
export { VariableTable } from './variable-table.tsx';
