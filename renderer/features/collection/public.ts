export { CollectionPanel } from './collection-panel.tsx';
