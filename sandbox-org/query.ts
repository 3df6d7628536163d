/** Reads the simple query parameters that many routes share. */
import { typeMismatch, validationFailed } from './errors.ts';

/**
 * Reads `true` or `false`.
 * @throws OktaError E0000037 for anything else
 */
export function readBoolean(query: URLSearchParams, name: string, fallback: boolean): boolean {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  if (text === 'true') return true;
  if (text === 'false') return false;
  throw typeMismatch(name);
}

/**
 * Reads `limit`; a number above the maximum counts as the maximum.
 * @throws OktaError E0000001 when it is no whole number of at least 1
 */
export function readLimit(query: URLSearchParams, fallback: number, maximum: number): number {
  const text = query.get('limit');
  if (text === null || text === '') return fallback;
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) {
    throw validationFailed('limit', ['limit: a whole number of at least 1 is needed']);
  }
  return Math.min(Number(text), maximum);
}
