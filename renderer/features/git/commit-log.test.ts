import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GitCommit } from '../../../core/contract/git.ts';
import { AppError } from '../../../core/errors.ts';
import type { GitChange } from '../../../core/git/git-change.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';
import { logRows } from './log-rows.ts';

const commit = (digit: string): GitCommit => ({
  commit: digit.repeat(40),
  author: 'Ada',
  authoredAtEpochMs: 0,
  subject: `commit ${digit}`,
});
const change: GitChange = {
  path: 'postman/one',
  state: 'changed',
  item: { kind: 'request', name: 'One', id: 'r1' },
};

let store: FreshStore;
let head: string;
let isAllowed: boolean;

beforeEach(async () => {
  vi.resetModules();
  [head, isAllowed] = ['b'.repeat(40), true];
  store = await freshStore({
    'workspace.readTree': () => ({
      nodes: [
        { id: 'c1', kind: 'collection', name: 'C', order: 1 },
        { id: 'r1', kind: 'request', parentId: 'c1', name: 'One', order: 1 },
      ],
    }),
    'git.readRepository': () => ({
      repository: { path: '/r', head: { kind: 'branch', name: 'main' }, isAllowed },
    }),
    'git.readStatus': () => ({ commit: head, remotes: [], changes: [change], isCut: false }),
    'git.listCommits': () => ({ commits: [commit('b'), commit('a')], isCut: true }),
    'git.readCommit': () => ({ changes: [change], isCut: false }),
    'git.readChange': () => ({ after: { text: 'x' } }),
  });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  replaceDoor(undefined);
});

const git = () => store.state().git;
const refresh = async () => {
  const done = git().refresh();
  await vi.advanceTimersByTimeAsync(2_000);
  await done;
};
const settle = () => vi.advanceTimersByTimeAsync(0);
const called = (name: string) => store.door.calls.filter(({ operation }) => operation === name);
const lines = () =>
  logRows(git().log!, git().openCommit).map((row) =>
    row.kind === 'commit' ? row.commit.subject : row.kind === 'file' ? `- ${row.change.item.name}` : row.kind,
  );

it('marks in the tree what changed, for as long as Git is allowed', async () => {
  await store.state().tree.load();
  await refresh();
  expect(git().marks).toEqual({ r1: 'changed', c1: 'inside' });
  isAllowed = false;
  await refresh();
  expect(git().marks).toEqual({});
});

describe('the log', () => {
  beforeEach(async () => {
    await refresh();
    git().showView('log');
    await settle();
  });

  it('is read when somebody looks, and again after another commit only', async () => {
    expect(lines()).toEqual(['commit b', 'commit a', 'note']);
    await refresh();
    expect(called('git.listCommits')).toHaveLength(1);
    head = 'c'.repeat(40);
    await refresh();
    expect(called('git.listCommits')).toHaveLength(2);
    git().showView('files');
    head = 'd'.repeat(40);
    await refresh();
    expect(called('git.listCommits')).toHaveLength(2);
  });

  it('keeps what it has where it cannot be read', async () => {
    head = 'c'.repeat(40);
    store.door.answers['git.listCommits'] = () => {
      throw new AppError('ERR_GIT_TIMEOUT', 'slow');
    };
    await refresh();
    expect(git().logError?.code).toBe('ERR_GIT_TIMEOUT');
    expect(lines()).toEqual(['commit b', 'commit a', 'note']);
  });

  it('shows the files of one commit at a time', async () => {
    const [b, a] = ['b'.repeat(40), 'a'.repeat(40)];
    const opening = git().toggleCommit(a);
    expect(lines()).toEqual(['commit b', 'commit a', 'state', 'note']);
    await opening;
    expect(lines()).toEqual(['commit b', 'commit a', '- One', 'note']);
    store.door.answers['git.readCommit'] = () => {
      throw new AppError('ERR_GIT_FAILED', 'gone');
    };
    await git().toggleCommit(b);
    expect(git().openCommit).toMatchObject({ commit: b, status: 'failed' });
    await git().toggleCommit(b);
    expect(lines()).toEqual(['commit b', 'commit a', 'note']);
  });

  it('opens a file of a commit beside the change of now, and reads it once', async () => {
    git().show(change);
    git().show(change, commit('a'));
    await settle();
    const keys = [change.path, `${'a'.repeat(40)}:${change.path}`];
    expect(Object.keys(git().open)).toEqual(keys);
    expect(called('git.readChange').map(({ input }) => input)).toEqual([
      { path: change.path },
      { path: change.path, commit: 'a'.repeat(40) },
    ]);
    await refresh();
    expect(called('git.readChange')).toHaveLength(2);
  });
});
