export { ResponsePanel } from './response-panel.tsx';
