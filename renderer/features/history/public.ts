export { HistoryPage } from './history-page.tsx';
export { HistoryPanel } from './history-panel.tsx';
