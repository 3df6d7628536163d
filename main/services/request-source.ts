import { type EffectiveAuth, findEffectiveAuth } from '../../core/auth/effective-auth.ts';
import type { OperationParsedInput } from '../../core/contract.ts';
import { AppError } from '../../core/errors.ts';
import type { Request } from '../../core/http/request.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { DefinitionRecord } from '../../core/workspace/definition.ts';
import type { AppContext } from '../app-context.ts';
import { type TokenPlace } from '../oauth/current-token.ts';
import { tokenPlaceOf } from '../oauth/token-place.ts';
import { readRequestScopes } from './request-scopes.ts';

/** A request and what stands around it. */
export interface StoredRequest {
  /** Empty for a draft that was given none. */
  name: string;
  request: Request;
  /** Nearest first, up to the collection. */
  ancestors: DefinitionRecord[];
}

/** A request with everything around it that decides what is sent. */
export interface RequestSource extends StoredRequest {
  scopes: ScopeChain;
  effective: EffectiveAuth | undefined;
  tokenPlace: TokenPlace;
}

type Input = OperationParsedInput<'request.preview'>;

/**
 * Reads a request, stored or as edited, and the definitions around it.
 *
 * @throws AppError ERR_CALL_INVALID_INPUT where neither is given, ERR_WORKSPACE_ITEM_NOT_FOUND
 */
export async function readStoredRequest(app: AppContext, input: Input): Promise<StoredRequest> {
  const { id, parentId } = input;
  const place = id ?? parentId;
  const isDraft = input.request !== undefined;
  const { stored, ancestors, storedName } = await app.workspace.keep(
    `request ${isDraft ? 'draft' : 'stored'} ${place}`,
    async () => {
      const [stored, ancestors, storedName] = await Promise.all([
        id === undefined || isDraft ? undefined : app.workspace.readRequest(id),
        place === undefined ? [] : app.workspace.readAncestors(place),
        readName(app, { id }),
      ]);
      return { stored, ancestors, storedName };
    },
  );
  const request = input.request ?? stored?.request;
  if (request === undefined) {
    throw new AppError(
      'ERR_CALL_INVALID_INPUT',
      'Say which request is meant: by its id, or the request itself.',
    );
  }
  return { name: input.name ?? storedName, request, ancestors };
}

/** Gives what a request is called: as a draft where it has a name there, else as it is stored. */
export async function readName(app: AppContext, { id, name }: Pick<Input, 'id' | 'name'>): Promise<string> {
  return name ?? (id === undefined ? '' : await app.workspace.readName(id));
}

/**
 * Reads a request, stored or as edited, and what it takes from its place. `stored` is what was read already.
 *
 * @throws AppError ERR_CALL_INVALID_INPUT, ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_VARIABLE_SCOPE_NOT_FOUND,
 *   ERR_SECRET_UNREADABLE
 */
export async function readRequestSource(
  app: AppContext,
  input: Input,
  stored?: StoredRequest,
): Promise<RequestSource> {
  const { environmentId, variables, secretVariables } = input;
  const { name, request, ancestors } = stored ?? (await readStoredRequest(app, input));
  const scopes = await readRequestScopes(app, { ancestors, environmentId, variables, secretVariables });
  const effective = findEffectiveAuth(request.auth, ancestors);
  return {
    name,
    request,
    ancestors,
    scopes,
    effective,
    tokenPlace: tokenPlaceOf(input, effective, ancestors),
  };
}
