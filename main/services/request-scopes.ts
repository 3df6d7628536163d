import type { ItemId } from '../../core/ids.ts';
import { type ScopeChain, orderScopes, toScope } from '../../core/variables/scope.ts';
import type { DefinitionRecord } from '../../core/workspace/definition.ts';
import type { VariableScopeRef } from '../../core/variables/variable.ts';
import type { AppContext } from '../app-context.ts';
import { fillScopes } from '../sources/fill-scopes.ts';

/** Where a request takes its variables from. */
export interface ScopeSources {
  /** Nearest first, up to the collection. */
  ancestors: readonly DefinitionRecord[];
  environmentId: ItemId | undefined;
  /** Local variables. */
  variables: Readonly<Record<string, string>> | undefined;
  /** Those of them that are secret. */
  secretVariables?: readonly string[] | undefined;
}

/**
 * Reads the variables a request is sent with, secrets included, in winning order. Values that come from elsewhere are in it
 * as far as they were got already: who sends gets the others first, with `withNeededValues`.
 *
 * @throws AppError ERR_VARIABLE_SCOPE_NOT_FOUND, ERR_SECRET_UNREADABLE
 */
export async function readRequestScopes(app: AppContext, sources: ScopeSources): Promise<ScopeChain> {
  const { ancestors, environmentId } = sources;
  const places = [environmentId ?? '', ...ancestors.map(({ id }) => id)];
  const stored = await app.workspace.keep(`scopes ${places.join(' ')}`, () =>
    readStoredScopes(app, ancestors, environmentId),
  );
  const isSecret = (key: string) => stored.some(({ variables }) => variables.get(key)?.secret === true);
  const local = Object.entries(sources.variables ?? {}).map(([key, value]) => ({
    key,
    value,
    // What is given in the place of a secret, such as by a column of a data file, is one too.
    secret: sources.secretVariables?.includes(key) === true || isSecret(key),
  }));
  return [toScope('Local', 'local', local), ...fillScopes(app.valueSources, stored)];
}

async function readStoredScopes(
  app: AppContext,
  ancestors: readonly DefinitionRecord[],
  environmentId: ItemId | undefined,
): Promise<ScopeChain> {
  const globalsRef: VariableScopeRef = { kind: 'globals' };
  const environmentRef: VariableScopeRef | undefined =
    environmentId === undefined ? undefined : { kind: 'environment', id: environmentId };
  const [globals, environment, ...folders] = await Promise.all([
    app.workspace.readVariables(globalsRef),
    environmentRef === undefined ? [] : app.workspace.readVariables(environmentRef),
    ...ancestors.map(({ id }) => app.workspace.readVariables({ kind: 'collection', id })),
  ]);
  return orderScopes([
    toScope('Environment', 'environment', environment, environmentRef),
    ...ancestors.map(({ id, definition }, index) =>
      toScope(
        definition.name,
        index === ancestors.length - 1 ? 'collection' : 'folder',
        folders[index] ?? [],
        { kind: 'collection', id },
      ),
    ),
    toScope('Globals', 'globals', globals, globalsRef),
  ]);
}
