export { useBodyText, useBytesDocument } from './body-text.ts';
export { JsonView } from './viewer/json-view.tsx';
export { TextView } from './viewer/text-view.tsx';
export { looksLikeJson } from './views/body-mode.ts';
export { HeadersView } from './views/headers-view.tsx';
export { TimelineView } from './views/timeline-view.tsx';
export { ResponsePanel } from './response-panel.tsx';
