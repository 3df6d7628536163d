import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitBench, hasGit, requestFile, startGitBench } from './testing/git-bench.ts';

const folder = 'api/postman/collections/Users';
const list = `${folder}/List users.request.yaml`;

describe.skipIf(!hasGit)('the log of a workspace', () => {
  let bench: GitBench;
  beforeEach(async () => {
    bench = await startGitBench({
      prefix: 'api',
      committed: {
        [`${folder}/.resources/definition.yaml`]: '$kind: collection\nname: Users\n',
        [list]: requestFile('List users', 'https://a.test/users'),
        'other.txt': 'outside of the workspace\n',
      },
    });
    await bench.allow();
  });
  afterEach(() => bench.close());

  const commit = async (message: string, path: string, text: string) => {
    await bench.write(path, text);
    bench.git('add', '.');
    bench.git('commit', '--quiet', '-m', message);
  };
  const newest = async () => (await bench.call('git.listCommits', {})).commits[0]?.commit ?? '';

  it('lists what changed the workspace’s folder, the newest first', async () => {
    await commit('elsewhere', 'other.txt', 'changed\n');
    await commit('Größer\n\nmore words', list, requestFile('List users', 'https://b.test/users'));
    const { commits, isCut } = await bench.call('git.listCommits', {});
    expect(isCut).toBe(false);
    expect(commits).toMatchObject([
      { commit: bench.git('rev-parse', 'HEAD').trim(), author: 'Test', subject: 'Größer' },
      { subject: 'first' },
    ]);
    const epochMs = Number(bench.git('log', '-1', '--format=%at')) * 1_000;
    expect(commits[0]?.authoredAtEpochMs).toBe(epochMs);
  });

  it('says that there are more', async () => {
    const commits = Array.from(
      { length: 60 },
      (_, at) =>
        `commit refs/heads/main\ncommitter T <t@t.test> ${1_700_000_000 + at} +0000\ndata <<.\nnote ${at}\n.\n` +
        `${at === 0 ? `from ${bench.git('rev-parse', 'HEAD')}` : ''}M 644 inline ${at < 8 ? '' : 'api/'}notes.txt\ndata <<.\n${at}\n.\n`,
    );
    execFileSync('git', ['fast-import', '--quiet'], { cwd: bench.root, input: commits.join('') });
    const listed = await bench.call('git.listCommits', {});
    expect(listed.isCut).toBe(true);
    expect(listed.commits.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 50 }, (_, at) => `note ${59 - at}`),
    );
  });

  it('gives the files of a commit with both sides, of the first one too', async () => {
    bench.git('mv', list, `${folder}/All users.request.yaml`);
    await commit('rename', 'api/notes.txt', 'a note\n');
    const { changes, isCut } = await bench.call('git.readCommit', { commit: await newest() });
    expect(isCut).toBe(false);
    expect(changes).toMatchObject([
      { path: 'api/notes.txt', state: 'added', item: { kind: 'file', name: 'notes.txt' } },
      {
        path: `${folder}/All users.request.yaml`,
        oldPath: list,
        state: 'renamed',
        item: { kind: 'request' },
      },
    ]);
    const [first] = (await bench.call('git.listCommits', {})).commits.slice(-1);
    const { changes: before } = await bench.call('git.readCommit', { commit: first?.commit ?? '' });
    expect(before.map(({ path, state }) => [path, state])).toEqual([
      [`${folder}/.resources/definition.yaml`, 'added'],
      [list, 'added'],
    ]);
    const sides = await bench.call('git.readChange', { path: list, commit: first?.commit });
    expect(sides).toEqual({ after: { text: requestFile('List users', 'https://a.test/users') } });
  });

  it('sees a merge from its first parent', async () => {
    bench.git('checkout', '--quiet', '-b', 'side');
    await commit('on the side', 'api/side.txt', 'side\n');
    bench.git('checkout', '--quiet', 'main');
    await commit('on main', 'api/main.txt', 'main\n');
    bench.git('merge', '--quiet', '-m', 'merged', 'side');
    const merge = bench.git('rev-parse', 'HEAD').trim();
    const { changes } = await bench.call('git.readCommit', { commit: merge });
    expect(changes.map(({ path }) => path)).toEqual(['api/side.txt']);
    const sides = await bench.call('git.readChange', { path: 'api/side.txt', commit: merge });
    expect(sides).toEqual({ after: { text: 'side\n' } });
  });

  it('takes the whole name of a commit only, and files of the workspace only', async () => {
    for (const name of ['HEAD', 'main', '--output=/tmp/x', 'abcdef1'])
      expect(await bench.refuse('git.readCommit', { commit: name })).toBe('ERR_CALL_INVALID_INPUT');
    expect(await bench.refuse('git.readCommit', { commit: 'a'.repeat(40) })).toBe('ERR_GIT_FAILED');
    const commitName = await newest();
    expect(await bench.refuse('git.readChange', { path: 'other.txt', commit: commitName })).toBe(
      'ERR_GIT_FILE_REFUSED',
    );
  });
});

it.skipIf(!hasGit)('is empty before the first commit', async () => {
  const bench = await startGitBench();
  await bench.allow();
  expect(await bench.call('git.listCommits', {})).toEqual({ commits: [], isCut: false });
  await bench.close();
});
