import { decodeUtf8 } from '../jwt/base64url.ts';

/** The most that a program may print, or a file may hold. */
export const mostValueBytes = 64 * 1024;

/** A value, or why the bytes are none. */
export type PrintedValue = { kind: 'value'; value: string } | { kind: 'fault'; reason: 'empty' | 'notText' };

/** Reads what a program printed, or a file holds: text in UTF-8, without the line breaks at its end. */
export function readPrintedValue(bytes: Uint8Array): PrintedValue {
  const text = decodeUtf8(bytes);
  if (text === undefined || text.includes('\0')) return { kind: 'fault', reason: 'notText' };
  const value = text.replace(/[\r\n]+$/, '');
  return value === '' ? { kind: 'fault', reason: 'empty' } : { kind: 'value', value };
}
