import type { ClientCredentials } from '../../core/auth/oauth2/client-authentication/authenticate-client.ts';
import { type OAuth2Config, effectiveClientAuthentication } from '../../core/auth/oauth2/config.ts';
import { incomplete } from '../../core/auth/oauth2/config-incomplete.ts';
import { secretAlgorithms } from '../../core/jwt/algorithms.ts';
import type { AppContext } from '../app-context.ts';
import type { SigningKeyRecord } from '../storage/key-store.ts';

/** A key that is not stored, such as one the command line read from a file. */
export type LooseKey = Pick<SigningKeyRecord, 'key' | 'algorithm'> & { kid: string };

/**
 * Gives what the client proves itself with.
 *
 * @throws AppError ERR_OAUTH_CONFIG_INCOMPLETE where client ID, secret or key is missing, ERR_KEY_NOT_FOUND,
 *   ERR_KEY_UNSUPPORTED, ERR_SECRET_UNREADABLE
 */
export async function openClient(
  app: AppContext,
  config: OAuth2Config,
  looseKey?: LooseKey,
): Promise<ClientCredentials> {
  const { clientId, clientSecret } = config;
  requireClient(config);
  const method = effectiveClientAuthentication(config);
  switch (method) {
    case 'none':
      return { method, clientId };
    case 'client_secret_post':
    case 'client_secret_basic':
      return { method, clientId, clientSecret };
    case 'client_secret_jwt': {
      if (clientSecret === '')
        throw incomplete('clientSecret', 'Client Secret is empty; client_secret_jwt signs with it.');
      const algorithm = secretAlgorithms.find((name) => name === config.assertionAlgorithm) ?? 'HS256';
      return { method, clientId, clientSecret, algorithm };
    }
    case 'private_key_jwt': {
      if (looseKey !== undefined) {
        return { method, clientId, key: looseKey.key, keyId: looseKey.kid, algorithm: looseKey.algorithm };
      }
      const { key, summary, algorithm } = await app.keys.open(
        findKeyId(app, config.keyId),
        config.assertionAlgorithm,
      );
      return { method, clientId, key, keyId: summary.kid, algorithm };
    }
  }
}

/** An assertion or a token to exchange may speak for itself; every other grant names its client. @throws AppError ERR_OAUTH_CONFIG_INCOMPLETE */
export function requireClient(config: OAuth2Config): void {
  const mayBeNameless = config.grantType === 'jwt_bearer' || config.grantType === 'token_exchange';
  if (config.clientId !== '' || (mayBeNameless && effectiveClientAuthentication(config) === 'none')) return;
  throw incomplete('clientId', 'Client ID is empty. Copy it from the app in your org.');
}

/** Finds a stored key by its id, or by its name or `kid`, as an imported set-up or a command line names it. */
export function findKeyId(app: AppContext, name: string): string {
  if (name === '') {
    throw incomplete('keyId', 'No key is chosen. Choose or generate one under Client Authentication.');
  }
  const keys = app.keys.list();
  const found =
    keys.find((key) => key.id === name) ??
    keys.find((key) => key.kid === name) ??
    keys.find((key) => key.name === name);
  return found?.id ?? app.keys.find(name).id;
}
