import { usageError } from './arguments.ts';

/** The local variables of a command line, and which of them are secret. */
export interface GivenVariables {
  variables: Record<string, string>;
  secretVariables: string[];
}

/**
 * Reads the local variables of a command line: `KEY=VALUE`, or `KEY` alone for the environment variable of that name, which is
 * a secret then.
 *
 * @throws AppError ERR_CLI_USAGE for a pair without a name, and for an environment variable that is not there
 */
export function parseVariables(pairs: readonly string[]): GivenVariables {
  const secretVariables: string[] = [];
  const variables = Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const at = pair.indexOf('=');
      if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
      const value = at === 0 ? undefined : process.env[pair];
      if (value === undefined) {
        throw usageError('--var takes KEY=VALUE, or the name of an environment variable that is set.');
      }
      secretVariables.push(pair);
      return [pair, value];
    }),
  );
  return { variables, secretVariables };
}
