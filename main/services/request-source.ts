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

/** A request with everything around it that decides what is sent. */
export interface RequestSource {
  request: Request;
  /** Nearest first, up to the collection. */
  ancestors: DefinitionRecord[];
  scopes: ScopeChain;
  effective: EffectiveAuth | undefined;
  tokenPlace: TokenPlace;
}

/**
 * Reads a request, stored or as edited, and what it takes from its place.
 *
 * @throws AppError ERR_CALL_INVALID_INPUT where neither is given, ERR_WORKSPACE_ITEM_NOT_FOUND,
 *   ERR_VARIABLE_SCOPE_NOT_FOUND, ERR_SECRET_UNREADABLE
 */
export async function readRequestSource(
  app: AppContext,
  input: OperationParsedInput<'request.preview'>,
): Promise<RequestSource> {
  const { id, parentId, environmentId, variables } = input;
  const place = id ?? parentId;
  const [request, ancestors] = await Promise.all([
    input.request ??
      (id === undefined ? undefined : app.workspace.readRequest(id).then((record) => record.request)),
    place === undefined ? [] : app.workspace.readAncestors(place),
  ]);
  if (request === undefined) {
    throw new AppError(
      'ERR_CALL_INVALID_INPUT',
      'Say which request is meant: by its id, or the request itself.',
    );
  }
  const scopes = await readRequestScopes(app, { ancestors, environmentId, variables });
  const effective = findEffectiveAuth(request.auth, ancestors);
  return { request, ancestors, scopes, effective, tokenPlace: tokenPlaceOf(input, effective, ancestors) };
}
