import { useEffect, useState } from 'react';
import type { OAuth2Config } from '../../../core/auth/oauth2/config.ts';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { OAuthTextField } from './oauth-text-field.tsx';
import { FieldRow } from '../../ui/field.tsx';
import styles from './oauth.module.css';
import { TokenExpiry } from './token-expiry.tsx';

/** The token in use: chosen from those Postern keeps, or pasted. */
export function CurrentToken({
  config,
  change,
  itemId,
}: {
  config: OAuth2Config;
  change(part: Partial<OAuth2Config>): void;
  itemId: ItemId | undefined;
}) {
  const [pasted, setPasted] = useState('');
  const list = useStore((state) => state.tokens.list);
  const current = useStore((state) => (itemId === undefined ? undefined : state.tokens.current[itemId]));
  const { choose, add, readCurrent } = useStore((state) => state.tokens);
  const environmentId = useStore((state) => state.environments.selectedId);
  const showKeys = useStore((state) => state.app.showSidebar);
  useEffect(() => {
    if (itemId !== undefined) void readCurrent(itemId);
  }, [itemId, environmentId, readCurrent, list]);

  const keepPasted = async () => {
    const token = await add(config.tokenName || 'Pasted token', pasted.trim(), itemId);
    if (token === undefined) return;
    setPasted('');
    if (itemId !== undefined) await choose(token.id, itemId);
  };
  return (
    <section className={styles['section']} aria-label="Current Token">
      <h3 className={styles['heading']}>Current Token</h3>
      <Select
        layout="row"
        label="Available Tokens"
        value={current?.id ?? ''}
        disabled={itemId === undefined}
        onChange={(id) => itemId !== undefined && void choose(id === '' ? undefined : id, itemId)}
        options={[
          { value: '', label: list.length === 0 ? 'No token yet' : 'The newest that fits' },
          ...list.map((token) => ({
            value: token.id,
            label: token.name,
            description: [token.tokenType, token.environmentName, token.scope.join(' ')]
              .filter(Boolean)
              .join(' · '),
          })),
        ]}
        hint={itemId === undefined ? 'Save the request first, so that the choice can be kept.' : undefined}
      />
      {current !== undefined && <TokenExpiry token={current} />}
      <OAuthTextField label="Token" placeholder="Or paste one" secret value={pasted} onChange={setPasted} />
      <OAuthTextField
        label="Header Prefix"
        placeholder="Bearer"
        value={config.headerPrefix}
        onChange={(headerPrefix) => change({ headerPrefix })}
        hint={
          current?.tokenType.toLowerCase() === 'dpop'
            ? 'This token is bound to a key: it goes out as DPoP.'
            : undefined
        }
      />
      <FieldRow>
        {pasted.trim() !== '' && (
          <Button size="sm" variant="primary" onClick={() => void keepPasted()}>
            Use Token
          </Button>
        )}
        <Button size="sm" variant="ghost" onClick={() => showKeys('keys')}>
          Manage Access Tokens
        </Button>
      </FieldRow>
    </section>
  );
}
