import { AppError } from '../../core/errors.ts';
import { statedAudience } from '../../core/jwt/assertion-audience.ts';
import type { JwsHeader } from '../../core/jwt/sign.ts';
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
  const storedId = findKeyId(app, keyId);
  const { kty, crv, kid } = app.keys.find(storedId);
  const claimsText = JSON.stringify(claims);
  const errors = validateAssertion(
    { headerText: JSON.stringify(header), claimsText },
    {
      // Neither the endpoint nor the client of a request is known here: the claims speak for themselves.
      endpoint: statedAudience(claimsText),
      audience: 'endpoint',
      clientId: '',
      nowEpochSec: app.now() / 1_000,
      key: { keyType: kty, curve: crv, keyId: kid },
      freshJti: '',
    },
  ).filter((finding) => finding.severity === 'error');
  const [first] = errors;
  if (first !== undefined) {
    throw new AppError('ERR_TOKEN_CLAIMS_INVALID', `The assertion was not signed. ${first.message}`, {
      details: { findings: errors.map(({ code, member }) => ({ code, member: member ?? '' })) },
    });
  }
  const alg = typeof header['alg'] === 'string' ? header['alg'] : undefined;
  const { key, algorithm } = await app.keys.open(storedId, alg);
  const signed: JwsHeader = { ...header, alg: algorithm };
  return { jwt: await signJwt(signed, claims, key) };
};
