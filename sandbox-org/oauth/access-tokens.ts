/** Access tokens as the API checks them: signature, life, revocation, and the key a token is bound to. */
import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, type CryptoKey, EmbeddedJWK, type JWTPayload, jwtVerify } from 'jose';

/** What a valid token says. */
export interface AccessToken {
  readonly jti: string;
  readonly clientId: string;
  /** Absent when an app acts for itself. */
  readonly userId: string | undefined;
  readonly scopes: readonly string[];
  readonly payload: JWTPayload;
}

/** A token as a request presents it. */
export interface PresentedToken {
  readonly scheme: 'Bearer' | 'DPoP';
  readonly token: string;
  readonly proof: string | undefined;
  readonly method: string;
  readonly url: URL;
}

/** A token or a proof that is not accepted; the message is for the caller. */
export class TokenRefused extends Error {
  readonly error: 'invalid_token' | 'invalid_dpop_proof';

  constructor(error: TokenRefused['error'], message: string) {
    super(message);
    this.name = 'TokenRefused';
    this.error = error;
  }
}

/** What checking needs of the authorization server. */
export interface AccessTokenParts {
  readonly issuer: string;
  readonly publicKey: CryptoKey;
  readonly now: () => number;
  readonly hasGrant: (grantId: string) => boolean;
}

/** How far the clock of a proof may be off, in seconds. */
const PROOF_WINDOW_SEC = 300;

export const proofAlgorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;

/** Knows every token that was issued, and refuses those that were revoked or belong to a time before a reset. */
export class AccessTokens {
  readonly #parts: AccessTokenParts;
  readonly #issued = new Map<string, { readonly grantId: string | undefined; readonly expSec: number }>();
  readonly #proofs = new Map<string, number>();

  constructor(parts: AccessTokenParts) {
    this.#parts = parts;
  }

  /** Remembers a token that goes out. */
  remember(jti: string, expSec: number, grantId: string | undefined): void {
    for (const [known, { expSec: end }] of this.#issued) {
      if (end * 1000 > this.#parts.now()) break;
      this.#issued.delete(known);
    }
    this.#issued.set(jti, { grantId, expSec });
  }

  /** Makes a token worthless from now on. */
  revoke(jti: string): void {
    this.#issued.delete(jti);
  }

  clear(): void {
    this.#issued.clear();
    this.#proofs.clear();
  }

  /** Reads a token without asking how it is presented. @throws TokenRefused */
  async read(token: string): Promise<AccessToken> {
    const { issuer, publicKey, now, hasGrant } = this.#parts;
    const { payload } = await jwtVerify(token, publicKey, {
      issuer,
      audience: issuer,
      typ: 'at+jwt',
      algorithms: ['RS256'],
      currentDate: new Date(now()),
    }).catch(() => {
      throw new TokenRefused('invalid_token', 'The access token is invalid or has expired.');
    });
    const issued = this.#issued.get(payload.jti ?? '');
    if (issued === undefined || (issued.grantId !== undefined && !hasGrant(issued.grantId))) {
      throw new TokenRefused('invalid_token', 'The access token has been revoked.');
    }
    return {
      jti: payload.jti ?? '',
      clientId: String(payload['cid']),
      userId: typeof payload['uid'] === 'string' ? payload['uid'] : undefined,
      scopes: Array.isArray(payload['scp']) ? payload['scp'].map(String) : [],
      payload,
    };
  }

  /** Checks a token together with the proof it needs. @throws TokenRefused @see RFC 9449 section 7 */
  async verify(presented: PresentedToken): Promise<AccessToken> {
    const found = await this.read(presented.token);
    const { cnf } = found.payload as { cnf?: { jkt?: string } };
    if (cnf?.jkt === undefined) {
      if (presented.scheme === 'Bearer') return found;
      throw new TokenRefused('invalid_token', 'The access token is not bound to a DPoP key.');
    }
    if (presented.scheme !== 'DPoP') {
      throw new TokenRefused('invalid_token', 'The access token is bound to a DPoP key.');
    }
    await this.#checkProof(presented, cnf.jkt);
    return found;
  }

  async #checkProof({ proof, token, method, url }: PresentedToken, jkt: string): Promise<void> {
    const refuse = (message: string): never => {
      throw new TokenRefused('invalid_dpop_proof', message);
    };
    if (proof === undefined) return refuse('The DPoP proof JWT header is missing.');
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: [...proofAlgorithms],
      currentDate: new Date(this.#parts.now()),
    }).catch(() => refuse('The DPoP proof JWT is not valid.'));
    const nowSec = this.#parts.now() / 1000;
    if (payload['htm'] !== method) refuse("The DPoP proof JWT has a wrong 'htm'.");
    if (!sameTarget(payload['htu'], url)) refuse("The DPoP proof JWT has a wrong 'htu'.");
    if (payload['ath'] !== createHash('sha256').update(token).digest('base64url')) {
      refuse("The DPoP proof JWT has a wrong 'ath'.");
    }
    if (typeof payload.iat !== 'number' || Math.abs(nowSec - payload.iat) > PROOF_WINDOW_SEC) {
      refuse("The DPoP proof JWT has an 'iat' too far from now.");
    }
    const thumbprint = await calculateJwkThumbprint(protectedHeader.jwk ?? {});
    if (thumbprint !== jkt) refuse('The DPoP proof JWT is signed by another key.');
    if (typeof payload.jti !== 'string' || payload.jti === '')
      return refuse("The DPoP proof JWT has no 'jti'.");
    for (const [known, endSec] of this.#proofs) if (endSec < nowSec) this.#proofs.delete(known);
    const use = `${jkt} ${payload.jti}`;
    if (this.#proofs.has(use)) refuse('The DPoP proof JWT has already been used.');
    this.#proofs.set(use, nowSec + 2 * PROOF_WINDOW_SEC);
  }
}

/** Compares without query and fragment, and on the decoded path, as Okta does. */
function sameTarget(htu: unknown, url: URL): boolean {
  if (typeof htu !== 'string' || !URL.canParse(htu)) return false;
  const claimed = new URL(htu);
  if (claimed.hostname === 'localhost') claimed.hostname = '127.0.0.1';
  return claimed.origin === url.origin && decoded(claimed.pathname) === decoded(url.pathname);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
