export { ExamplePanel } from './example-panel.tsx';
export { RequestPanel } from './request-panel.tsx';
export type { RequestSection } from './request-editor.ts';
