import { writeFileSync } from 'node:fs';
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runGit } from './run-git.ts';
import { type GitBench, hasGit, requestFile, startGitBench } from './testing/git-bench.ts';

const users = 'postman/collections/Users';
const list = `${users}/List users.request.yaml`;

describe.skipIf(!hasGit)('changes of a workspace', () => {
  let bench: GitBench;
  beforeEach(async () => {
    bench = await startGitBench({
      prefix: 'api',
      committed: {
        [`api/${users}/.resources/definition.yaml`]: '$kind: collection\nname: Users\n',
        [`api/${list}`]: requestFile('List users', 'https://a.test/users'),
        [`api/${users}/Gone.request.yaml`]: requestFile('Gone', 'https://a.test/gone'),
        'other.txt': 'outside of the workspace\n',
      },
    });
  });
  afterEach(() => bench.close());

  const changes = async () => (await bench.call('git.readStatus', {})).changes;

  it('starts nothing before it is allowed, and nothing after that is taken back', async () => {
    expect(await bench.call('git.readRepository', {})).toEqual({
      repository: { path: bench.root, head: { kind: 'branch', name: 'main' }, isAllowed: false },
    });
    expect(await bench.refuse('git.readStatus', {})).toBe('ERR_GIT_NOT_ALLOWED');
    expect(await bench.refuse('git.allow', { path: '/elsewhere' })).toBe('ERR_GIT_NOT_A_REPOSITORY');
    await bench.allow();
    expect(await changes()).toEqual([]);
    await bench.call('git.forget', {});
    expect(await bench.refuse('git.commit', { paths: [list], message: 'x' })).toBe('ERR_GIT_NOT_ALLOWED');
    await bench.allow();
    await bench.call('security.forgetConsents', {});
    expect(await bench.refuse('git.fetch', {})).toBe('ERR_GIT_NOT_ALLOWED');
  });

  it('names the items of the workspace folder only', async () => {
    await bench.allow();
    await bench.write('other.txt', 'changed\n');
    await bench.write(`api/${list}`, requestFile('List users', 'https://a.test/v2/users'));
    await rm(join(bench.root, `api/${users}/Gone.request.yaml`));
    const created = await bench.call('environment.create', { name: 'Dev' });
    await bench.write('api/notes.md', 'x');
    const found = await changes();
    expect(found.map(({ path, state, item: { id: _id, ...item } }) => ({ path, state, item }))).toEqual([
      {
        path: `api/${users}/Gone.request.yaml`,
        state: 'deleted',
        item: { kind: 'request', name: 'Gone', place: 'Users', ...deletedMethod(found) },
      },
      {
        path: `api/${list}`,
        state: 'changed',
        item: { kind: 'request', name: 'List users', method: 'GET', place: 'Users' },
      },
      { path: 'api/notes.md', state: 'added', item: { kind: 'file', name: 'notes.md' } },
      {
        path: 'api/postman/environments/Dev.environment.yaml',
        state: 'added',
        item: { kind: 'environment', name: 'Dev' },
      },
    ]);
    expect(found.at(-1)?.item.id).toBe(created.id);
  });

  /** The tree may not have noticed yet that the file is gone. */
  const deletedMethod = (found: { item: { method?: string | undefined } }[]) =>
    found[0]?.item.method === undefined ? {} : { method: found[0].item.method };

  it('gives both sides of a change, and neither of a path that leads elsewhere', async () => {
    await bench.allow();
    await bench.write(`api/${list}`, 'after\n');
    const { before, after } = await bench.call('git.readChange', { path: `api/${list}` });
    expect(before?.text).toContain('https://a.test/users');
    expect(after).toEqual({ text: 'after\n' });
    await bench.write('api/new.bin', 'a\0b');
    expect(await bench.call('git.readChange', { path: 'api/new.bin' })).toEqual({
      after: { text: '', hidden: 'binary' },
    });
    await symlink(bench.folder, join(bench.root, 'api/link'));
    for (const path of [
      'other.txt',
      'api/../other.txt',
      '/etc/passwd',
      'api/.git/config',
      'api/link/profile/git.json',
    ])
      expect(await bench.refuse('git.readChange', { path })).toBe('ERR_GIT_FILE_REFUSED');
  });

  it('shows names of every kind, and commits and discards them', async () => {
    await bench.allow();
    const names = ['-rf', 'a\nb', '"q"', ':(top)x', '*', 'Länder 日本.request.yaml', ' lead'];
    for (const name of names) await bench.write(`api/${name}`, 'x');
    const paths = names.map((name) => `api/${name}`);
    expect((await changes()).map(({ path }) => path).toSorted()).toEqual(paths.toSorted());
    await bench.call('git.commit', { paths: paths.slice(0, 5), message: '-m looks like an option' });
    expect((await changes()).map(({ path }) => path).toSorted()).toEqual(paths.slice(5).toSorted());
    expect(bench.git('log', '-1', '--format=%s').trim()).toBe('-m looks like an option');
    const { undoId } = await bench.call('git.discard', { paths: paths.slice(5) });
    expect(await changes()).toEqual([]);
    await bench.call('workspace.undo', { undoId });
    expect(await changes()).toHaveLength(2);
  });

  it('commits what was chosen and leaves what somebody staged besides', async () => {
    await bench.allow();
    await bench.write(`api/${list}`, 'changed\n');
    await bench.write('api/staged.txt', 'staged');
    await rm(join(bench.root, `api/${users}/Gone.request.yaml`));
    bench.git('add', 'api/staged.txt');
    const paths = [`api/${list}`, `api/${users}/Gone.request.yaml`];
    const done = await bench.call('git.commit', { paths, message: 'Two\n\n# a heading' });
    expect(done).toEqual({ kind: 'committed', commit: bench.git('rev-parse', 'HEAD').trim() });
    expect(bench.git('show', '--name-status', '--format=%B', 'HEAD')).toBe(
      `Two\n\n# a heading\n\n\nD\tapi/${users}/Gone.request.yaml\nM\tapi/${list}\n`,
    );
    expect(bench.git('status', '--porcelain')).toBe('A  api/staged.txt\n');
    expect(await bench.refuse('git.commit', { paths, message: 'again' })).toBe('ERR_GIT_NOTHING_TO_COMMIT');
  });

  it('leaves a new file unknown where a hook refuses the commit, and shows what the hook said', async () => {
    await bench.allow();
    await bench.write('api/new.txt', 'x');
    await bench.write(
      '.git/hooks/pre-commit',
      '#!/bin/sh\necho "no https://u:canary@h.test here" >&2\nexit 1\n',
    );
    await chmod(join(bench.root, '.git/hooks/pre-commit'), 0o755);
    const reply = await bench.reply('git.commit', { paths: ['api/new.txt'], message: 'x' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'ERR_GIT_FAILED' } });
    expect(JSON.stringify(reply)).toContain('h.test here');
    expect(JSON.stringify(reply)).not.toContain('canary');
    expect(bench.git('status', '--porcelain')).toBe('?? api/new.txt\n');
  });

  it('comes back from a branch that does not have the folder of the workspace, with its items', async () => {
    await bench.allow();
    const before = (await bench.call('workspace.readTree', {})).nodes;
    bench.git('branch', 'empty');
    const tree = bench.git('hash-object', '-t', 'tree', '-w', '/dev/null').trim();
    const commit = bench.git('commit-tree', tree, '-m', 'empty').trim();
    bench.git('update-ref', 'refs/heads/empty', commit);
    await bench.call('git.switchBranch', { name: 'empty', isRemote: false });
    expect((await bench.call('git.readRepository', {})).repository?.head).toMatchObject({ name: 'empty' });
    expect((await bench.call('git.readStatus', {})).changes).toEqual([]);
    await bench.call('git.switchBranch', { name: 'main', isRemote: false });
    expect((await bench.call('workspace.readTree', {})).nodes).toEqual(before);
    expect(await bench.read(`api/${list}`)).toContain('https://a.test/users');
  });

  it('neither commits nor discards what is in conflict', async () => {
    await bench.allow();
    bench.git('switch', '--quiet', '-c', 'theirs');
    await bench.write(`api/${list}`, 'theirs\n');
    bench.git('commit', '--quiet', '-am', 'theirs');
    bench.git('switch', '--quiet', 'main');
    await bench.write(`api/${list}`, 'ours\n');
    bench.git('commit', '--quiet', '-am', 'ours');
    expect(() => bench.git('merge', 'theirs')).toThrow();
    expect((await changes())[0]).toMatchObject({ path: `api/${list}`, state: 'conflicted' });
    expect((await bench.call('git.readRepository', {})).repository?.underWay).toBe('merge');
    expect(await bench.refuse('git.commit', { paths: [`api/${list}`], message: 'x' })).toBe(
      'ERR_GIT_CONFLICT',
    );
    expect(await bench.refuse('git.discard', { paths: [`api/${list}`] })).toBe('ERR_GIT_CONFLICT');
    await bench.write('api/new.txt', 'x');
    expect(await bench.refuse('git.commit', { paths: ['api/new.txt'], message: 'x' })).toBe(
      'ERR_GIT_CONFLICT',
    );
  });

  it('says so where Git is not on the machine', async () => {
    await bench.allow();
    const before = process.env['PATH'];
    process.env['PATH'] = bench.folder;
    const code = await bench.refuse('git.readStatus', {});
    process.env['PATH'] = before;
    expect(code).toBe('ERR_GIT_NOT_INSTALLED');
  });

  it('names examples, folders and collections by what they belong to', async () => {
    await bench.allow();
    await bench.write(`api/${users}/.resources/definition.yaml`, '$kind: collection\nname: People\n');
    const example = `${users}/.resources/List users.resources/examples/OK.example.yaml`;
    await bench.write(`api/${example}`, '$kind: http-example\nname: OK\n');
    await bench.write(`api/${users}/Sub/.resources/definition.yaml`, '$kind: collection\nname: Sub\n');
    await bench.write('api/postman/globals/workspace.globals.yaml', 'name: Globals\nvalues: []\n');
    const kinds = (await changes()).map(({ item: { kind, name, place } }) => [kind, name, place]);
    expect(kinds).toEqual(
      expect.arrayContaining([
        ['globals', 'Globals', undefined],
        ['example', 'OK', expect.stringMatching(/ \/ List users$/)],
        ['folder', 'Sub', expect.any(String)],
        ['collection', expect.any(String), undefined],
      ]),
    );
  });

  it.skipIf(process.platform === 'win32')('ends what takes too long', async () => {
    const never = { isCancelled: false, onCancel: () => () => undefined };
    const slow = runGit(bench.root, ['-c', 'alias.slow=!sleep 30', 'slow'], never, {
      kind: 'look',
      timeoutMs: 300,
    });
    await expect(slow).rejects.toMatchObject({ code: 'ERR_GIT_TIMEOUT' });
  });

  it('lists ten thousand changes while it answers other calls', async () => {
    await bench.allow();
    const folder = join(bench.root, 'api', 'many');
    await mkdir(folder);
    for (let at = 0; at < 10_000; at += 1)
      writeFileSync(join(folder, `a name that is long enough ${at}.txt`), '');
    let longestMs = 0;
    let lastMs = performance.now();
    const timer = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - lastMs);
      lastMs = performance.now();
    }, 5);
    const found = await changes();
    clearInterval(timer);
    expect(found).toHaveLength(10_000);
    expect(longestMs).toBeLessThan(1_000);
  });
});

describe.skipIf(!hasGit)('a repository without a commit', () => {
  let bench: GitBench;
  beforeEach(async () => {
    bench = await startGitBench();
    await bench.write(list, requestFile('List users', 'https://a.test/users'));
    await bench.allow();
  });
  afterEach(() => bench.close());

  it('shows everything as new, discards and commits it', async () => {
    const status = await bench.call('git.readStatus', {});
    expect(status).toMatchObject({ branch: 'main', changes: [{ state: 'added' }] });
    expect(status.commit).toBeUndefined();
    expect(await bench.call('git.readChange', { path: list })).not.toHaveProperty('before');
    bench.git('add', '.');
    const { undoId } = await bench.call('git.discard', { paths: [list] });
    expect((await bench.call('git.readStatus', {})).changes).toEqual([]);
    await bench.call('workspace.undo', { undoId });
    expect(await bench.call('git.commit', { paths: [list], message: 'first' })).toMatchObject({
      kind: 'committed',
    });
    expect((await bench.call('git.readStatus', {})).commit).toBe(bench.git('rev-parse', 'HEAD').trim());
  });

  it('says so where Git does not know who commits', async () => {
    await writeFile(join(bench.folder, 'home', 'gitconfig'), '[user]\n\tuseConfigOnly = true\n');
    expect(await bench.refuse('git.commit', { paths: [list], message: 'x' })).toBe('ERR_GIT_IDENTITY');
    expect(bench.git('status', '--porcelain')).toContain('?? postman/');
  });
});
