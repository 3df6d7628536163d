export { CollectionPanel } from './collection-panel.tsx';
export type { CollectionSection } from './collections-slice.ts';
