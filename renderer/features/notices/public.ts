export { copyText } from './copy-text.ts';
export { NoticeRegion } from './notice-region.tsx';
export type { ReversibleStep } from './notices-slice.ts';
