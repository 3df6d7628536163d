import { splitAddress } from '../../../core/http/url.ts';

/** What a request is called that was never saved. */
export const untitled = 'Untitled request';

/** The path of an address, to tell unsaved requests apart; `undefined` where there is none beyond `/`. */
export function pathOfAddress(url: string): string | undefined {
  const { base } = splitAddress(url.trim());
  const path = base.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/^[^/]*/, '');
  return path === '' || path === '/' ? undefined : path;
}
