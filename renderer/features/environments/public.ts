export { EnvironmentList } from './lazy-environment-list.ts';
export { EnvironmentPanel } from './environment-panel.tsx';
export { EnvironmentPicker } from './environment-picker.tsx';
export { VariableTable } from './variable-table.tsx';
