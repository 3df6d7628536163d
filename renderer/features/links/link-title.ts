import { decodePercent } from '../../../core/http/percent-encoding.ts';

const maxTitle = 48;

/** Names the tab of a followed link after the end of its path, such as `users/00u1/groups`. */
export function linkTitle(url: string): string {
  const { host, pathname } = new URL(url);
  const segments = pathname.split('/').filter((segment) => segment !== '');
  const own = segments.filter((segment) => !/^(?:api|v\d+(?:\.\d+)*)$/i.test(segment));
  const title = own.slice(-3).map(decodePercent).join('/') || host;
  return title.length > maxTitle ? `${title.slice(0, maxTitle - 1)}…` : title;
}
