export { BranchButton } from './branch-button.tsx';
export { TreeMarkLetter, TreeMarkWord, useTreeMarks } from './tree-mark.tsx';
export { ChangePage, ChangesPanel, GitDialogs } from './lazy-parts.ts';
