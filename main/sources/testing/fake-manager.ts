import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** How the program was started once. */
export interface FakeRun {
  args: string[];
  env: Record<string, string>;
  cwd: string;
  pid: number;
  /** Of the program that it started itself. */
  childPid?: number;
}

/** A program `op` before all others on the path that does as its arguments say, and notes how it was started. */
export interface FakeManager {
  folder: string;
  runs(): Promise<FakeRun[]>;
  close(): Promise<void>;
}

const program = (folder: string) => `#!${process.execPath}
const fs = require('node:fs');
const { spawn } = require('node:child_process');
const args = process.argv.slice(2);
const note = (more) => fs.appendFileSync(${JSON.stringify(join(folder, 'runs'))},
  JSON.stringify({ args, env: process.env, cwd: process.cwd(), pid: process.pid, ...more }) + '\\n');
const child = (stdio) => spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio });
if (args[0] === 'hang') note({ childPid: child('inherit').pid });
else if (args[0] === 'linger') { const left = child('inherit'); left.unref(); note({ childPid: left.pid }); }
else note({});
switch (args[0]) {
  case 'read': process.stdout.write(args[1] + '\\n\\n'); break;
  case 'linger': process.stdout.write(args[1] + '\\n'); process.exitCode = 0; setTimeout(() => process.exit(), 20); break;
  case 'slow': setTimeout(() => process.stdout.write(args[1]), 150); break;
  case 'count': process.stdout.write(String(fs.readFileSync(${JSON.stringify(join(folder, 'runs'))}, 'utf8').trim().split('\\n').length)); break;
  case 'fail': process.stdout.write(args[1]); process.stderr.write('\\u001b[31mnot signed in\\u001b[0m near ' + args[1] + 'x'.repeat(9000)); process.exitCode = 3; break;
  case 'flood': process.stdout.write('x'.repeat(70000)); setTimeout(() => {}, 60000); break;
  case 'binary': process.stdout.write(Buffer.from([0xff, 0xfe])); break;
  case 'hang': setTimeout(() => {}, 60000); break;
}
`;

/** Puts it on the path of this process. */
export async function plantManager(): Promise<FakeManager> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-manager-'));
  await writeFile(join(folder, 'op'), program(folder));
  await chmod(join(folder, 'op'), 0o755);
  const before = process.env['PATH'];
  process.env['PATH'] = `${folder}${delimiter}${before ?? ''}`;
  return {
    folder,
    async runs() {
      const text = await readFile(join(folder, 'runs'), 'utf8').catch(() => '');
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as FakeRun);
    },
    async close() {
      process.env['PATH'] = before;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
