import type { AppError } from '../../core/errors.ts';
import type { Terminal } from './terminal.ts';
import { usage } from './usage.ts';

type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;

/** The commands, each loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => (await import('./import-command.ts')).importCommand,
  export: async () => (await import('./export-command.ts')).exportCommand,
  send: async () => (await import('./send-command.ts')).sendCommand,
  run: async () => (await import('./run-command.ts')).runCommand,
  token: async () => (await import('./token-command.ts')).tokenCommand,
  serve: async () => (await import('./serve-command.ts')).serveCommand,
};

function isAppError(fault: unknown): fault is AppError {
  return fault instanceof Error && fault.name === 'AppError' && 'code' in fault;
}

/** Reports a refusal: one line for people, and the same as data where `--json` was asked for. */
async function report(fault: AppError, args: readonly string[], terminal: Terminal): Promise<number> {
  terminal.tell(`${fault.code}: ${fault.message}`);
  if (args.includes('--json'))
    await terminal.write(`${JSON.stringify({ error: fault.toData() }, null, 2)}\n`);
  return fault.code === 'ERR_CLI_USAGE' ? 2 : 1;
}

/** Runs one command of the `postern` command line and gives its exit code. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name = 'help', ...rest] = args;
  if (name === '--version') {
    await terminal.write(`${terminal.version}\n`);
    return 0;
  }
  if (['help', '--help', '-h'].includes(name) || rest.includes('--help')) {
    await terminal.write(usage);
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    terminal.tell(`ERR_CLI_USAGE: There is no command "${name}". See postern help.`);
    return 2;
  }
  try {
    const command = await load();
    return await command(rest, terminal);
  } catch (fault) {
    if (isAppError(fault)) return report(fault, rest, terminal);
    throw fault;
  }
}
