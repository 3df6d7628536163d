import { Cookie as CookieIcon } from 'lucide-react';
import type { Cookie, HeaderPairs } from '../../../../core/http/exchange.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import styles from './views.module.css';

function flags(cookie: Cookie): string {
  return [
    ...(cookie.secure ? ['Secure'] : []),
    ...(cookie.httpOnly ? ['HttpOnly'] : []),
    ...(cookie.sameSite === undefined ? [] : [`SameSite=${cookie.sameSite}`]),
  ].join(', ');
}

/** When a cookie ends; one that ended before the answer came was set to be removed. */
function endOf({ expiresAtEpochSec }: Cookie, setAtEpochMs: number): string {
  if (expiresAtEpochSec === undefined) return 'With the session';
  if (expiresAtEpochSec * 1_000 <= setAtEpochMs) return 'At once: removed';
  return new Date(expiresAtEpochSec * 1_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** The names of cookies that an answer sets and the jar did not take. */
export function refusedCookies(headers: HeaderPairs, cookies: readonly Cookie[]): string[] {
  const taken = new Set(cookies.map(({ name }) => name));
  const names = headers
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .map(([, line]) => line.split(/[=;]/, 1)[0]?.trim() ?? '');
  return [...new Set(names)].filter((name) => name !== '' && !taken.has(name));
}

/** The cookies this answer set. */
export function CookiesView({
  cookies,
  headers,
  setAtEpochMs,
}: {
  cookies: Cookie[];
  headers: HeaderPairs;
  setAtEpochMs: number;
}) {
  const refused = refusedCookies(headers, cookies);
  if (cookies.length === 0 && refused.length === 0) {
    return (
      <EmptyState compact icon={<CookieIcon />} title="No cookies">
        This answer set none. Cookies that a server sets are kept for this workspace and sent back to it.
      </EmptyState>
    );
  }
  return (
    // A scrolling region must take the focus to be scrolled by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroll']} role="region" aria-label="Cookies set by the answer" tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
            <th scope="col">Domain</th>
            <th scope="col">Path</th>
            <th scope="col">Expires</th>
            <th scope="col">Flags</th>
          </tr>
        </thead>
        <tbody>
          {cookies.map((cookie, index) => (
            <tr key={`${cookie.name} ${cookie.path} ${index}`}>
              <th scope="row">{cookie.name}</th>
              <td>{cookie.value}</td>
              <td>{cookie.domain}</td>
              <td>{cookie.path}</td>
              <td>{endOf(cookie, setAtEpochMs)}</td>
              <td>{flags(cookie)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {refused.length > 0 && (
        <p className={styles['refusedCookies']}>
          Not kept:{' '}
          {refused.slice(0, 20).map((name) => (
            <code key={name}>{name}</code>
          ))}{' '}
          Such cookies are meant for another site, or break the rules of their own name.
        </p>
      )}
    </div>
  );
}
