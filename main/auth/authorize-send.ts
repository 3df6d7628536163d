import { readAsap } from '../../core/auth/asap.ts';
import type { Auth } from '../../core/auth/auth.ts';
import { readJwtBearer } from '../../core/auth/jwt-bearer.ts';
import type { Request } from '../../core/http/request.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import { authorizeWithToken } from '../oauth/authorize-with-token.ts';
import type { TokenPlace } from '../oauth/current-token.ts';
import { authorizeWithAws } from './aws-signature.ts';
import { authorizeWithDigest } from './digest.ts';
import { authorizeWithEdgeGrid } from './edgegrid.ts';
import { authorizeWithHawk } from './hawk.ts';
import { authorizeWithJwt } from './jwt-bearer.ts';
import { authorizeWithOAuth1 } from './oauth1.ts';
import { type SendAuthorization, hasTypedAuthorization } from './send-authorization.ts';

/** What a send is authorized from. */
export interface AuthorizedRequest {
  request: Request;
  /** The authorization in force, own or inherited. */
  auth: Auth | undefined;
  scopes: ScopeChain;
  tokenPlace: TokenPlace;
}

/**
 * Gets ready what a request is authorized with, where that is more than its parameters: a token, a signature, the answer
 * to a challenge. `undefined` for the types that core works out by itself, and where a typed header stands in.
 *
 * @throws AppError ERR_AUTH_INCOMPLETE, ERR_VARIABLE_UNRESOLVED, and what getting a token or a key is refused for
 */
export async function authorizeSend(
  app: AppContext,
  source: AuthorizedRequest,
  call: { signal: AbortSignal; callId: string },
): Promise<SendAuthorization | undefined> {
  const { auth, scopes, tokenPlace } = source;
  if (auth?.type !== 'oauth2') return authorizeHere(app, source);
  if (hasTypedAuthorization(source.request)) return undefined;
  return authorizeWithToken(app, auth, scopes, tokenPlace, call);
}

/** {@link authorizeSend} for the types that need nobody else: nothing leaves the machine. @throws AppError as there */
export async function authorizeHere(
  app: AppContext,
  { request, auth, scopes }: AuthorizedRequest,
): Promise<SendAuthorization | undefined> {
  if (auth === undefined || hasTypedAuthorization(request)) return undefined;
  switch (auth.type) {
    case 'jwt':
      return authorizeWithJwt(app, auth, scopes, readJwtBearer);
    case 'asap':
      return authorizeWithJwt(app, auth, scopes, readAsap);
    case 'digest':
      return authorizeWithDigest(app, auth, scopes);
    case 'oauth1':
      return authorizeWithOAuth1(app, auth, scopes);
    case 'awsv4':
      return authorizeWithAws(app, auth, scopes);
    case 'hawk':
      return authorizeWithHawk(app, auth, scopes);
    case 'edgegrid':
      return authorizeWithEdgeGrid(app, auth, scopes);
    default:
      return undefined;
  }
}
