import { AppError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json-value.ts';
import { firstAudience } from '../../core/jwt/assertion-audience.ts';
import type { KeySummary } from '../../core/jwt/key-summary.ts';
import { signJwt } from '../../core/jwt/sign.ts';
import { validateAssertion } from '../../core/jwt/validate-assertion.ts';
import { findKeyId } from '../oauth/client-credentials.ts';
import type { Service } from './service.ts';

/**
 * Signs header and claims exactly as they stand, unless every server would refuse them. No socket opens.
 *
 * @throws AppError ERR_TOKEN_CLAIMS_INVALID where a check finds an error (`details.findings` names each by its code),
 *   ERR_KEY_NOT_FOUND, ERR_KEY_UNSUPPORTED, ERR_TOKEN_SIGN_FAILED, ERR_SECRET_UNREADABLE
 */
export const signAssertion: Service<'assertion.sign'> = async (app, { keyId, header, claims }) => {
  const claimsText = JSON.stringify(claims);
  const alg = typeof header['alg'] === 'string' ? header['alg'] : undefined;
  const storedId = findKeyId(app, keyId);
  requireValid(app.keys.find(storedId), header, claims, claimsText, app.now() / 1_000);
  const { key, algorithm } = await app.keys.open(storedId, alg);
  return { jwt: await signJwt({ ...header, alg: algorithm }, claimsText, key) };
};

/** @throws AppError ERR_TOKEN_CLAIMS_INVALID */
function requireValid(
  { kty, crv, kid }: KeySummary,
  header: JsonObject,
  claims: JsonObject,
  claimsText: string,
  nowEpochSec: number,
): void {
  const errors = validateAssertion(
    { headerText: JSON.stringify(header), claimsText },
    {
      // Neither the endpoint nor the client of a request is known here: the claims speak for themselves.
      endpoint: firstAudience(claims['aud']),
      audience: 'endpoint',
      clientId: '',
      nowEpochSec,
      key: { keyType: kty, curve: crv, keyId: kid },
      freshJti: '',
    },
  ).filter((finding) => finding.severity === 'error');
  const [first] = errors;
  if (first === undefined) return;
  throw new AppError('ERR_TOKEN_CLAIMS_INVALID', `The assertion was not signed. ${first.message}`, {
    details: { findings: errors.map(({ code, member }) => ({ code, member: member ?? '' })) },
  });
}
