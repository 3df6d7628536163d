import { maskText } from './mask.ts';

const withPassword = /^([a-z][a-z0-9+.-]*:\/\/[^\s@/:]*):([^\s@/]*)@/i;

/** Parts the password from the address of a proxy; the address has a mask in its place, so that it can be shown and kept. */
export function splitProxyPassword(address: string): { address: string; password: string | undefined } {
  const match = withPassword.exec(address.trim());
  const [whole = '', before = '', password = ''] = match ?? [];
  if (match === null || password === '') return { address, password: undefined };
  return { address: `${before}:${maskText}@${address.trim().slice(whole.length)}`, password };
}

/** Tells whether the password in an address is the mask of one that is kept. */
export function hasMaskedPassword(address: string): boolean {
  return splitProxyPassword(address).password === maskText;
}

/** Puts the password, as it was typed, in place of its mask; without one the user name goes alone. */
export function joinProxyPassword(address: string, password: string | undefined): string {
  if (!hasMaskedPassword(address)) return address;
  const text = password === undefined ? '' : `:${password}`;
  return address.trim().replace(withPassword, (_, before: string) => `${before}${text}@`);
}
