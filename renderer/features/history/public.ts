export { HistoryPage } from './history-page.tsx';
export { KeptSend } from './kept-send.tsx';
export { HistoryPanel } from './history-panel.tsx';
