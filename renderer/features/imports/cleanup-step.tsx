import { useState } from 'react';
import type { CleanupPreview } from '../../../core/import/report.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './imports.module.css';

const changesShown = 100;

/** Okta's own clean-up in one step: offered with a preview, never forced. */
export function CleanupStep() {
  const { cleanup, cleanedUp, replaceWith, previewCleanup, applyCleanup } = useStore(
    (state) => state.imports,
  );
  const [isApplying, setApplying] = useState(false);
  if (cleanedUp !== undefined) {
    return (
      <Notice tone="success" title="Cleaned up">
        {cleanup !== undefined && cleanup.authorizationRows > 0
          ? 'The requests now take their authorization from the collection. '
          : ''}
        Undo import takes this back too.
      </Notice>
    );
  }
  if (cleanup === undefined)
    return <Skeleton label="Looking for what Okta’s guide asks you to clean up" lines={3} />;
  const { authorizationRows, addedVariables, placeholders, changes } = cleanup;
  if (authorizationRows === 0 && addedVariables.length === 0 && placeholders === 0) return null;
  return (
    <section className={styles['cleanup']} aria-label="Clean up for Okta">
      <h3>Clean up for Okta?</h3>
      <p>What the guide asks for request by request, in one step. Nothing changes until you say so.</p>
      <ul className={styles['cleanupFacts']}>
        {authorizationRows > 0 && (
          <li>
            {authorizationRows} hard-coded <code>Authorization</code> rows go; the collection’s authorization
            is inherited
          </li>
        )}
        {addedVariables.length > 0 && (
          <li>
            {addedVariables.map((name, index) => (
              <span key={name}>
                {index > 0 && ', '}
                <code>{name}</code>
              </span>
            ))}{' '}
            added to the environment
          </li>
        )}
        {placeholders > 0 && (
          <li>
            {placeholders} placeholders written <code>{'${name}'}</code> become <code>{'{{name}}'}</code>
          </li>
        )}
      </ul>
      {authorizationRows > 0 && <AuthorizationChoice value={replaceWith} onChange={previewCleanup} />}
      {changes.length > 0 && <Changes changes={changes} />}
      <div>
        <Button
          variant="primary"
          loading={isApplying}
          onClick={() => {
            setApplying(true);
            void applyCleanup().finally(() => setApplying(false));
          }}
        >
          Clean up
        </Button>
      </div>
    </section>
  );
}

interface AuthorizationChoiceProps {
  value: 'oauth2' | 'apikey';
  onChange: (value: 'oauth2' | 'apikey') => Promise<void>;
}

function AuthorizationChoice({ value, onChange }: AuthorizationChoiceProps) {
  return (
    <RadioGroup
      label="Authorization of the collection"
      value={value}
      onChange={(chosen) => void onChange(chosen)}
      options={[
        {
          value: 'oauth2',
          label: 'OAuth 2.0',
          hint: 'As the guide sets it up: get a token once, and every request sends it.',
        },
        {
          value: 'apikey',
          label: 'API token',
          hint: 'Sends Authorization: SSWS {{apikey}} from one place.',
        },
      ]}
    />
  );
}

function Changes({ changes }: { changes: CleanupPreview['changes'] }) {
  return (
    <details className={styles['notes']}>
      <summary>Show every change</summary>
      <ul>
        {changes.slice(0, changesShown).map((change, index) => (
          <li key={`${change.itemId} ${index}`}>
            <span className={styles['notePath']}>{change.name}</span>
            <del>{change.before}</del> <ins>{change.after}</ins>
          </li>
        ))}
        {changes.length > changesShown && <li>and {changes.length - changesShown} more</li>}
      </ul>
    </details>
  );
}
