export { CloseTabDialog } from './close-tab-dialog.tsx';
export { tabPanelId, TabStrip } from './tab-strip.tsx';
