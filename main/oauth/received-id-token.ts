import { type IdTokenFindingCode, checkIdToken } from '../../core/auth/oauth2/id-token.ts';
import type { TokenSet } from '../../core/auth/oauth2/token-set.ts';
import { AppError } from '../../core/errors.ts';
import { decodeToken, readTextMember } from '../../core/jwt/decode.ts';
import type { Flow } from './flow.ts';

/**
 * What ends a flow. The signature is left to TLS, as the token comes straight from the token endpoint (OpenID Connect
 * Core 1.0 section 3.1.3.7); times are left to the eye, as clocks differ.
 */
const fatal: readonly IdTokenFindingCode[] = [
  'nonceWrong',
  'audienceWrong',
  'authorizedPartyWrong',
  'issuerWrong',
  'accessTokenHashWrong',
  'codeHashWrong',
];

/** Checks that an ID token belongs to this flow. @throws AppError ERR_OAUTH_ID_TOKEN_INVALID */
export async function checkReceivedIdToken(
  flow: Flow,
  tokens: TokenSet,
  expected: { nonce: string | undefined; code: string },
): Promise<void> {
  const { idToken } = tokens;
  const decoded = idToken === undefined ? undefined : decodeToken(idToken);
  if (idToken === undefined || decoded?.kind !== 'jwt') return;
  const { config, app } = flow;
  const findings = await checkIdToken(idToken, {
    issuer: config.issuer === '' ? (readTextMember(decoded.payload, 'iss') ?? '') : config.issuer,
    clientId: config.clientId,
    nowEpochSec: Math.floor(app.now() / 1000),
    ...(expected.nonce === undefined ? {} : { nonce: expected.nonce }),
    accessToken: tokens.accessToken,
    code: expected.code,
  });
  const found = findings.find(({ code }) => fatal.includes(code));
  if (found === undefined) return;
  throw new AppError(
    'ERR_OAUTH_ID_TOKEN_INVALID',
    `${found.message} The tokens were not kept. Start again; if it happens again, do not trust this server.`,
    { details: { findings: findings.map(({ code }) => code) } },
  );
}
