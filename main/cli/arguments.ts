import { AppError } from '../../core/errors.ts';

/** The options a command knows: those without a value, those with one, those that may be repeated. */
export interface OptionTable {
  flags?: readonly string[];
  values?: readonly string[];
  lists?: readonly string[];
}

/** A command line taken apart. */
export interface ParsedArguments {
  positionals: string[];
  has(flag: string): boolean;
  value(name: string): string | undefined;
  list(name: string): string[];
}

/** The refusal of a wrong command line; ends with exit code 2. */
export function usageError(message: string): AppError {
  return new AppError('ERR_CLI_USAGE', `${message} See postern help.`);
}

/**
 * Takes a command line apart. `--name value` and `--name=value` are the same, `--` ends the options, a lone `-` is a
 * positional.
 *
 * @throws AppError ERR_CLI_USAGE for options the command does not know, missing values and repeated options
 */
export function parseArguments(args: readonly string[], table: OptionTable): ParsedArguments {
  const { flags = [], values = [], lists = [] } = table;
  const positionals: string[] = [];
  const seenFlags = new Set<string>();
  const seenValues = new Map<string, string[]>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--') {
      positionals.push(...args.slice(at + 1));
      break;
    }
    if (!arg.startsWith('--')) {
      if (arg.startsWith('-') && arg !== '-') throw usageError(`There is no option ${arg}.`);
      positionals.push(arg);
      continue;
    }
    const equals = arg.indexOf('=');
    const name = arg.slice(2, equals === -1 ? undefined : equals);
    if (flags.includes(name) && equals === -1) {
      seenFlags.add(name);
      continue;
    }
    if (!values.includes(name) && !lists.includes(name)) throw usageError(`There is no option --${name}.`);
    if (equals === -1) at += 1;
    const value = equals === -1 ? args[at] : arg.slice(equals + 1);
    if (value === undefined || value === '') throw usageError(`--${name} needs a value.`);
    const seen = seenValues.get(name) ?? [];
    if (seen.length > 0 && values.includes(name)) throw usageError(`--${name} is given twice.`);
    seenValues.set(name, [...seen, value]);
  }
  return {
    positionals,
    has: (flag) => seenFlags.has(flag),
    value: (name) => seenValues.get(name)?.[0],
    list: (name) => seenValues.get(name) ?? [],
  };
}
