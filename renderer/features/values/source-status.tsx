import { useState } from 'react';
import type { ValueSource } from '../../../core/variables/value-source.ts';
import type { Variable, VariableScopeRef } from '../../../core/variables/variable.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { agoText } from './source-kinds.tsx';
import { useNow, useValueState } from './use-value-state.ts';
import styles from './values.module.css';

interface SourceStatusProps {
  row: Variable;
  scope: VariableScopeRef;
  /** As it is chosen now. */
  source: ValueSource | undefined;
}

/** How the value stands, and what can be done about it: for the source that is saved, and no other. */
export function SourceStatus({ row, scope, source }: SourceStatusProps) {
  const state = useValueState(scope, row.key, source);
  const now = useNow();
  const { get, forget } = useStore((slices) => slices.values);
  const [isGetting, setGetting] = useState(false);
  if (source === undefined) return null;
  if (state === undefined) {
    return row.enabled ? <p className={styles['words']}>Counts once it is saved.</p> : null;
  }
  const place = { scope, key: row.key };
  const { isHere, error, atEpochMs = now } = state;
  const isAsked = source.kind === 'ask';
  const again = async () => {
    setGetting(true);
    if (isAsked) await forget(place);
    await get(place);
    setGetting(false);
  };
  const verb = isAsked ? ['Ask now', 'Ask again', 'Given'] : ['Get it now', 'Get it again', 'Got'];
  return (
    <div className={styles['statusLine']} role="status">
      <p className={styles['statusWords']} data-tone={error === undefined ? undefined : 'failed'}>
        {error === undefined
          ? isHere
            ? `${verb[2]} ${agoText(now - atEpochMs)}.`
            : isAsked
              ? 'Not asked yet.'
              : 'Not got yet.'
          : error.message}
      </p>
      <Button size="sm" variant="secondary" loading={isGetting} onClick={() => void again()}>
        {isHere || error !== undefined ? verb[1] : verb[0]}
      </Button>
      {isHere ? (
        <Button size="sm" variant="ghost" onClick={() => void forget(place)}>
          Forget
        </Button>
      ) : null}
    </div>
  );
}
