import { devNull } from 'node:os';

/**
 * What a run may start besides Git. `look`: nothing but the filters that turn files into what is stored. `change`: the
 * repository's hooks too, as in a terminal.
 */
export type GitRunKind = 'look' | 'change';

const everywhere = [
  '--no-pager',
  '--no-optional-locks',
  // A name such as `:(top)*` is a name.
  '--literal-pathspecs',
  ...['core.fsmonitor=false', 'core.pager=cat', 'core.quotePath=false', 'color.ui=false'].flatMap(config),
  // A folder that looks like a bare repository is not what was allowed.
  ...config('safe.bareRepository=explicit'),
  // Nothing goes on after the run.
  ...['gc.auto=0', 'maintenance.auto=false'].flatMap(config),
];

/** Gives the arguments before those of a run: they win over what the repository's configuration says. */
export function gitArguments(kind: GitRunKind): string[] {
  return kind === 'look' ? [...everywhere, ...config(`core.hooksPath=${devNull}`)] : everywhere;
}

function config(setting: string): string[] {
  return ['-c', setting];
}
