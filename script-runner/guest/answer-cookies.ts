import type { ScriptPairs } from '../../core/scripts/script-job.ts';

/** Gives the cookies that an answer sets, by name. Those kept before are not given: they are as good as a password. */
export function readAnswerCookies(headers: ScriptPairs): Map<string, string> {
  return new Map(
    headers
      .filter(([name]) => name.toLowerCase() === 'set-cookie')
      .map(([, line]) => {
        const [pair = ''] = line.split(';');
        const at = pair.indexOf('=');
        return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      }),
  );
}
