import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BridgeEvent, Reply } from '../../../core/bridge.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../../core/contract.ts';
import { operations } from '../../../core/contract.ts';
import { type App, createApp } from '../../app.ts';
import { runCli } from '../main.ts';
import { createLog } from '../../log.ts';
import { createNodeHost } from '../../node-host.ts';
import { type Canaries, createCanaries } from '../../testing/canaries.ts';
import { startNetworkTap } from './network-tap.ts';

/** The programs that Postern runs beside itself. */
const outPath = fileURLToPath(new URL('../../../out', import.meta.url));

/** The calls whose whole point is to show a secret, and what a server sent of its own accord. */
const revealing: ReadonlySet<string> = new Set([
  'variable.reveal',
  'token.reveal',
  'key.revealPrivate',
  'cookie.reveal',
]);

/** A run of everything with secrets in it, whose every trace can be searched afterwards. */
export interface Sweep {
  canaries: Canaries;
  /** Where the run keeps everything: profile, workspace and temporary files. */
  root: string;
  app: App;
  /** Addresses the system's browser was asked to open. */
  opened: string[];
  used: Set<string>;
  call<N extends OperationName>(
    name: N,
    input: OperationInput<N>,
    callId?: string,
  ): Promise<OperationOutput<N>>;
  /** A call that is expected to be refused. */
  refuse(name: OperationName, input: unknown): Promise<Reply>;
  /** A call that may end either way. */
  attempt(name: OperationName, input: unknown): Promise<Reply>;
  /** Keeps a text that is to be searched, such as an export. */
  keep(where: string, text: string): void;
  cli(args: string[], input?: string): Promise<number>;
  /** Ends the app and names every canary in messages, output, browser and files. */
  search(): Promise<string[]>;
  /** What the run connected to and looked up. */
  reached(): string[];
  /** Operations of the contract that no step used. */
  unused(): string[];
  close(): Promise<void>;
}

/** Starts one in a folder of its own, which also takes the temporary files of this process. */
export async function startSweep(parent: string): Promise<Sweep> {
  const root = await mkdtemp(join(parent, 'sweep-'));
  const temporary = join(root, 'tmp');
  await mkdir(temporary);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = temporary;
  const canaries = createCanaries();
  const planted = ['POSTERN_CLIENT_SECRET', 'POSTERN_KEY_PASSPHRASE', 'SOME_PASSWORD'];
  for (const name of planted) process.env[name] = canaries.make();
  const tap = startNetworkTap();
  const texts: [where: string, text: string][] = [];
  const keep = (where: string, text: string) => void texts.push([where, text]);
  const opened: string[] = [];
  const used = new Set<string>();
  const app = await openApp(root, opened, keep);
  app.subscribe((event: BridgeEvent) => keep(`event ${event.name}`, JSON.stringify(event)));
  let calls = 0;
  async function reply(
    name: OperationName,
    input: unknown,
    callId = `sweep-${(calls += 1)}`,
  ): Promise<Reply> {
    used.add(name);
    const answered = await app.dispatcher.call(callId, name, input);
    if (!revealing.has(name)) keep(`answer of ${name}`, JSON.stringify(withoutOwnWords(answered)));
    return answered;
  }
  let isClosed = false;
  async function end(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    await app.close();
    tap.stop();
    for (const name of planted) delete process.env[name];
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  return {
    canaries,
    root,
    app,
    opened,
    used,
    keep,
    attempt: (name, input) => reply(name, input),
    async call(name, input, callId) {
      const answered = await reply(name, input, callId);
      if (!answered.ok) throw new Error(`${name}: ${JSON.stringify(answered.error)}`);
      return answered.value as OperationOutput<typeof name>;
    },
    async refuse(name, input) {
      const answered = await reply(name, input);
      if (answered.ok) throw new Error(`${name} was not refused.`);
      return answered;
    },
    async cli(args, input = '') {
      const folders = ['--profile', join(root, 'profile'), '--workspace', join(root, 'workspace')];
      const chunks: Buffer[] = [];
      const code = await runCli([...args, ...folders], {
        cwd: root,
        outPath: root,
        version: '0.0.0-test',
        write: (chunk) => Promise.resolve(void chunks.push(Buffer.from(chunk))),
        tell: (line) => keep(`standard error of ${args[0] ?? ''}`, line),
        readInput: () => Promise.resolve(input),
        signal: new AbortController().signal,
      });
      // The one command that is there to print a token.
      const text = Buffer.concat(chunks).toString();
      if (args[0] !== 'token') keep(`standard output of ${args[0] ?? ''}`, withoutOwnWordsIn(text));
      return code;
    },
    async search() {
      // While it runs, then after it ended.
      const children = await searchChildren(canaries);
      const hits = [...(await searchFiles(root, canaries)), ...searchTexts(texts, canaries), ...children];
      await end();
      return [...hits, ...(await searchFiles(root, canaries))];
    },
    reached: tap.seen,
    unused: () => Object.keys(operations).filter((name) => !used.has(name)),
    async close() {
      await end();
      await rm(root, { recursive: true, force: true });
    },
  };
}

function openApp(root: string, opened: string[], keep: Sweep['keep']): Promise<App> {
  return createApp({
    host: {
      ...createNodeHost('web', outPath),
      openLink(url) {
        opened.push(url);
        keep('the browser', url);
        return Promise.resolve();
      },
    },
    version: '0.0.0-test',
    profilePath: join(root, 'profile'),
    workspacePath: join(root, 'workspace'),
    log: createLog((line) => keep('the log', line)),
  });
}

/** A cookie that an answer sets is shown to its reader like the rest of the answer; it counts where it is kept or sent. */
function withoutOwnWords(value: unknown): unknown {
  if (Array.isArray(value)) {
    const isCookieLine = value.length === 2 && /^set-cookie$/i.test(String(value[0]));
    return isCookieLine ? [value[0]] : value.map(withoutOwnWords);
  }
  if (typeof value !== 'object' || value === null) return value;
  // The cookies of an answer, not those of the jar.
  const isAnswered = 'statusText' in value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => !(name === 'cookies' && Array.isArray(member) && isAnswered))
      .map(([name, member]) => [name, withoutOwnWords(member)]),
  );
}

function withoutOwnWordsIn(text: string): string {
  try {
    return JSON.stringify(withoutOwnWords(JSON.parse(text)));
  } catch {
    return text;
  }
}

function searchTexts(texts: readonly [string, string][], canaries: Canaries): string[] {
  return texts.flatMap(([where, text]) => canaries.find(Buffer.from(text)).map((hit) => `${where}: ${hit}`));
}

/** Looks at how the child processes that still run were started, where the system shows it. */
async function searchChildren(canaries: Canaries): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const read = (pid: string, name: string) => readFile(`/proc/${pid}/${name}`).catch(() => Buffer.alloc(0));
  const hits: string[] = [];
  let isRunnerSeen = false;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = (await read(pid, 'stat')).toString();
    // The name in brackets may hold blanks and brackets.
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== String(process.pid)) continue;
    const command = await read(pid, 'cmdline');
    isRunnerSeen ||= command.includes('script-runner.mjs');
    for (const bytes of [command, await read(pid, 'environ')])
      hits.push(...canaries.find(bytes).map((hit) => `child ${command.toString()}: ${hit}`));
  }
  return isRunnerSeen ? hits : [...hits, 'the process of scripts was not looked at'];
}

async function searchFiles(root: string, canaries: Canaries): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const hits: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const inName = canaries.find(Buffer.from(path));
    const bytes = entry.isFile() ? await readFile(path) : Buffer.alloc(0);
    for (const hit of [...inName, ...canaries.find(bytes)])
      hits.push(`file ${path.slice(root.length)}: ${hit}`);
  }
  return hits;
}
