import { requireEndpoint } from '../../core/auth/oauth2/endpoint-request.ts';
import type { Jwk } from '../../core/jwt/jwk.ts';
import { readJwks } from '../../core/jwt/jwks.ts';
import type { AppContext } from '../app-context.ts';
import { cancelledCall } from '../cancellation.ts';
import { callEndpoint } from './call-endpoint.ts';

const keptForMs = 10 * 60_000;
const mostKeySets = 100;
const timeoutMs = 10_000;

/** The keys of a server, and whether they came from an earlier call. */
export interface ServerKeys {
  keys: Jwk[];
  isKept: boolean;
}

/**
 * Gives the keys a server publishes to check its signatures with; `undefined` where they cannot be had. Kept for a while:
 * ask with `anew` when a signature does not fit them, since servers change their keys.
 *
 * @throws AppError ERR_CALL_CANCELLED
 * @see OpenID Connect Core 1.0 section 10.1.1
 */
export async function serverKeys(
  app: AppContext,
  jwksUri: string,
  signal: AbortSignal,
  options: { anew?: boolean } = {},
): Promise<ServerKeys | undefined> {
  const kept = app.oauth.keySets.get(jwksUri);
  if (options.anew !== true && kept !== undefined && kept.untilEpochMs > app.now()) {
    return { keys: kept.keys, isKept: true };
  }
  const keys = await fetchKeys(app, jwksUri, signal).catch(() => undefined);
  if (signal.aborted) throw cancelledCall();
  if (keys === undefined) return undefined;
  if (app.oauth.keySets.size >= mostKeySets) app.oauth.keySets.clear();
  app.oauth.keySets.set(jwksUri, { keys, untilEpochMs: app.now() + keptForMs });
  return { keys, isKept: false };
}

async function fetchKeys(app: AppContext, jwksUri: string, signal: AbortSignal): Promise<Jwk[] | undefined> {
  const request = {
    method: 'GET',
    url: requireEndpoint(jwksUri, 'issuer').href,
    headers: [['Accept', 'application/json']] as [string, string][],
    sensitiveHeaders: [],
    secrets: [],
  };
  const { answer } = await callEndpoint(app, request, signal, { followRedirects: true, timeoutMs });
  return answer?.status === 200 && answer.incomplete !== true ? readJwks(answer.bodyText) : undefined;
}
