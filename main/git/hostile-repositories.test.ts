import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findGit } from './find-git.ts';
import { gitEnvironment } from './git-environment.ts';
import { type GitBench, hasGit, requestFile, startGitBench } from './testing/git-bench.ts';

const file = 'postman/collections/A/One.request.yaml';

/** Settings of a repository that name a program, each with the mark it leaves when it runs. */
const settings = [
  ['core.fsmonitor', 'fsmonitor'],
  ['core.pager', 'pager'],
  ['pager.status', 'pager'],
  ['diff.external', 'diff'],
  ['diff.evil.textconv', 'textconv'],
  ['diff.evil.command', 'diffcommand'],
  ['filter.evil.clean', 'clean'],
  ['filter.evil.smudge', 'smudge'],
  ['core.sshCommand', 'ssh'],
  ['core.askPass', 'askpass'],
  ['core.editor', 'editor'],
  ['gpg.program', 'gpg'],
  ['gpg.ssh.program', 'gpg'],
  ['credential.helper', 'credential'],
  ['core.alternateRefsCommand', 'alternates'],
] as const;
/** What turns files into what is stored, which nobody can look at changes without. */
const filters: ReadonlySet<string> = new Set(['clean', 'smudge']);

describe.skipIf(!hasGit || process.platform === 'win32')('a repository that came from somebody else', () => {
  let bench: GitBench;
  let marks: string;
  beforeEach(async () => {
    bench = await startGitBench({
      committed: {
        [file]: requestFile('One', 'https://a.test'),
        '.gitattributes': '*.yaml filter=evil diff=evil\n',
      },
    });
    marks = join(bench.folder, 'marks');
    await mkdir(marks);
    for (const [setting, mark] of settings) bench.git('config', setting, await script(mark));
    bench.git('config', 'alias.status', `!touch ${join(marks, 'alias')}`);
    bench.git('config', 'core.hooksPath', join(bench.folder, 'hooks'));
    await mkdir(join(bench.folder, 'hooks'));
    for (const name of [
      'post-index-change',
      'post-checkout',
      'reference-transaction',
      'fsmonitor-watchman',
      'pre-commit',
    ])
      await writeScript(join(bench.folder, 'hooks', name), `hook-${name}`);
    bench.git('config', 'remote.origin.url', 'ssh://canary-user:canary-pass@127.0.0.1:1/x');
    bench.git('config', 'remote.origin.pushurl', 'https://canary@127.0.0.1:1/x?token=canary');
    await bench.write(file, requestFile('One', 'https://b.test'));
  });
  afterEach(() => bench.close());

  async function script(mark: string): Promise<string> {
    const path = join(bench.folder, `program-${mark}`);
    await writeScript(path, mark);
    return path;
  }

  async function writeScript(path: string, mark: string): Promise<void> {
    await writeFile(
      path,
      `#!/bin/sh\ntouch "${join(marks, mark)}"\n${filters.has(mark) ? 'exec cat' : 'exit 1'}\n`,
    );
    await chmod(path, 0o755);
  }

  /** Makes a commit whose signature a look would check with the program that the configuration names. */
  function signCommit(): void {
    const text = bench.git('cat-file', 'commit', 'HEAD').replace(/^tree .*\n/, `$&parent ${head()}\n`);
    const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n';
    const signed = text.replace(/\n\n[^]*$/, `\n${signature}\nsigned\n`);
    const object = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], {
      cwd: bench.root,
      input: signed,
      encoding: 'utf8',
    }).trim();
    writeFileSync(join(bench.root, '.git', 'refs', 'heads', 'main'), `${object}\n`);
    bench.git('config', 'log.showSignature', 'true');
  }

  const head = () => bench.git('rev-parse', 'HEAD').trim();

  it('starts nothing of its own before it is allowed', async () => {
    await bench.call('git.readRepository', {});
    await bench.call('workspace.readTree', {});
    for (const name of [
      'git.readStatus',
      'git.listBranches',
      'git.listCommits',
      'git.fetch',
      'git.pull',
      'git.push',
    ] as const)
      expect(await bench.refuse(name, {})).toBe('ERR_GIT_NOT_ALLOWED');
    expect(await bench.refuse('git.readChange', { path: file })).toBe('ERR_GIT_NOT_ALLOWED');
    expect(await bench.refuse('git.readCommit', { commit: 'a'.repeat(40) })).toBe('ERR_GIT_NOT_ALLOWED');
    expect(await bench.refuse('git.commit', { paths: [file], message: 'x' })).toBe('ERR_GIT_NOT_ALLOWED');
    expect(await bench.refuse('git.discard', { paths: [file] })).toBe('ERR_GIT_NOT_ALLOWED');
    expect(await bench.refuse('git.switchBranch', { name: 'x', isRemote: false })).toBe(
      'ERR_GIT_NOT_ALLOWED',
    );
    expect(await readdir(marks)).toEqual([]);
  });

  it('starts only filters where it is looked at', async () => {
    signCommit();
    await bench.allow();
    const status = await bench.call('git.readStatus', {});
    expect(status.changes.map(({ path }) => path)).toEqual([file]);
    await bench.call('git.readChange', { path: file });
    await bench.call('git.listBranches', {});
    const { commits } = await bench.call('git.listCommits', {});
    expect(commits.map(({ subject }) => subject)).toEqual(['signed', 'first']);
    for (const { commit } of commits) {
      await bench.call('git.readCommit', { commit });
      await bench.call('git.readChange', { path: file, commit });
    }
    const started = (await readdir(marks)).filter((mark) => !filters.has(mark));
    expect(started).toEqual([]);
    // A terminal would have started them.
    expect(() => bench.git('diff', '--ext-diff', '--', file)).toThrow();
    bench.git('status');
    bench.git('log', '-1');
    expect(await readdir(marks)).toEqual(expect.arrayContaining(['diffcommand', 'fsmonitor', 'gpg']));
  });

  it('shows no credential of an address, whatever fails', async () => {
    await bench.allow();
    const replies = [
      await bench.reply('git.readStatus', {}),
      await bench.reply('git.fetch', {}),
      await bench.reply('git.push', { publishTo: 'origin' }),
      await bench.reply('git.pull', {}),
    ];
    expect(replies.map(({ ok }) => ok)).toEqual([true, false, false, false]);
    expect(JSON.stringify([replies, bench.events])).not.toContain('canary');
  });

  it('refuses names of branches that are options', async () => {
    await bench.allow();
    for (const name of ['--detach', '-c', '--upload-pack=touch x', 'a b', '../x', '@{-1}']) {
      expect(await bench.refuse('git.switchBranch', { name, isRemote: false })).toBe(
        'ERR_GIT_BRANCH_INVALID',
      );
      expect(await bench.refuse('git.createBranch', { name })).toBe('ERR_GIT_BRANCH_INVALID');
    }
    expect(await bench.refuse('git.push', { publishTo: '--receive-pack=touch x' })).toBe(
      'ERR_GIT_NO_UPSTREAM',
    );
    expect(await bench.refuse('git.switchBranch', { name: 'origin/--detach', isRemote: true })).toBe(
      'ERR_GIT_BRANCH_INVALID',
    );
  });

  it('does nothing to the files of another folder that the configuration names', async () => {
    await bench.allow();
    const elsewhere = join(bench.folder, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'mine.txt'), 'mine');
    bench.git('config', 'core.worktree', elsewhere);
    expect(await bench.refuse('git.readStatus', {})).toBe('ERR_GIT_NOT_A_REPOSITORY');
    expect(await bench.refuse('git.discard', { paths: [file] })).toBe('ERR_GIT_NOT_A_REPOSITORY');
    expect(await readdir(elsewhere)).toEqual(['mine.txt']);
  });

  it('asks again where the data of the repository is at another place', async () => {
    await bench.allow();
    await rename(join(bench.root, '.git'), join(bench.folder, 'moved.git'));
    await writeFile(join(bench.root, '.git'), `gitdir: ${join(bench.folder, 'moved.git')}\n`);
    expect(await bench.refuse('git.readStatus', {})).toBe('ERR_GIT_NOT_ALLOWED');
  });
});

it('takes Git from whole paths outside of the repository only', async () => {
  const root = '/somewhere/repository';
  const found = await findGit(root, { PATH: `.::${root}/bin:bin` });
  expect(found).toBeUndefined();
});

it('leaves out what leads Git elsewhere and what may be secret', () => {
  const environment = gitEnvironment('/a/b', {
    PATH: '/bin',
    HOME: '/home/x',
    GIT_DIR: '/evil',
    GIT_WORK_TREE: '/evil',
    GIT_INDEX_FILE: '/evil',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.pager',
    GIT_EXTERNAL_DIFF: '/evil',
    GIT_TRACE: '/tmp/trace',
    GIT_SSH_COMMAND: 'ssh -i key',
    NPM_TOKEN: 'canary',
    SSH_AUTH_SOCK: '/run/agent',
    LANGUAGE: 'de',
  });
  expect({ ...environment }).toEqual({
    PATH: '/bin',
    HOME: '/home/x',
    GIT_SSH_COMMAND: 'ssh -i key',
    SSH_AUTH_SOCK: '/run/agent',
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_PAGER: 'cat',
    GIT_EDITOR: ':',
    GIT_SEQUENCE_EDITOR: ':',
    GIT_CEILING_DIRECTORIES: '/a',
  });
});
