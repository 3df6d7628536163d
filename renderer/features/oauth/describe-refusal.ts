/** Puts a refusal into one line, with its code where it has one. */
export function describeRefusal(error: unknown): string {
  const { message = String(error), code } = error as { message?: string; code?: string };
  return code === undefined ? message : `${message} (${code})`;
}
