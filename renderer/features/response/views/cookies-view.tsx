import { Cookie as CookieIcon } from 'lucide-react';
import type { Cookie } from '../../../../core/http/exchange.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import styles from './views.module.css';

function flags(cookie: Cookie): string {
  return [
    ...(cookie.secure ? ['Secure'] : []),
    ...(cookie.httpOnly ? ['HttpOnly'] : []),
    ...(cookie.sameSite === undefined ? [] : [`SameSite=${cookie.sameSite}`]),
  ].join(', ');
}

/** The cookies this answer set. */
export function CookiesView({ cookies }: { cookies: Cookie[] }) {
  if (cookies.length === 0) {
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
              <td>
                {cookie.expiresAtEpochSec === undefined
                  ? 'With the session'
                  : new Date(cookie.expiresAtEpochSec * 1_000).toISOString().slice(0, 16).replace('T', ' ')}
              </td>
              <td>{flags(cookie)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
