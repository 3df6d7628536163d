import type { Discovered } from '../../core/auth/oauth2/discovered.ts';
import {
  type IdTokenExpectation,
  type IdTokenFinding,
  type IdTokenFindingCode,
  checkIdToken,
} from '../../core/auth/oauth2/id-token.ts';
import { AppError } from '../../core/errors.ts';
import { decodeToken, readTextMember } from '../../core/jwt/decode.ts';
import type { Flow } from './flow.ts';
import { confirmIssuer, serverFacts } from './server-facts.ts';
import { serverKeys } from './server-keys.ts';

/** Findings that leave the tokens usable: what Postern could not check, and what only the user can judge. */
const tolerable: readonly IdTokenFindingCode[] = [
  'encrypted',
  'signatureUnchecked',
  'secretUnfit',
  'issuedInFuture',
  'signInTooOld',
];

/** A clock that differs by more is not used to judge the times of a server's token. */
const harmlessSkewSec = 60;

/** What the flow knows that an ID token must agree with. */
export interface ReceivedIdToken {
  idToken?: string | undefined;
  accessToken: string;
  nonce?: string | undefined;
  code?: string;
  maxAgeSec?: number | undefined;
  /** Of the ID token before a refresh. */
  subject?: string | undefined;
}

/**
 * Checks that an ID token belongs to this flow, its signature with the keys the server publishes included. Keys that were
 * fetched before are fetched once more where the signature does not fit them. Where they are out of reach the token
 * counts, as it came straight from the token endpoint, and the flow has a remark.
 *
 * @throws AppError ERR_OAUTH_ID_TOKEN_INVALID
 * @see OpenID Connect Core 1.0 sections 3.1.3.7, 10.1.1 and 12.2
 */
export async function checkReceivedIdToken(flow: Flow, received: ReceivedIdToken): Promise<void> {
  const { idToken } = received;
  if (idToken === undefined) return;
  const decoded = decodeToken(idToken);
  const stated = decoded.kind === 'jwt' ? readTextMember(decoded.payload, 'iss') : undefined;
  const server = await serverOf(flow, stated);
  const expected = expectationOf(flow, received, server?.issuer ?? (flow.config.issuer || (stated ?? '')));
  const findings = await checkWithKeys(flow, idToken, expected, server?.jwksUri);
  const found = findings.find(({ code }) => !tolerable.includes(code));
  if (found === undefined) {
    flow.remarks.push(...findings.map(({ code, message }) => ({ code, message })));
    return;
  }
  throw new AppError(
    'ERR_OAUTH_ID_TOKEN_INVALID',
    `${found.message} The tokens were not kept. Start again; if it happens again, do not trust this server.`,
    { details: { findings: findings.map(({ code }) => code) } },
  );
}

/** The server of the set-up, else the one the token names where its token endpoint is the one that was asked. */
async function serverOf(flow: Flow, stated: string | undefined): Promise<Discovered | undefined> {
  const { app, config, signal } = flow;
  const known = await serverFacts(app, config, signal);
  if (known !== undefined || config.issuer !== '' || stated === undefined) return known;
  const confirmed = await confirmIssuer(app, config, stated, signal);
  return confirmed.kind === 'same' ? confirmed.discovered : undefined;
}

function expectationOf(flow: Flow, received: ReceivedIdToken, issuer: string): IdTokenExpectation {
  const { config, app, skewSec = 0 } = flow;
  const { nonce, code, maxAgeSec, subject, accessToken } = received;
  return {
    issuer,
    clientId: config.clientId,
    // The server that wrote the times is asked what time it is.
    nowEpochSec: Math.floor(app.now() / 1000) - (Math.abs(skewSec) > harmlessSkewSec ? skewSec : 0),
    ...(nonce === undefined ? {} : { nonce }),
    ...(config.clientSecret === '' ? {} : { clientSecret: config.clientSecret }),
    accessToken,
    ...(code === undefined ? {} : { code }),
    ...(maxAgeSec === undefined ? {} : { maxAgeSec }),
    ...(subject === undefined ? {} : { subject }),
  };
}

async function checkWithKeys(
  flow: Flow,
  idToken: string,
  expected: IdTokenExpectation,
  jwksUri: string | undefined,
): Promise<IdTokenFinding[]> {
  if (jwksUri === undefined) return checkIdToken(idToken, expected);
  const found = await serverKeys(flow.app, jwksUri, flow.signal);
  if (found === undefined) return checkIdToken(idToken, expected);
  const findings = await checkIdToken(idToken, { ...expected, jwks: found.keys });
  const isAboutKeys = findings.some(({ code }) => code === 'keyUnknown' || code === 'signatureWrong');
  if (!isAboutKeys || !found.isKept) return findings;
  const anew = await serverKeys(flow.app, jwksUri, flow.signal, { anew: true });
  return anew === undefined ? findings : checkIdToken(idToken, { ...expected, jwks: anew.keys });
}
