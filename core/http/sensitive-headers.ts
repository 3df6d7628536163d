/** Headers that always carry credentials. */
const credentialHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'dpop']);

const credentialWords =
  /(^|[-_])(api[-_]?key|apikey|auth|token|secret|password|passwd|credential|credentials|session|sessionid|jwt|signature)([-_]|$)/i;

/** Tells by its name whether a header carries credentials, such as `Authorization` or `X-Api-Key`. */
export function isCredentialHeader(name: string): boolean {
  return credentialHeaders.has(name.toLowerCase()) || credentialWords.test(name);
}
