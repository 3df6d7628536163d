import type { ItemId } from '../../core/ids.ts';
import { type ScopeChain, orderScopes, toScope } from '../../core/variables/scope.ts';
import type { DefinitionRecord } from '../../core/workspace/definition.ts';
import type { AppContext } from '../app-context.ts';

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
 * Reads the variables a request is sent with, secrets included, in winning order.
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
  return [toScope('Local', 'local', local), ...stored];
}

async function readStoredScopes(
  app: AppContext,
  ancestors: readonly DefinitionRecord[],
  environmentId: ItemId | undefined,
): Promise<ScopeChain> {
  const [globals, environment, ...folders] = await Promise.all([
    app.workspace.readVariables({ kind: 'globals' }),
    environmentId === undefined
      ? []
      : app.workspace.readVariables({ kind: 'environment', id: environmentId }),
    ...ancestors.map(({ id }) => app.workspace.readVariables({ kind: 'collection', id })),
  ]);
  return orderScopes([
    toScope('Environment', 'environment', environment),
    ...folders.map((variables, index) =>
      toScope(
        ancestors[index]?.definition.name ?? '',
        index === ancestors.length - 1 ? 'collection' : 'folder',
        variables,
      ),
    ),
    toScope('Globals', 'globals', globals),
  ]);
}
