import { randomUUID } from 'node:crypto';
import { grantClaims } from '../../core/auth/oauth2/grants/jwt-bearer.ts';
import { signJwt } from '../../core/jwt/sign.ts';
import { findKeyId } from './client-credentials.ts';
import type { Flow } from './flow.ts';

/**
 * Gives the assertion that a token is granted upon: the one of the set-up, or one signed here with its key.
 *
 * @throws AppError ERR_OAUTH_CONFIG_INCOMPLETE, ERR_KEY_NOT_FOUND, ERR_KEY_UNSUPPORTED, ERR_SECRET_UNREADABLE
 */
export async function makeGrantAssertion({ app, config }: Flow, tokenEndpoint: string): Promise<string> {
  if (config.grantAssertion !== '') return config.grantAssertion;
  const nowEpochSec = app.oauth.clocks.timeFor(tokenEndpoint, app.now()) / 1000;
  const facts = { tokenEndpoint, jti: randomUUID(), nowEpochSec };
  const claims = grantClaims(config, facts);
  const { key, algorithm, summary } = await app.keys.open(
    findKeyId(app, config.keyId),
    config.assertionAlgorithm,
  );
  return signJwt({ alg: algorithm, kid: summary.kid, typ: 'JWT' }, claims, key);
}
