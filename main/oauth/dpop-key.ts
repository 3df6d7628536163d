import { randomUUID } from 'node:crypto';
import { type DpopKey, buildDpopProof } from '../../core/auth/oauth2/dpop.ts';
import { type SigningAlgorithm, algorithmFacts } from '../../core/jwt/algorithms.ts';
import type { Jwk } from '../../core/jwt/jwk.ts';
import { publicJwk } from '../../core/jwt/jwk.ts';
import { jwkThumbprint } from '../../core/jwt/thumbprint.ts';
import { chooseAlgorithm, generatePrivateJwk, importKey } from '../storage/key-store.ts';

/** A key that tokens are bound to, ready to make proofs. */
export interface DpopBinding extends DpopKey {
  /** Kept, encrypted, with the token: refreshing needs the same key. */
  privateJwk: Jwk;
  thumbprint: string;
}

/** Makes a key for DPoP. @see RFC 9449 section 5 */
export async function makeDpopBinding(algorithm: SigningAlgorithm): Promise<DpopBinding> {
  return openDpopBinding({ ...(await generatePrivateJwk(algorithm)), alg: algorithm });
}

const opened = new WeakMap<object, Promise<DpopBinding>>();

/** Opens the key that was kept with a token. */
export function openDpopBinding(privateJwk: Jwk): Promise<DpopBinding> {
  let binding = opened.get(privateJwk);
  if (binding === undefined) {
    binding = open(privateJwk);
    opened.set(privateJwk, binding);
  }
  return binding;
}

async function open(privateJwk: Jwk): Promise<DpopBinding> {
  const algorithm = chooseAlgorithm(algorithmFacts(privateJwk), '');
  return {
    privateJwk,
    algorithm,
    privateKey: await importKey(privateJwk, algorithm),
    publicJwk: publicJwk(privateJwk),
    thumbprint: await jwkThumbprint(privateJwk),
  };
}

/** Makes the proof of one request; call it again for every send. */
export function proveOnce(
  binding: DpopBinding,
  request: { method: string; url: string; nonce?: string | undefined; accessToken?: string },
  nowEpochMs: number,
): Promise<string> {
  const { method, url, nonce, accessToken } = request;
  return buildDpopProof(
    {
      method,
      url,
      jti: randomUUID(),
      nowEpochSec: Math.floor(nowEpochMs / 1000),
      ...(nonce === undefined ? {} : { nonce }),
      ...(accessToken === undefined ? {} : { accessToken }),
    },
    binding,
  );
}
