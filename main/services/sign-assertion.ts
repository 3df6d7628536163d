import type { JwsHeader } from '../../core/jwt/sign.ts';
import { signJwt } from '../../core/jwt/sign.ts';
import { findKeyId } from '../oauth/client-credentials.ts';
import type { Service } from './service.ts';

/**
 * Signs header and claims exactly as they stand. No socket opens.
 *
 * @throws AppError ERR_KEY_NOT_FOUND, ERR_KEY_UNSUPPORTED, ERR_TOKEN_SIGN_FAILED, ERR_SECRET_UNREADABLE
 */
export const signAssertion: Service<'assertion.sign'> = async (app, { keyId, header, claims }) => {
  const alg = typeof header['alg'] === 'string' ? header['alg'] : undefined;
  const { key, algorithm } = await app.keys.open(findKeyId(app, keyId), alg);
  const signed: JwsHeader = { ...header, alg: algorithm };
  return { jwt: await signJwt(signed, claims, key) };
};
