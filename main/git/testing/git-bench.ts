import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BridgeEvent, Reply } from '../../../core/bridge.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../../core/contract.ts';
import { type App, createApp } from '../../app.ts';
import { createLog } from '../../log.ts';
import { createNodeHost } from '../../node-host.ts';

/** Tells whether the machine has a Git to test with; says so where it has none. */
export const hasGit = (() => {
  const isThere = spawnSync('git', ['--version']).status === 0;
  if (!isThere) console.warn('Git is not on this machine: the tests that need it are skipped.');
  return isThere;
})();

/** An app whose workspace stands in a repository of its own, with nothing of the machine's Git around it. */
export interface GitBench {
  app: App;
  /** Holds everything; removed at the end. */
  folder: string;
  /** The top of the repository. */
  root: string;
  /** The workspace from there on; empty where it is the top. */
  prefix: string;
  events: BridgeEvent[];
  reply(name: OperationName, input: unknown, callId?: string): Promise<Reply>;
  call<N extends OperationName>(name: N, input: OperationInput<N>): Promise<OperationOutput<N>>;
  /** As `call`, for a call that is to be refused: gives the code. */
  refuse(name: OperationName, input: unknown): Promise<string>;
  /** Presses Use Git here. */
  allow(): Promise<void>;
  /** Git as the user runs it in a terminal. */
  git(...args: string[]): string;
  /** Writes a file of the repository. */
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  close(): Promise<void>;
}

/** A request file as the workspace has them. */
export function requestFile(name: string, url: string, method = 'GET'): string {
  return `$kind: http-request\nname: ${name}\nmethod: ${method}\nurl: ${url}\norder: 1000\n`;
}

/** @param options.committed Files of a first commit, by path; without them there is no commit yet. */
export async function startGitBench(
  options: { prefix?: string; committed?: Readonly<Record<string, string>> } = {},
): Promise<GitBench> {
  const { prefix = '', committed } = options;
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'postern-git-')));
  const environment = isolateGit(folder);
  await mkdir(join(folder, 'home'));
  await writeFile(join(folder, 'home', 'gitconfig'), '[user]\n\tname = Test\n\temail = test@example.test\n');
  const root = join(folder, 'repository');
  await mkdir(join(root, prefix), { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  git('init', '--quiet', '-b', 'main');
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  if (committed !== undefined) {
    for (const [path, text] of Object.entries(committed)) await write(path, text);
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
  }
  const events: BridgeEvent[] = [];
  const app = await createApp({
    host: createNodeHost('web', folder),
    version: '0.0.0-test',
    profilePath: join(folder, 'profile'),
    workspacePath: join(root, prefix),
    log: createLog(() => undefined),
  });
  app.subscribe((event) => events.push(event));
  let calls = 0;
  const reply: GitBench['reply'] = (name, input, callId = `git-${(calls += 1)}`) =>
    app.dispatcher.call(callId, name, input);
  const bench: GitBench = {
    app,
    folder,
    root,
    prefix,
    events,
    reply,
    async call<N extends OperationName>(name: N, input: OperationInput<N>) {
      const answered = await reply(name, input);
      if (!answered.ok) throw new Error(JSON.stringify(answered.error));
      return answered.value as OperationOutput<N>;
    },
    async refuse(name, input) {
      const answered = await reply(name, input);
      return answered.ok ? 'not refused' : answered.error.code;
    },
    async allow() {
      await bench.call('git.allow', { path: root });
    },
    git,
    write,
    read: (path) => readFile(join(root, path), 'utf8'),
    async close() {
      await app.close();
      environment.restore();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

/** Makes the repository's branch follow one of a bare repository beside it. Gives the path of that. */
export function addRemote({ folder, git }: GitBench): string {
  const path = join(folder, 'remote.git');
  execFileSync('git', ['init', '--quiet', '--bare', '-b', 'main', path]);
  git('remote', 'add', 'origin', path);
  git('push', '--quiet', '--set-upstream', 'origin', 'main');
  return path;
}

/** Points Git of this process to a home of its own, where the configuration knows a name and nothing else. */
function isolateGit(folder: string): { restore(): void } {
  const values: Record<string, string> = {
    HOME: join(folder, 'home'),
    XDG_CONFIG_HOME: join(folder, 'home'),
    GIT_CONFIG_GLOBAL: join(folder, 'home', 'gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  return {
    restore() {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    },
  };
}
