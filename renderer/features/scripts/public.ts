export { ReviewDialog } from './review-dialog.tsx';
export { ScriptsNotice } from './scripts-notice.tsx';
export type { ReviewSubject } from './scripts-slice.ts';
export { TestResultsView, testMarks } from './test-results-view.tsx';
