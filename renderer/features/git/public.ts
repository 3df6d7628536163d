export { BranchButton } from './branch-button.tsx';
export { ChangePage, ChangesPanel, GitDialogs } from './lazy-parts.ts';
