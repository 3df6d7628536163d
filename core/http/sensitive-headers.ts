/** Headers that always carry credentials. */
const credentialHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'dpop']);

const credentialWords =
  /(^|[-_])(api[-_]?key|apikey|auth|token|secret|password|passwd|credential|credentials|session|sessionid|jwt|signature)([-_]|$)/i;

/** Judgements by name as written: an exchange has the same few dozen names looked at many times over. */
const judged = new Map<string, boolean>();
const mostJudged = 1_000;

/** Tells by its name whether a header carries credentials, such as `Authorization` or `X-Api-Key`. */
export function isCredentialHeader(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const isCredential = credentialHeaders.has(name.toLowerCase()) || credentialWords.test(name);
  if (judged.size >= mostJudged) judged.clear();
  judged.set(name, isCredential);
  return isCredential;
}
