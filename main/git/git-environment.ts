import { dirname } from 'node:path';
import { desktopEnvironment } from '../child-environment.ts';

/** What a person says of themselves and of their way to remotes; anything else of Git's may lead it to another place. */
const kept: ReadonlySet<string> = new Set([
  'GIT_ASKPASS',
  'GIT_AUTHOR_EMAIL',
  'GIT_AUTHOR_NAME',
  'GIT_COMMITTER_EMAIL',
  'GIT_COMMITTER_NAME',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_SYSTEM',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
]);

/** Gives what Git is started with: the user's desktop, English, no questions, and this repository or none. */
export function gitEnvironment(
  root: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const variables = desktopEnvironment(environment);
  for (const name of Object.keys(variables)) {
    if (/^GIT_/i.test(name) && !kept.has(name.toUpperCase())) delete variables[name];
  }
  delete variables['LANGUAGE'];
  return Object.assign(variables, {
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_PAGER: 'cat',
    // A colon is an editor that leaves everything as it is.
    GIT_EDITOR: ':',
    GIT_SEQUENCE_EDITOR: ':',
    // Where the folder that was looked at is no repository after all, a folder above it is none that anybody allowed.
    GIT_CEILING_DIRECTORIES: dirname(root),
  });
}
