/** Builds the value of a Bearer `Authorization` header. @see RFC 6750 section 2.1 */
export function bearerAuthorization(token: string): string {
  return `Bearer ${token.trim()}`;
}
