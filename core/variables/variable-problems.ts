import { scanTemplate } from './template.ts';
import type { Variable } from './variable.ts';

/** Says why no `{{name}}` can mean a variable of this name; `undefined` where one can. */
function nameProblem(key: string): string | undefined {
  const [segment, ...others] = scanTemplate(`{{${key}}}`);
  if (segment?.kind === 'variable' && others.length === 0 && segment.name === key) return undefined;
  return key.trim() === key
    ? 'Braces and line breaks cannot be in a name: nothing can refer to it'
    : 'Spaces around the name: nothing can refer to it';
}

/**
 * Finds the rows that do not count: a name that an enabled row further down has too (the last one wins, as in Postman),
 * and a name that no `{{name}}` can mean. By index of the row; rows that are off or have no name yet are left out.
 */
export function variableProblems(
  variables: readonly Pick<Variable, 'key' | 'enabled'>[],
): ReadonlyMap<number, string> {
  const lastOf = new Map<string, number>();
  for (const [index, { key, enabled }] of variables.entries()) if (enabled) lastOf.set(key, index);
  const problems = new Map<number, string>();
  for (const [index, { key, enabled }] of variables.entries()) {
    if (!enabled || key === '') continue;
    const last = lastOf.get(key);
    const problem =
      last === index ? nameProblem(key) : `Not in use: row ${(last ?? index) + 1} has the same name`;
    if (problem !== undefined) problems.set(index, problem);
  }
  return problems;
}
