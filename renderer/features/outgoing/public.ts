export { CodeDialog } from './code-dialog.tsx';
export { PreviewSection } from './preview-section.tsx';
