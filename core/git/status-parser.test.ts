import { expect, it } from 'vitest';
import { StatusParser } from './status-parser.ts';

const oid = 'a'.repeat(40);
const zero = '0'.repeat(40);
const one = (xy: string, path: string) => `1 ${xy} N... 100644 100644 100644 ${oid} ${oid} ${path}`;
const two = (xy: string, path: string, old: string) =>
  `2 ${xy} N... 100644 100644 100644 ${oid} ${oid} R100 ${path}\0${old}`;

function parse(tokens: string[], most = 100, chunkSize = 7) {
  const text = tokens.map((token) => `${token}\0`).join('');
  const parser = new StatusParser(most);
  for (let at = 0; at < text.length; at += chunkSize) parser.push(text.slice(at, at + chunkSize));
  return parser.finish();
}

it('reads how the branch stands', () => {
  const headers = [
    `# branch.oid ${oid}`,
    '# branch.head feature/x',
    '# branch.upstream origin/feature/x',
    '# branch.ab +2 -3',
  ];
  const status = parse(headers);
  expect(status).toEqual({
    commit: oid,
    branch: 'feature/x',
    upstream: 'origin/feature/x',
    ahead: 2,
    behind: 3,
    changes: [],
    isCut: false,
  });
  expect(parse(['# branch.oid (initial)', '# branch.head (detached)'])).toEqual({
    changes: [],
    isCut: false,
  });
});

it.each([
  ['.M', 'changed'],
  ['M.', 'changed'],
  ['MM', 'changed'],
  ['.T', 'changed'],
  ['A.', 'added'],
  ['AM', 'added'],
  ['.A', 'added'],
  ['.D', 'deleted'],
  ['D.', 'deleted'],
  ['MD', 'deleted'],
] as const)('takes %s as %s', (xy, state) => {
  expect(parse([one(xy, 'a b.yaml')]).changes).toMatchObject([{ path: 'a b.yaml', state }]);
});

it('names the content of what was deleted', () => {
  expect(parse([one('.D', 'a b')]).changes).toEqual([{ path: 'a b', state: 'deleted', blob: oid }]);
});

it('takes a file that was added and is gone again for nothing', () => {
  expect(parse([one('AD', 'x')]).changes).toEqual([]);
});

it('reads renames with the path before, also where the new one is gone', () => {
  expect(parse([two('R.', 'new name', 'old name'), one('.M', 'x')]).changes).toEqual([
    { path: 'new name', oldPath: 'old name', state: 'renamed' },
    { path: 'x', state: 'changed' },
  ]);
  expect(parse([two('RD', 'new', 'old')]).changes).toEqual([{ path: 'old', state: 'deleted' }]);
});

it('reads conflicts and new files', () => {
  const conflict = `u UU N... 100644 100644 100644 100644 ${oid} ${oid} ${zero} both.yaml`;
  expect(parse([conflict, '? new.yaml', '! ignored']).changes).toEqual([
    { path: 'both.yaml', state: 'conflicted' },
    { path: 'new.yaml', state: 'added', isUntracked: true },
  ]);
});

it('takes a file that is out of the index and still there as changed', () => {
  expect(parse([one('D.', 'x'), '? x']).changes).toEqual([{ path: 'x', state: 'changed' }]);
});

it('keeps line ends, quotes, dashes and letters of any script in names', () => {
  const names = ['-rf', 'a\nb', '"quoted"', 'Länder/日本 🎉', ' lead', 'trail ', 'a  b'];
  expect(parse(names.map((name) => `? ${name}`)).changes.map(({ path }) => path)).toEqual(names);
  expect(parse(names.map((name) => one('.M', name))).changes.map(({ path }) => path)).toEqual(names);
});

it('stops taking changes at the limit and says so', () => {
  const { changes, isCut } = parse(['? a', '? b', '? c'], 2);
  expect(changes).toHaveLength(2);
  expect(isCut).toBe(true);
});
