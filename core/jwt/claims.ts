import { AppError } from '../errors.ts';

/** The longest life of a client assertion that Okta takes, in seconds. */
export const maxAssertionLifetimeSec = 3600;
/** How long Postern's own assertions live: long enough for a slow server, short enough to be worthless when it leaks. */
export const defaultAssertionLifetimeSec = 300;

/** The claims of a client assertion, in the order in which they are shown. @see RFC 7523 section 3 */
export interface AssertionClaims {
  iss: string;
  sub: string;
  /** The endpoint that is called, or the issuer where the server wants that. */
  aud: string;
  iat: number;
  exp: number;
  jti: string;
}

/** What goes into the claims of a client assertion. */
export interface AssertionInput {
  clientId: string;
  audience: string;
  /** Fresh for every request: Okta takes each value once. */
  jti: string;
  nowEpochSec: number;
  /** From 1 to 3600; 300 where absent. */
  lifetimeSec?: number;
}

/** The protected header of a client assertion. @see RFC 7515 section 4.1 */
export interface AssertionHeader {
  alg: string;
  kid?: string;
}

/** Builds the header of a client assertion; `kid` is left out where there is none. */
export function buildAssertionHeader(algorithm: string, keyId: string | undefined): AssertionHeader {
  return keyId === undefined || keyId === '' ? { alg: algorithm } : { alg: algorithm, kid: keyId };
}

/**
 * Builds the claims of a client assertion.
 *
 * @throws AppError ERR_TOKEN_CLAIMS_INVALID where client id, audience or jti is empty or the lifetime is out of range
 * @see RFC 7523 section 3
 */
export function buildAssertionClaims(input: AssertionInput): AssertionClaims {
  const lifetimeSec = input.lifetimeSec ?? defaultAssertionLifetimeSec;
  const empty = (['clientId', 'audience', 'jti'] as const).filter((name) => input[name].trim() === '');
  if (empty.length > 0) {
    throw new AppError(
      'ERR_TOKEN_CLAIMS_INVALID',
      `A client assertion needs ${empty.map((name) => claimLabels[name]).join(', ')}.`,
      { details: { empty } },
    );
  }
  if (!(lifetimeSec >= 1 && lifetimeSec <= maxAssertionLifetimeSec)) {
    throw new AppError(
      'ERR_TOKEN_CLAIMS_INVALID',
      `A client assertion may live from 1 to ${maxAssertionLifetimeSec} seconds, not ${lifetimeSec}.`,
      { details: { lifetimeSec } },
    );
  }
  const iat = Math.floor(input.nowEpochSec);
  return {
    iss: input.clientId,
    sub: input.clientId,
    aud: input.audience,
    iat,
    exp: iat + Math.floor(lifetimeSec),
    jti: input.jti,
  };
}

const claimLabels = { clientId: 'a client ID', audience: 'an audience', jti: 'a jti' };
