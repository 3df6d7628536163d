import { explainFailure } from '../../core/auth/oauth2/error-explainer.ts';
import { clientFacts } from '../../core/auth/oauth2/explain/client-facts.ts';
import type { FailureFacts } from '../../core/auth/oauth2/explain/failure-facts.ts';
import { findTokenAt } from './read-current-token.ts';
import type { Service } from './service.ts';

/** Explains an answer with the token that was sent and the offline map of scopes. */
export const explainAnswer: Service<'oauth.explain'> = async (app, input) => {
  const { exchange, bodyText } = input;
  const { outcome, request } = exchange;
  if (outcome.kind !== 'response' || outcome.status < 400) return {};
  const entry = await findTokenAt(app, input);
  const record =
    entry === undefined ? undefined : await app.tokens.read(entry.summary.id).catch(() => undefined);
  const config = record?.secret.config;
  const { oktaScopeMap } = await import('../../core/auth/oauth2/okta-scope-map.ts');
  const header = (name: string) => request.headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const explanation = explainFailure({
    stage: 'api',
    status: outcome.status,
    headers: outcome.headers,
    bodyText,
    receivedAtEpochSec: Math.floor((exchange.startedAtEpochMs + exchange.timings.totalMs) / 1000),
    request: {
      method: request.method,
      url: request.url,
      authorization: authorizationKind(header('authorization')),
      dpopProofSent: header('dpop') !== undefined,
      originSent: header('origin') !== undefined,
    },
    ...(entry === undefined
      ? {}
      : {
          token: {
            scopes: entry.summary.scope,
            tokenType: entry.summary.tokenType,
            ...(entry.summary.expiresAtEpochSec === undefined
              ? {}
              : { expiresAtEpochSec: entry.summary.expiresAtEpochSec }),
          },
        }),
    ...(config === undefined ? {} : { client: clientFacts(config) }),
    scopeMap: oktaScopeMap(),
    ...(record === undefined ? {} : { secrets: [record.secret.tokens.accessToken] }),
  });
  return explanation === undefined ? {} : { explanation };
};

function authorizationKind(value: string | undefined): NonNullable<FailureFacts['request']['authorization']> {
  const scheme = /^[A-Za-z]+/.exec(value ?? '')?.[0]?.toLowerCase();
  switch (scheme) {
    case undefined:
      return 'none';
    case 'bearer':
    case 'dpop':
    case 'basic':
      return scheme;
    case 'ssws':
      return 'apiToken';
    default:
      return 'other';
  }
}
