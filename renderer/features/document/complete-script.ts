import { lentGlobals, lentModules } from '../../../core/scripts/script-libraries.ts';
import type { CodeCompletions } from '../../ui/code-editor/code-editor-props.ts';

const known = [...lentGlobals, 'console', 'pm', 'postman', 'require'].toSorted();

/** Gives the names that fit at the end of a line of a script: of modules within `require`, else of what scripts have. */
export function completeScript(before: string): CodeCompletions | undefined {
  const module = /(?:^|[^\w$.])require\(\s*["'`]([^"'`]*)$/.exec(before)?.[1];
  if (module !== undefined) return { typed: module, names: lentModules };
  const word = /(?:^|[^\w$."'`])([A-Za-z_$][\w$]*)$/.exec(before)?.[1];
  return word === undefined ? undefined : { typed: word, names: known };
}
