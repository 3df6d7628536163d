import { type OAuth2Config, newOAuth2Config } from '../../core/auth/oauth2/config.ts';
import type { TokenSet } from '../../core/auth/oauth2/token-set.ts';
import { AppError } from '../../core/errors.ts';
import { algorithmFacts } from '../../core/jwt/algorithms.ts';
import { type Jwk } from '../../core/jwt/jwk.ts';
import { detectKeyMaterial } from '../../core/jwt/key-material.ts';
import { jwkThumbprint } from '../../core/jwt/thumbprint.ts';
import type { AppContext } from '../app-context.ts';
import { chooseAlgorithm, importKey, pemToJwk } from '../storage/key-store.ts';
import type { LooseKey } from './client-credentials.ts';
import { startFlow } from './flow.ts';
import { requestTokens } from './request-token.ts';

/** What a service asks a token with, outside of any collection. */
export interface ServiceTokenRequest {
  clientId: string;
  tokenUrl: string;
  scope: string;
  dpop: OAuth2Config['dpop'];
  /** The text of a key that is not to be stored, the name of a stored one, or a secret in place of a key. */
  credentials:
    | { text: string; passphrase?: string | undefined }
    | { name: string }
    | { secret: string; method: 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' };
}

/**
 * Gets a token for a service that signs with its key or has a secret. None of key, secret and token is kept.
 *
 * @throws AppError ERR_KEY_*, ERR_OAUTH_*, ERR_CALL_CANCELLED
 */
export async function requestServiceToken(
  app: AppContext,
  request: ServiceTokenRequest,
  signal: AbortSignal,
): Promise<TokenSet> {
  const { credentials } = request;
  const config: OAuth2Config = {
    ...newOAuth2Config(),
    grantType: 'client_credentials',
    clientId: request.clientId,
    accessTokenUrl: request.tokenUrl,
    scope: request.scope,
    dpop: request.dpop,
    clientAuthentication: 'secret' in credentials ? credentials.method : 'private_key_jwt',
    clientSecret: 'secret' in credentials ? credentials.secret : '',
    keyId: 'name' in credentials ? credentials.name : '',
  };
  const looseKey =
    'text' in credentials ? await openLooseKey(credentials.text, credentials.passphrase) : undefined;
  const secrets = 'secret' in credentials ? [credentials.secret] : [];
  const flow = await startFlow(app, { config, secrets }, { signal, looseKey });
  return requestTokens(flow, '');
}

async function openLooseKey(text: string, passphrase: string | undefined): Promise<LooseKey> {
  const material = detectKeyMaterial(text);
  if (material.kind === 'jwks') {
    throw new AppError(
      'ERR_KEY_AMBIGUOUS',
      `The file holds ${material.keys.length} private keys. Put the one to use in a file of its own.`,
      { details: { count: material.keys.length } },
    );
  }
  const jwk: Jwk =
    material.kind === 'pem' ? pemToJwk(material.pem, material.needsPassphrase, passphrase) : material.jwk;
  const algorithm = chooseAlgorithm(algorithmFacts(jwk), undefined);
  const kid = typeof jwk['kid'] === 'string' ? jwk['kid'] : await jwkThumbprint(jwk);
  return { key: await importKey(jwk, algorithm), algorithm, kid };
}
