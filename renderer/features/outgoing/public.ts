export { CodeDialog } from './code-dialog.tsx';
export { PreviewSection } from './preview-section.tsx';
export { sourceOf } from './request-source.ts';
