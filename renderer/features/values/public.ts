export { AskValuesDialog } from './ask-values-dialog.tsx';
export { useValueStates } from './use-value-state.ts';
export { ValueSourceControl } from './value-source-control.tsx';
