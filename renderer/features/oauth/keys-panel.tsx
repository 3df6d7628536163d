import { Ellipsis, KeyRound, ListChecks, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { TokenSummary } from '../../../core/auth/oauth2/token-summary.ts';
import type { KeySummary } from '../../../core/jwt/key-summary.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { Menu } from '../../ui/menu.tsx';
import { PanelHeader } from '../../ui/panel-header.tsx';
import { subjectOfKey } from './assertion-draft.ts';
import { KeyDetails } from './key-details.tsx';
import styles from './oauth.module.css';
import { TokenDetails } from './token-details.tsx';
import { TokenExpiry } from './token-expiry.tsx';

function KeyRow({ entry }: { entry: KeySummary }) {
  const { select, copyPublic, openAssertion, delete: remove } = useStore((state) => state.keys);
  const items: MenuEntry[] = [
    { label: 'Copy public JWK', onSelect: () => void copyPublic(entry.id, 'jwk') },
    { label: 'Copy public JWKS', onSelect: () => void copyPublic(entry.id, 'jwks') },
    { label: 'Copy public PEM', onSelect: () => void copyPublic(entry.id, 'pem') },
    { kind: 'separator' },
    { label: 'Sign a client assertion', onSelect: () => openAssertion(subjectOfKey(entry)) },
    { kind: 'separator' },
    { label: 'Delete', danger: true, onSelect: () => void remove(entry.id) },
  ];
  return (
    <li className={styles['row']}>
      <button type="button" className={styles['rowOpen']} onClick={() => select(entry.id)}>
        <span className={styles['rowName']}>{entry.name}</span>
        <span className={styles['rowDetail']}>
          {entry.alg}, kid {entry.kid}
        </span>
      </button>
      <Menu
        trigger={<IconButton size="sm" label={`More about ${entry.name}`} icon={<Ellipsis />} />}
        items={items}
      />
    </li>
  );
}

function TokenRow({ token, onOpen }: { token: TokenSummary; onOpen(): void }) {
  const { refresh, revoke, delete: remove } = useStore((state) => state.tokens);
  const items: MenuEntry[] = [
    { label: 'Show', onSelect: onOpen },
    { label: 'Refresh now', disabled: !token.hasRefreshToken, onSelect: () => void refresh(token.id) },
    { label: 'Revoke', disabled: !token.canRevoke, onSelect: () => void revoke(token.id, 'access') },
    { kind: 'separator' },
    { label: 'Delete', danger: true, onSelect: () => void remove(token.id) },
  ];
  return (
    <li className={styles['row']}>
      <button type="button" className={styles['rowOpen']} onClick={onOpen}>
        <span className={styles['rowName']}>{token.name}</span>
        <span className={styles['rowDetail']}>
          {[token.tokenType, token.environmentName, token.scope.join(' ')].filter(Boolean).join(' · ')}
        </span>
      </button>
      <TokenExpiry token={token} />
      <Menu
        trigger={<IconButton size="sm" label={`More about ${token.name}`} icon={<Ellipsis />} />}
        items={items}
      />
    </li>
  );
}

function TokenDialog({ token, onClose }: { token: TokenSummary | undefined; onClose(): void }) {
  const [name, setName] = useState<string>();
  const rename = useStore((state) => state.tokens.rename);
  if (token === undefined) return null;
  const wanted = name?.trim() ?? token.name;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={token.name}
      footer={<Button onClick={onClose}>Close</Button>}
      footerStart={
        name === undefined ? (
          <Button variant="ghost" onClick={() => setName(token.name)}>
            Rename
          </Button>
        ) : (
          <form
            className={styles['buttons']}
            onSubmit={(event) => {
              event.preventDefault();
              if (wanted !== '') void rename(token.id, wanted).then(() => setName(undefined));
            }}
          >
            <input aria-label="Token Name" value={name} onChange={(event) => setName(event.target.value)} />
            <Button type="submit" disabled={wanted === ''}>
              Rename
            </Button>
          </form>
        )
      }
    >
      <TokenDetails token={token} />
    </Dialog>
  );
}

/** The side bar's view of private keys and access tokens. */
export function KeysPanel() {
  const keys = useStore((state) => state.keys);
  const tokens = useStore((state) => state.tokens);
  const [openTokenId, setOpenTokenId] = useState<string>();
  const openGuide = useStore((state) => state.guide.choose);
  const { load: loadKeys } = keys;
  const { load: loadTokens } = tokens;
  useEffect(() => {
    void loadKeys();
    void loadTokens();
  }, [loadKeys, loadTokens]);
  const add: MenuEntry[] = [
    { label: 'Generate a key', onSelect: () => keys.setDialog('generate') },
    { label: 'Paste a key', onSelect: () => keys.setDialog('import') },
  ];
  const selected = keys.list.find((key) => key.id === keys.selectedId);
  return (
    <section className={styles['sidebar']} aria-label="Keys and tokens">
      <PanelHeader
        title="Keys"
        actions={
          <>
            <IconButton
              size="sm"
              label="Connect an Okta org"
              icon={<ListChecks />}
              onClick={() => openGuide({ isOpen: true })}
            />
            <Menu trigger={<IconButton size="sm" label="New key" icon={<Plus />} />} items={add} />
          </>
        }
      />
      <div className={`${styles['scroll']} scroll-area`}>
        {keys.list.length === 0 ? (
          <EmptyState
            compact
            icon={<KeyRound />}
            title="No keys yet"
            actions={
              <>
                <Button onClick={() => keys.setDialog('generate')}>Generate a key</Button>
                <Button variant="ghost" onClick={() => keys.setDialog('import')}>
                  Paste a key
                </Button>
              </>
            }
          >
            A service app signs in with a private key. It is kept encrypted on this machine and signs here.
          </EmptyState>
        ) : (
          <ul className={styles['list']}>
            {keys.list.map((key) => (
              <KeyRow key={key.id} entry={key} />
            ))}
          </ul>
        )}
        <PanelHeader
          title="Access tokens"
          actions={
            tokens.list.length === 0 ? undefined : (
              <Button size="sm" variant="ghost" onClick={() => void tokens.clearExpired()}>
                Clear expired
              </Button>
            )
          }
        />
        {tokens.list.length === 0 ? (
          <EmptyState compact title="No tokens yet">
            Choose OAuth 2.0 under Authorization of a request, folder or collection, then Get New Access
            Token.
          </EmptyState>
        ) : (
          <ul className={styles['list']}>
            {tokens.list.map((token) => (
              <TokenRow key={token.id} token={token} onOpen={() => setOpenTokenId(token.id)} />
            ))}
          </ul>
        )}
      </div>
      <TokenDialog
        key={openTokenId}
        token={tokens.list.find((token) => token.id === openTokenId)}
        onClose={() => setOpenTokenId(undefined)}
      />
      {selected !== undefined && <KeyDetails entry={selected} onClose={() => keys.select(undefined)} />}
    </section>
  );
}
