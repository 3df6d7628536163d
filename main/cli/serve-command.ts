import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArguments, usageError } from './arguments.ts';
import { folderOptions } from './open-cli-app.ts';
import type { Terminal } from './terminal.ts';

/** The one export of the web door's bundle. It is another front door, so it is loaded by its file and never imported. */
interface WebDoorBundle {
  runWebDoor(options: {
    version: string;
    outPath: string;
    cwd: string;
    workspace: string | undefined;
    profile: string | undefined;
    port: number | undefined;
    open: boolean;
    sandbox: boolean;
  }): Promise<number>;
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw usageError('--port takes a number from 1 to 65535.');
  }
  return port;
}

/** `postern serve`: opens the web door and runs until it is stopped. Gives the exit code. */
export async function serveCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments(args, { flags: ['no-open', 'sandbox'], values: [...folderOptions, 'port'] });
  if (parsed.positionals.length > 0) throw usageError(`What is "${parsed.positionals[0] ?? ''}" for?`);
  const port = parsePort(parsed.value('port'));
  const bundle = pathToFileURL(path.join(terminal.outPath, 'node', 'web.mjs')).href;
  const { runWebDoor } = (await import(/* @vite-ignore */ bundle)) as WebDoorBundle;
  return runWebDoor({
    version: terminal.version,
    outPath: terminal.outPath,
    cwd: terminal.cwd,
    workspace: parsed.value('workspace'),
    profile: parsed.value('profile'),
    port,
    // A terminal on a remote machine has no browser to open.
    open: !parsed.has('no-open') && process.stdout.isTTY,
    sandbox: parsed.has('sandbox'),
  });
}
