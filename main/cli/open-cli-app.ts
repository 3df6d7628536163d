import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import { AppError } from '../../core/errors.ts';
import { type App, createApp } from '../app.ts';
import { choosePaths } from '../choose-paths.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';
import type { ParsedArguments } from './arguments.ts';
import { askForValues } from './ask-for-values.ts';
import { parseVariables } from './parse-variables.ts';
import type { Terminal } from './terminal.ts';

/** The app as a command uses it. */
export interface CliApp {
  readonly app: App;
  /** Runs an operation, and again with the values that it asks for. @throws AppError with the code of the refusal */
  call<N extends OperationName>(name: N, input: OperationInput<N>): Promise<OperationOutput<N>>;
}

/** The options that every command has. */
export const folderOptions = ['workspace', 'profile'] as const;

/** What a send needs may depend on what was given before, but not for ever. */
const mostQuestions = 5;

/** Opens the app for one command and closes it afterwards, whatever happens. */
export async function withApp<T>(
  args: ParsedArguments,
  terminal: Terminal,
  work: (cli: CliApp) => Promise<T>,
): Promise<T> {
  const given = { workspace: args.value('workspace'), profile: args.value('profile') };
  const { variables } = parseVariables(args.list('var'));
  const app = await createApp({
    host: createNodeHost('cli', terminal.outPath),
    version: terminal.version,
    ...choosePaths(given, terminal.cwd),
    log: createLog((line) => terminal.tell(line)),
  });
  const cancel = () => app.dispatcher.cancelAll();
  terminal.signal.addEventListener('abort', cancel, { once: true });
  let calls = 0;
  try {
    return await work({
      app,
      async call<N extends OperationName>(name: N, input: OperationInput<N>) {
        for (let asked = 0; ; asked += 1) {
          calls += 1;
          const reply = await app.dispatcher.call(`cli-${calls}`, name, input);
          if (reply.ok) return reply.value as OperationOutput<N>;
          const values =
            asked < mostQuestions ? await askForValues(reply.error, variables, terminal) : undefined;
          if (values === undefined) {
            throw new AppError(reply.error.code, reply.error.message, { details: reply.error.details });
          }
          await app.dispatcher.call(`cli-${calls}-values`, 'value.give', { values });
        }
      },
    });
  } finally {
    terminal.signal.removeEventListener('abort', cancel);
    await app.close();
  }
}
