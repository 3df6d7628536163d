import { AppError } from '../errors.ts';
import { splitCommand } from './split-command.ts';
import type { ValueSource } from './value-source.ts';

/** Tells whether what comes from there is a secret whatever the variable says: only a question may be about something else. */
export function isSecretByNature(source: ValueSource): boolean {
  return source.kind !== 'ask';
}

/** Says what is wrong with a source as it was typed; `undefined` where it can be used. */
export function findSourceFault(source: ValueSource): string | undefined {
  switch (source.kind) {
    case 'ask':
      return undefined;
    case 'program': {
      const split = splitCommand(source.command);
      return split.kind === 'fault' ? split.message : undefined;
    }
    case 'file':
      if (source.path.trim() === '') return 'Name the file.';
      if (/^(?:\/|[a-z]:[\\/]|\\\\)/i.test(source.path.trim())) return undefined;
      return 'Write the whole path, from the root: what is relative could mean another file elsewhere.';
  }
}

/** Gives a source as it is kept. @throws AppError ERR_VARIABLE_SOURCE_INVALID */
export function normaliseSource(name: string, source: ValueSource): ValueSource {
  const fault = findSourceFault(source);
  if (fault !== undefined) {
    throw new AppError(
      'ERR_VARIABLE_SOURCE_INVALID',
      `Where the value of "${name}" comes from was not saved. ${fault}`,
      { details: { name } },
    );
  }
  if (source.kind === 'program') return { kind: 'program', command: source.command.trim() };
  return source.kind === 'file' ? { kind: 'file', path: source.path.trim() } : { kind: 'ask' };
}

/** Gives variables without what nobody but the user may set: commands and paths. What is asked for stays. */
export function withoutCommands<T extends { source?: ValueSource | null | undefined }>(variable: T): T {
  if (variable.source === undefined || variable.source?.kind === 'ask') return variable;
  const { source: _typedElsewhere, ...rest } = variable;
  return rest as T;
}

/** Says in a word or two where a value comes from: what stands in lists. A program is named without its arguments. */
export function describeSource(source: ValueSource): string {
  switch (source.kind) {
    case 'ask':
      return 'asked when sending';
    case 'program':
      return `got from ${programName(source.command)}`;
    case 'file':
      return 'read from a file';
  }
}

/** The name of the program of a command line, without its folder. */
export function programName(command: string): string {
  const split = splitCommand(command);
  const first = split.kind === 'words' ? (split.words[0] ?? '') : command.trim().split(/\s/)[0];
  return (first ?? '').replace(/^.*[\\/](?=.)/, '').slice(0, 60) || 'a program';
}
