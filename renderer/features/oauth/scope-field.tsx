import { ListPlus, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type OAuth2Config, splitScopes } from '../../../core/auth/oauth2/config.ts';
import { describeScope, signInScopes } from '../../../core/auth/oauth2/needed-scopes.ts';
import type { ScopeMap } from '../../../core/auth/oauth2/scope-map.ts';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { CustomServerNotice } from './custom-server-notice.tsx';
import { OAuthTextField } from './oauth-text-field.tsx';
import styles from './scope-field.module.css';
import { useScopeMap } from './use-scope-map.ts';

type Change = (part: Partial<OAuth2Config>) => void;

/** One scope that is asked for: what it opens, and the way to leave it out. */
function ScopeChip({ scope, map, onRemove }: { scope: string; map: ScopeMap | undefined; onRemove(): void }) {
  const isVariable = scope.includes('{{');
  const description = map === undefined || isVariable ? '' : describeScope(map, scope);
  const isUnknown = map !== undefined && !isVariable && description === '' && !map.scopes.includes(scope);
  const words = isUnknown
    ? 'Not among the scopes of Okta’s API. A server of your own may know it.'
    : description || scope;
  return (
    <li className={styles['chip']} data-unknown={isUnknown || undefined}>
      <Tooltip content={words}>
        <span tabIndex={0} className={styles['name']} aria-label={`${scope}: ${words}`}>
          {scope}
        </span>
      </Tooltip>
      <button type="button" className={styles['remove']} aria-label={`Remove ${scope}`} onClick={onRemove}>
        <X aria-hidden="true" />
      </button>
    </li>
  );
}

/** Adds what the collection around a set-up needs. */
function AddNeeded({ scopes, change, itemId }: { scopes: string[]; change: Change; itemId: ItemId }) {
  const [isRunning, setRunning] = useState(false);
  const listNeeded = useStore((state) => state.tokens.listNeededScopes);
  const show = useStore((state) => state.notices.show);
  const kind = useStore((state) => state.tree.nodes[itemId]?.kind ?? 'collection');
  const add = async () => {
    setRunning(true);
    const needed = await listNeeded(itemId);
    setRunning(false);
    if (needed === undefined) return;
    const covers = (scope: string) =>
      scopes.includes(scope) || scopes.includes(scope.replace(/\.read$/, '.manage'));
    const missing = needed.scopes.filter((scope) => !covers(scope));
    if (missing.length > 0) change({ scope: [...scopes, ...missing].join(' ') });
    const { length } = needed.apiTokenOnly;
    const more =
      length === 0 ? '' : `; ${length} need an API token: ${needed.apiTokenOnly.slice(0, 3).join(', ')}`;
    const text = missing.length === 0 ? 'Nothing is missing' : `Added ${missing.join(', ')}`;
    show({ kind: 'info', text: `${text}, for ${needed.known} known requests${more}` });
  };
  return (
    <Button size="sm" variant="ghost" icon={<ListPlus />} loading={isRunning} onClick={() => void add()}>
      Add the scopes this {kind} needs
    </Button>
  );
}

/** The scopes to ask for: typed with completion, shown one by one with what each opens. */
export function ScopeField({
  config,
  change,
  itemId,
}: {
  config: OAuth2Config;
  change: Change;
  itemId: ItemId | undefined;
}) {
  const map = useScopeMap();
  const scopes = splitScopes(config.scope);
  const words = useMemo(
    () =>
      map === undefined
        ? []
        : [...Object.keys(signInScopes), ...map.scopes].map((value) => ({
            value,
            detail: describeScope(map, value),
          })),
    [map],
  );
  return (
    <div className={styles['scopes']}>
      <OAuthTextField
        label="Scope"
        placeholder="okta.users.read okta.groups.read"
        value={config.scope}
        onChange={(scope) => change({ scope })}
        words={words}
      />
      <div className={styles['below']}>
        {scopes.length === 0 ? null : (
          <ul className={styles['chips']} aria-label="Scopes asked for">
            {scopes.map((scope) => (
              <ScopeChip
                key={scope}
                scope={scope}
                map={map}
                onRemove={() => change({ scope: scopes.filter((other) => other !== scope).join(' ') })}
              />
            ))}
          </ul>
        )}
        {itemId === undefined ? null : <AddNeeded scopes={scopes} change={change} itemId={itemId} />}
      </div>
      <CustomServerNotice config={config} change={change} itemId={itemId} />
    </div>
  );
}
