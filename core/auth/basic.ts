import { base64OfText } from './base64.ts';

/** Builds the value of a Basic `Authorization` header, in UTF-8. @see RFC 7617 section 2 */
export function basicAuthorization(username: string, password: string): string {
  return `Basic ${base64OfText(`${username}:${password}`)}`;
}
