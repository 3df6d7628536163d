import { requireEndpoint } from '../../core/auth/oauth2/endpoint-request.ts';
import { AppError } from '../../core/errors.ts';
import type { Jwk } from '../../core/jwt/jwk.ts';
import { keyIdsOf, matchInJwks, readJwks } from '../../core/jwt/jwks.ts';
import { callEndpoint, plain, requireAnswer } from '../oauth/call-endpoint.ts';
import type { Service } from './service.ts';

/**
 * Looks a key up among those an address lists, by thumbprint and key id.
 *
 * @throws AppError ERR_KEY_NOT_FOUND, ERR_OAUTH_ENDPOINT_REFUSED, ERR_OAUTH_NO_ANSWER, ERR_OAUTH_ANSWER_UNUSABLE
 */
export const compareKey: Service<'key.compare'> = async (app, { id, jwksUrl }, call) => {
  const summary = app.keys.find(id);
  const { href } = requireEndpoint(jwksUrl, 'issuer');
  const request = {
    method: 'GET',
    url: href,
    headers: [['Accept', 'application/json']] as [string, string][],
    sensitiveHeaders: [],
    secrets: [],
  };
  const called = await callEndpoint(app, request, call.signal, { followRedirects: true, showBody: true });
  const answer = requireAnswer(called, []);
  const keys = answer.status === 200 ? readJwks(answer.bodyText) : undefined;
  if (keys === undefined) {
    throw new AppError('ERR_OAUTH_ANSWER_UNUSABLE', 'The address does not answer with a key set. Check it.', {
      details: { status: answer.status, exchanges: [plain(called.exchange)] },
    });
  }
  const match = await matchInJwks(summary.publicJwk as Jwk, summary.kid, keys);
  return { found: match.kind === 'registered', kids: keyIdsOf(keys), exchange: called.exchange };
};
