import { lentGlobals, lentModules } from '../../../core/scripts/script-libraries.ts';
import { type ScriptDialect, scriptKind } from '../../../core/scripts/script-types.ts';
import type { CodeCompletions } from '../../ui/code-editor/code-editor-props.ts';

const everywhere = [...lentGlobals, 'console', 'pm', 'postman', 'require'];
const known: Readonly<Record<ScriptDialect, readonly string[]>> = {
  postman: everywhere.toSorted(),
  bruno: [...everywhere, 'assert', 'bru', 'expect', 'req', 'res', 'test'].toSorted(),
  insomnia: [...everywhere, 'insomnia'].toSorted(),
  hoppscotch: [...everywhere, 'hopp', 'pw'].toSorted(),
};

/** Gives the names that fit at the end of a line of a script: of modules within `require`, else of what its type knows. */
export function completeScript(before: string, type: string): CodeCompletions | undefined {
  const module = /(?:^|[^\w$.])require\(\s*["'`]([^"'`]*)$/.exec(before)?.[1];
  if (module !== undefined) return { typed: module, names: lentModules };
  const word = /(?:^|[^\w$."'`])([A-Za-z_$][\w$]*)$/.exec(before)?.[1];
  return word === undefined
    ? undefined
    : { typed: word, names: known[scriptKind(type)?.dialect ?? 'postman'] };
}
