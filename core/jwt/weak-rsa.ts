import { toHex } from '../hex.ts';
import type { JsonObject } from '../json-value.ts';
import { decodeBase64Url } from './base64url.ts';

/** Why an RSA key is not to be used. */
export type RsaWeakness = 'short' | 'exponent' | 'roca';

/** The least length of an RSA modulus. @see RFC 7518 section 3.3 */
export const leastModulusBits = 2048;

/** Small primes modulo which the keys of one faulty chip library betray themselves. @see CVE-2017-15361 */
const rocaPrimes = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157];

/**
 * Finds what makes the public half of an RSA key worthless: a short modulus, an exponent that is even or 1, or a
 * modulus made by a generator whose keys can be factored.
 */
export function findRsaWeakness(jwk: JsonObject): RsaWeakness | undefined {
  const modulus = readInteger(jwk['n']);
  const exponent = readInteger(jwk['e']);
  if (modulus === undefined || exponent === undefined) return undefined;
  if (modulus < 1n << BigInt(leastModulusBits - 1)) return 'short';
  if (exponent < 3n || exponent % 2n === 0n) return 'exponent';
  return rocaPrimes.every((prime) => isPowerOf65537(Number(modulus % BigInt(prime)), prime))
    ? 'roca'
    : undefined;
}

function isPowerOf65537(residue: number, prime: number): boolean {
  const generator = 65_537 % prime;
  let power = 1;
  for (let step = 0; step < prime; step += 1) {
    if (power === residue) return true;
    power = (power * generator) % prime;
  }
  return false;
}

function readInteger(value: unknown): bigint | undefined {
  const bytes = typeof value === 'string' ? decodeBase64Url(value) : undefined;
  if (bytes === undefined || bytes.length === 0) return undefined;
  return BigInt(`0x${toHex(bytes)}`);
}
