import { useState } from 'react';
import type { ItemId } from '../../../core/ids.ts';
import { generatePlain } from '../../../core/variables/generated.ts';
import type { ScopeChain } from '../../../core/variables/scope.ts';
import type { ValueSource } from '../../../core/variables/value-source.ts';
import { useStore } from '../../store/store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { VisibleVariable } from '../environments/environments-slice.ts';
import { useVariableChain } from './use-variable-chain.ts';
import { UnresolvedVariable } from './unresolved-variable.tsx';
import styles from './variable-card.module.css';
import { findVisible, overriddenScopes, previewValue } from './visible-scopes.ts';

const scopeWords: Record<VisibleVariable['scope'], string> = {
  environment: 'Environment',
  folder: 'Folder',
  collection: 'Collection',
  globals: 'Globals',
  generated: 'Generated',
};

/** Opens the environment, the globals, or the collection or folder that a variable stands in. */
export function openScope(variable: VisibleVariable) {
  const { environments, collections } = useStore.getState();
  if (variable.ref?.kind === 'environment') environments.open(variable.ref.id);
  else if (variable.ref?.kind === 'globals') environments.open('globals');
  else if (variable.ref !== undefined) collections.open(variable.ref.id, 'variables');
}

/** Leads to where a variable stands. */
function OpenScope({ variable, onClose }: { variable: VisibleVariable; onClose: () => void }) {
  return (
    <Button
      size="sm"
      variant="ghost"
      onClick={() => {
        openScope(variable);
        onClose();
      }}
    >
      Open {scopeWords[variable.scope].toLowerCase()}
    </Button>
  );
}

/** A value made anew for each send: says so, and gives one of its kind. */
function GeneratedVariable({ name }: { name: string }) {
  const [example] = useState(() => {
    const now = new Date();
    return generatePlain(name, {
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      nowEpochMs: now.getTime(),
      nowIso: now.toISOString(),
    });
  });
  return (
    <p className={styles['text']}>
      Made anew each time a request is sent.
      {example === undefined ? null : (
        <>
          {' '}
          For example <code className={styles['code']}>{example}</code>
        </>
      )}
    </p>
  );
}

/** A value that is not typed: says where it comes from; that is changed where the variable stands. */
function SourcedVariable({
  variable,
  source,
  onClose,
}: {
  variable: VisibleVariable;
  source: ValueSource;
  onClose: () => void;
}) {
  return (
    <>
      <p className={styles['text']}>
        {source.kind === 'ask'
          ? 'Asked for when a request that uses it is sent.'
          : 'Got when a request that uses it is sent, from'}
        {source.kind === 'ask' ? null : (
          <>
            {' '}
            <code className={styles['code']}>{source.kind === 'program' ? source.command : source.path}</code>
          </>
        )}
      </p>
      {variable.hosts === undefined ? null : (
        <p className={styles['text']}>Only for {variable.hosts.join(', ')}</p>
      )}
      <div className={styles['footer']}>
        <OpenScope variable={variable} onClose={onClose} />
      </div>
    </>
  );
}

/** The value in force, to be read, revealed and changed where it stands. */
function StoredVariable({
  chain,
  variable,
  onClose,
}: {
  chain: ScopeChain;
  variable: VisibleVariable;
  onClose: () => void;
}) {
  const { name, ref, secret } = variable;
  const { setVariable, reveal } = useStore((state) => state.environments);
  const showError = useStore((state) => state.notices.showError);
  const [value, setValue] = useState(variable.value ?? '');
  const [isSaving, setSaving] = useState(false);
  const isChanged = secret ? value !== '' : value !== variable.value;
  const preview = secret ? undefined : previewValue(chain, value);
  const overridden = overriddenScopes(chain, name);
  if (ref === undefined) return null;

  const save = async () => {
    if (!isChanged || isSaving) return;
    setSaving(true);
    try {
      await setVariable(ref, name, value);
      onClose();
    } catch (error) {
      showError(error);
    } finally {
      setSaving(false);
    }
  };
  const show = async () => {
    try {
      return await reveal(ref, name);
    } catch (error) {
      showError(error);
      return undefined;
    }
  };
  const field = {
    label: 'Current Value',
    value,
    onChange: setValue,
    onKeyDown: (event: { key: string }) => (event.key === 'Enter' ? void save() : undefined),
  };
  return (
    <>
      {secret ? (
        <SecretField {...field} isStored onReveal={show} />
      ) : (
        <TextField {...field} mono placeholder="Empty" />
      )}
      {variable.hosts === undefined ? null : (
        <p className={styles['text']}>Only for {variable.hosts.join(', ')}</p>
      )}
      {preview === undefined ? null : (
        <p className={styles['text']}>
          Becomes <code className={styles['code']}>{preview}</code>
        </p>
      )}
      {overridden.length === 0 ? null : (
        <p className={styles['text']}>
          Wins over {overridden.map((scope) => scope.name).join(', ')}, where it is set too.
        </p>
      )}
      <div className={styles['footer']}>
        <OpenScope variable={variable} onClose={onClose} />
        <Button
          size="sm"
          variant="primary"
          disabled={!isChanged}
          loading={isSaving}
          onClick={() => void save()}
        >
          Save
        </Button>
      </div>
    </>
  );
}

export type VariableCardProps = { chain: ScopeChain; name: string; onClose: () => void };

/** What a `{{name}}` stands for and where that comes from; the value can be changed, or given where there is none. */
export function VariableCard({ chain, name, onClose }: VariableCardProps) {
  const variable = findVisible(chain, name);
  return (
    <div className={styles['card']}>
      <div className={styles['header']}>
        <span className={styles['name']}>{name}</span>
        {variable === undefined ? (
          <Badge tone="danger">Unresolved</Badge>
        ) : (
          <span className={styles['origin']}>
            {variable.scope === 'globals' || variable.scope === 'generated' ? null : (
              <span className={styles['originName']}>{variable.scopeName}</span>
            )}
            <Badge tone="accent">{scopeWords[variable.scope]}</Badge>
          </span>
        )}
      </div>
      {variable === undefined ? (
        <UnresolvedVariable chain={chain} name={name} onClose={onClose} />
      ) : variable.scope === 'generated' ? (
        <GeneratedVariable name={name} />
      ) : variable.source !== undefined ? (
        <SourcedVariable variable={variable} source={variable.source} onClose={onClose} />
      ) : (
        <StoredVariable
          // A value that changed elsewhere is shown anew.
          key={`${JSON.stringify(variable.ref)} ${variable.value ?? ''}`}
          chain={chain}
          variable={variable}
          onClose={onClose}
        />
      )}
    </div>
  );
}

export type VariableHoverCardProps = {
  name: string;
  itemId?: ItemId | undefined;
  parentId?: ItemId | undefined;
  onClose: () => void;
};

/** The card of a variable as an item sees it, for places outside a `VariableScope`. */
export function VariableHoverCard({ name, itemId, parentId, onClose }: VariableHoverCardProps) {
  const chain = useVariableChain(itemId, parentId);
  return <VariableCard chain={chain} name={name} onClose={onClose} />;
}
