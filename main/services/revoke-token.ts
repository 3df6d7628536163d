import { buildRevocationRequest, readRevocationResponse } from '../../core/auth/oauth2/revocation.ts';
import { partOf } from './reveal-token.ts';
import { callTokenEndpoint, refuseAnswer } from '../oauth/token-endpoints.ts';
import type { Service } from './service.ts';

/** Makes a token worthless at its server. @throws AppError ERR_TOKEN_NOT_FOUND, ERR_OAUTH_CONFIG_INCOMPLETE, ERR_OAUTH_SERVER_REFUSED */
export const revokeToken: Service<'token.revoke'> = async (app, { id, part }, call) => {
  const record = await app.tokens.read(id);
  const token = partOf(record, part);
  const hint = part === 'access' ? ('access_token' as const) : ('refresh_token' as const);
  const called = await callTokenEndpoint(app, record, 'revocationUrl', call.signal, (endpoint) =>
    buildRevocationRequest({ endpoint, token, hint }),
  );
  const result = readRevocationResponse(called.posted.answer);
  if (result.kind === 'error') throw refuseAnswer(called, 'revoke', result);
  const { tokens } = record.secret;
  // A revoked access token must not go out again; without a refresh token nothing of the record is left to use.
  const left =
    part === 'refresh'
      ? { ...tokens, refreshToken: undefined }
      : { ...tokens, expiresAtEpochSec: Math.floor(app.now() / 1000) };
  const { expiresAtEpochSec, refreshToken } = left;
  const changes = { hasRefreshToken: refreshToken !== undefined, expiresAtEpochSec };
  await app.tokens.replace(id, changes, { ...record.secret, tokens: left });
  return { exchange: called.exchange };
};
