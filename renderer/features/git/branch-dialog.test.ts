import { expect, it } from 'vitest';
import { findBranches } from './branch-dialog.tsx';

const branches = [
  { name: 'main', isRemote: false, isCurrent: true },
  { name: 'origin/main', isRemote: true, isCurrent: false },
  { name: 'origin/Feature', isRemote: true, isCurrent: false },
];
const names = (text: string) => findBranches(branches, ['origin'], text).map(({ name }) => name);

it('shows a branch of a remote only where it is not here too', () => {
  expect(names('')).toEqual(['main', 'origin/Feature']);
});

it('finds by part, without regard to upper and lower case', () => {
  expect(names(' feat ')).toEqual(['origin/Feature']);
  expect(names('nothing')).toEqual([]);
});
