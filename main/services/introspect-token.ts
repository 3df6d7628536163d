import {
  buildIntrospectionRequest,
  readIntrospectionResponse,
} from '../../core/auth/oauth2/introspection.ts';
import { callTokenEndpoint, refuseAnswer } from '../oauth/token-endpoints.ts';
import type { Service } from './service.ts';

/** Asks the server about a token. @throws AppError ERR_TOKEN_NOT_FOUND, ERR_OAUTH_CONFIG_INCOMPLETE, ERR_OAUTH_SERVER_REFUSED */
export const introspectToken: Service<'token.introspect'> = async (app, { id }, call) => {
  const record = await app.tokens.read(id);
  const token = record.secret.tokens.accessToken;
  const called = await callTokenEndpoint(app, record, 'introspectionUrl', call.signal, (endpoint) =>
    buildIntrospectionRequest({ endpoint, token, hint: 'access_token' }),
  );
  const result = readIntrospectionResponse(called.posted.answer);
  if (result.kind === 'error') throw refuseAnswer(called, 'introspect', result);
  return { json: called.posted.answer.bodyText.replaceAll(token, '…'), exchange: called.exchange };
};
