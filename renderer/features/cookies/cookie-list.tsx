import { Cookie, Eye, EyeOff, Pencil, SearchX, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { JarCookie } from '../../../core/cookies/jar-cookie.ts';
import { useStore } from '../../store/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import styles from './cookies.module.css';
import { keyOf } from './cookies-slice.ts';

const mask = '••••••••';
const expiryFormat = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'short',
  hourCycle: 'h23',
});

/** Puts cookies under their domain. A map: servers choose the names. */
export function byDomain(cookies: readonly JarCookie[]): [string, JarCookie[]][] {
  const groups = new Map<string, JarCookie[]>();
  for (const cookie of cookies) {
    const group = groups.get(cookie.domain);
    if (group === undefined) groups.set(cookie.domain, [cookie]);
    else group.push(cookie);
  }
  return [...groups];
}

function flagsOf({ secure, httpOnly, sameSite, hostOnly }: JarCookie): string {
  const sameSiteName = sameSite === undefined ? undefined : sameSite[0]?.toUpperCase() + sameSite.slice(1);
  return [
    ...(secure ? ['Secure'] : []),
    ...(httpOnly ? ['HttpOnly'] : []),
    ...(sameSiteName === undefined ? [] : [`SameSite=${sameSiteName}`]),
    ...(hostOnly ? [] : ['Domain']),
  ].join(', ');
}

function CookieRow({ cookie }: { cookie: JarCookie }) {
  const value = useStore((state) => state.cookies.revealed[keyOf(cookie)]);
  const { toggleValue, show, delete: remove } = useStore((state) => state.cookies);
  const { name, path, expiresAtEpochSec } = cookie;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <span className={styles['value']}>
          <span>{value ?? mask}</span>
          <IconButton
            size="sm"
            label={`${value === undefined ? 'Show' : 'Hide'} the value of ${name}`}
            icon={value === undefined ? <Eye /> : <EyeOff />}
            onClick={() => void toggleValue(cookie)}
          />
        </span>
      </td>
      <td>{path}</td>
      <td>{expiresAtEpochSec === undefined ? 'Never' : expiryFormat.format(expiresAtEpochSec * 1_000)}</td>
      <td>{flagsOf(cookie)}</td>
      <td className={styles['actions']}>
        <IconButton
          size="sm"
          label={`Edit ${name}`}
          icon={<Pencil />}
          onClick={() => show({ kind: 'form', previous: cookie })}
        />
        <IconButton
          size="sm"
          label={`Delete ${name}`}
          icon={<Trash2 />}
          onClick={() => void remove([cookie], `the cookie ${name}`)}
        />
      </td>
    </tr>
  );
}

function DomainTable({ domain, cookies }: { domain: string; cookies: JarCookie[] }) {
  const remove = useStore((state) => state.cookies.delete);
  const count = `${cookies.length} ${cookies.length === 1 ? 'cookie' : 'cookies'}`;
  return (
    <section aria-label={domain}>
      <header className={styles['domain']}>
        <h3>{domain}</h3>
        <span className={styles['quiet']}>{count}</span>
        <IconButton
          size="sm"
          label={`Delete all cookies of ${domain}`}
          icon={<Trash2 />}
          onClick={() => void remove(cookies, `${count} of ${domain}`)}
        />
      </header>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
            <th scope="col">Path</th>
            <th scope="col">Expires</th>
            <th scope="col">Attributes</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {cookies.map((cookie) => (
            <CookieRow key={keyOf(cookie)} cookie={cookie} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Every cookie of the jar under its domain, values masked. */
export function CookieList() {
  const { status, error, cookies, load } = useStore((state) => state.cookies);
  const [search, setSearch] = useState('');
  const groups = useMemo(() => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    return byDomain(
      cookies.filter(({ domain, name, path }) =>
        words.every((word) => `${domain}${path} ${name}`.toLowerCase().includes(word)),
      ),
    );
  }, [cookies, search]);
  if (status === 'failed') {
    return (
      <div className={styles['message']}>
        <Notice
          tone="danger"
          title="The cookies could not be read"
          actions={[{ label: 'Try again', onSelect: () => void load() }]}
        >
          {error?.message} <code>{error?.code}</code>
        </Notice>
      </div>
    );
  }
  if (cookies.length === 0) {
    return (
      <EmptyState icon={<Cookie />} title="No cookies">
        What a server sets is kept for this workspace, encrypted, and goes back to that server with each
        request.
      </EmptyState>
    );
  }
  return (
    <>
      <div className={styles['search']}>
        <SearchField label="Search cookies" placeholder="Search" value={search} onChange={setSearch} />
      </div>
      {groups.length === 0 ? (
        <EmptyState compact icon={<SearchX />} title="Nothing found">
          No domain, path or name matches “{search.trim()}”.
        </EmptyState>
      ) : (
        groups.map(([domain, list]) => <DomainTable key={domain} domain={domain} cookies={list} />)
      )}
    </>
  );
}
