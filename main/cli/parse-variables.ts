import { usageError } from './arguments.ts';

/** Reads the local variables of a command line. @throws AppError ERR_CLI_USAGE for what is not `KEY=VALUE` */
export function parseVariables(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw usageError('--var takes KEY=VALUE.');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
