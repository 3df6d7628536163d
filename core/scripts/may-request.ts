/**
 * Whether a script may send requests of its own: only where its text says so in plain words, since that is what a person
 * looked at and allowed.
 */
export function mayRequest(code: string): boolean {
  return code.includes('sendRequest');
}
