import { type ComponentProps, useState } from 'react';
import type { ValueState } from '../../../core/contract/value.ts';
import type { Variable, VariableScopeRef } from '../../../core/variables/variable.ts';
import { Popover } from '../../ui/popover.tsx';
import { agoText, sourceIcons, sourceText } from './source-kinds.tsx';
import { SourcePanel } from './source-panel.tsx';
import { useNow, useValueState } from './use-value-state.ts';
import styles from './values.module.css';

interface ValueSourceControlProps {
  row: Variable;
  scope: VariableScopeRef;
  isReadOnly: boolean;
  onChange(row: Variable): void;
}

/**
 * Where the current value of a variable comes from: a small button beside a value that is typed, and in the place of the
 * value where it is not. What it opens changes that.
 */
export function ValueSourceControl({ row, scope, isReadOnly, onChange }: ValueSourceControlProps) {
  const [isOpen, setOpen] = useState(false);
  const name = row.key === '' ? 'this variable' : row.key;
  return (
    <Popover
      label={`Where the value of ${name} comes from`}
      width={380}
      align="end"
      open={isOpen}
      onOpenChange={(next) => setOpen(next && !isReadOnly)}
      trigger={<SourceTrigger row={row} scope={scope} isReadOnly={isReadOnly} />}
    >
      {isOpen ? (
        <SourcePanel row={row} scope={scope} onChange={onChange} onClose={() => setOpen(false)} />
      ) : null}
    </Popover>
  );
}

type SourceTriggerProps = ComponentProps<'button'> &
  Pick<ValueSourceControlProps, 'row' | 'scope' | 'isReadOnly'>;

/** One button in both cases: the focus stays on it when the choice changes. */
function SourceTrigger({ row, scope, isReadOnly, ...button }: SourceTriggerProps) {
  const source = row.source ?? undefined;
  const state = useValueState(scope, row.key, source);
  const name = row.key === '' ? 'this variable' : row.key;
  const what = `Where the value of ${name} comes from`;
  const shared = { ...button, type: 'button' as const, disabled: isReadOnly };
  if (source === undefined) {
    return (
      <button
        {...shared}
        className={styles['typedTrigger']}
        aria-label={`${what}: typed here`}
        title="Ask for it, or get it from a program"
      >
        {sourceIcons.program}
      </button>
    );
  }
  const text = sourceText(source);
  const { words, short, tone } = statusOf(state, row.enabled);
  return (
    <button
      {...shared}
      className={styles['sourcedTrigger']}
      aria-label={`${what}: ${text}, ${words}`}
      title={`${text}\n${words}`}
    >
      {sourceIcons[source.kind]}
      <span className={styles['sourceText']} data-mono={source.kind === 'ask' ? undefined : true}>
        {text}
      </span>
      <span className={styles['status']} data-tone={tone}>
        <span className={styles['dot']} aria-hidden />
        <span className={styles['statusText']}>
          {tone === 'here' ? <Ago atEpochMs={state?.atEpochMs} /> : short}
        </span>
      </span>
    </button>
  );
}

function Ago({ atEpochMs }: { atEpochMs: number | undefined }) {
  const now = useNow();
  return agoText(now - (atEpochMs ?? now));
}

/** How a value stands: in words, and in the fewest. When it was got is said beside. */
export function statusOf(
  state: ValueState | undefined,
  isEnabled: boolean,
): { words: string; short: string; tone: 'here' | 'failed' | 'none' } {
  if (state === undefined) {
    return isEnabled
      ? { words: 'not saved yet', short: 'unsaved', tone: 'none' }
      : { words: 'off', short: 'off', tone: 'none' };
  }
  const isAsked = state.source.kind === 'ask';
  if (state.error !== undefined) return { words: 'failed', short: 'failed', tone: 'failed' };
  if (!state.isHere) {
    return { words: isAsked ? 'not asked yet' : 'not got yet', short: 'not yet', tone: 'none' };
  }
  return { words: isAsked ? 'given' : 'got', short: '', tone: 'here' };
}
