/** `npm run --silent postern -- ...`: the command line, built first where needed. Runs in this process to start fast. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { targetsOf } from './command-targets.mjs';
import { endWithParent } from './end-with-parent.mjs';
import { projectRoot } from './project-root.mjs';
import { checkNode, ensureBuilt } from './setup.mjs';

/** What a terminal without a reader gets: the rest is of no use to anybody. */
function endQuietlyWithoutReader(fault) {
  if (fault.code === 'EPIPE') process.exit(0);
  throw fault;
}

function createTerminal() {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  process.stdout.on('error', endQuietlyWithoutReader);
  // npm changes the folder to the project's; relative files mean the one the user was in.
  const viaNpm = process.env.npm_lifecycle_event === 'postern';
  return {
    cwd: (viaNpm ? process.env.INIT_CWD : undefined) ?? process.cwd(),
    outPath: path.join(projectRoot, 'out'),
    version: JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')).version,
    write: (chunk) => new Promise((resolve) => process.stdout.write(chunk, () => resolve())),
    tell: (line) => void process.stderr.write(`${line}\n`),
    async readInput() {
      const chunks = [];
      for await (const chunk of process.stdin) chunks.push(chunk);
      return Buffer.concat(chunks).toString('utf8');
    },
    tty:
      process.stdin.isTTY && process.stderr.isTTY
        ? { input: process.stdin, output: process.stderr }
        : undefined,
    signal: stop.signal,
  };
}

checkNode();
endWithParent();
const args = process.argv.slice(2);
await ensureBuilt(targetsOf(args[0]), { quiet: true });
const { runCli } = await import(pathToFileURL(path.join(projectRoot, 'out', 'node', 'cli.mjs')).href);
process.exit(await runCli(args, createTerminal()));
