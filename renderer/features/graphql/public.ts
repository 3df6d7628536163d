export { explorerKey } from './explorer-key.ts';
export { SchemaExplorerPane } from './schema-explorer-pane.tsx';
export { SchemaProblem } from './schema-problem.tsx';
export { SchemaTools } from './schema-tools.tsx';
export { useInsertField } from './use-insert-field.ts';
export { sentOperation, useDocumentCheck, useQueryAssist, useVariablesAssist } from './use-document.ts';
export { useSchema } from './use-schema.ts';
