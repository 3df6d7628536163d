import type { ItemId } from '../../core/ids.ts';
import type { ScriptJob, ScriptPairs, ScriptScope } from '../../core/scripts/script-job.ts';
import type { VariableScopeRef } from '../../core/variables/variable.ts';
import type { AppContext } from '../app-context.ts';
import type { ResolvedVariable } from '../storage/workspace-store.ts';

/** Where the scripts around a request find their variables. */
export interface ScriptPlace {
  environmentId: ItemId | undefined;
  /** Nearest first, up to the collection. */
  ancestorIds: readonly ItemId[];
}

/** Reads the variables scripts may see. Secret ones are named and not given. @throws AppError ERR_VARIABLE_SCOPE_NOT_FOUND */
export async function readScriptScopes(
  app: AppContext,
  { environmentId, ancestorIds }: ScriptPlace,
  local: Readonly<Record<string, string>>,
  { secretVariables, variables: given }: { secretVariables: readonly string[]; variables: typeof local },
): Promise<Pick<ScriptJob, 'scopes' | 'withheld'>> {
  const read = (scope: VariableScopeRef) => app.workspace.readVariables(scope);
  const [globals, environment, environments, ...around] = await Promise.all([
    read({ kind: 'globals' }),
    environmentId === undefined ? undefined : read({ kind: 'environment', id: environmentId }),
    environmentId === undefined ? [] : app.workspace.listEnvironments(),
    ...ancestorIds.map((id) => read({ kind: 'collection', id })),
  ]);
  const name = environments.find(({ id }) => id === environmentId)?.name ?? '';
  // A nearer folder wins: its variables come last.
  const collection = around.toReversed().flat();
  const withheld = [
    ...secretVariables,
    ...[...globals, ...(environment ?? []), ...collection]
      .filter(({ secret }) => secret)
      .map(({ key }) => key),
  ];
  return {
    scopes: {
      // What was given in the place of a secret is one too; what a script set itself is none.
      local: Object.entries(local).filter(
        ([key, value]) => !(withheld.includes(key) && given[key] === value),
      ),
      ...(environment === undefined ? {} : { environment: { name, values: open(environment) } }),
      ...(ancestorIds.length === 0 ? {} : { collection: open(collection) }),
      globals: open(globals),
    },
    withheld,
  };
}

/** Where a change of a scope is written; `undefined` where there is no such place, or it lives for this send only. */
export function targetOf(scope: ScriptScope, place: ScriptPlace): VariableScopeRef | undefined {
  if (scope === 'globals') return { kind: 'globals' };
  const id =
    scope === 'environment'
      ? place.environmentId
      : scope === 'collection'
        ? place.ancestorIds.at(-1)
        : undefined;
  if (id === undefined) return undefined;
  return { kind: scope === 'environment' ? 'environment' : 'collection', id };
}

function open(variables: readonly ResolvedVariable[]): ScriptPairs {
  return variables.filter(({ secret }) => !secret).map(({ key, value }) => [key, value]);
}
