import { FilePen, X } from 'lucide-react';
import type { RunResult } from '../../../core/runner/run-result.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { KeptSend } from '../history/public.ts';
import { openSettings } from '../shell/public.ts';
import styles from './runner.module.css';

export type RunAnswerProps = { result: RunResult; onClose: () => void };

/** What one request of a run was answered in that run, and the way to the request itself. */
export function RunAnswer({ result, onClose }: RunAnswerProps) {
  const open = useStore((state) => state.tree.open);
  const { step, historyId } = result;
  return (
    <section className={styles['answer']} aria-label={`Answer to ${step.name}`}>
      <header className={styles['answerHead']}>
        <MethodBadge method={step.method} compact />
        <h3 className={styles['answerName']}>{step.name}</h3>
        <Button size="sm" icon={<FilePen />} onClick={() => open(step.id)}>
          Open request
        </Button>
        <IconButton size="sm" label="Close the answer" icon={<X />} onClick={onClose} />
      </header>
      <div className={styles['answerBody']}>
        {historyId === undefined ? <NoAnswer result={result} /> : <KeptSend id={historyId} />}
      </div>
    </section>
  );
}

/** Nothing left the machine, or nothing of it was kept. */
function NoAnswer({ result: { verdict, refused, problem } }: { result: RunResult }) {
  if (verdict === 'skipped') {
    return (
      <EmptyState compact title="Not sent">
        A script had this request skipped.
      </EmptyState>
    );
  }
  if (refused === true) {
    return (
      <EmptyState compact title="Not sent">
        {problem?.message} <code>{problem?.code}</code>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      compact
      title="This answer was not kept"
      actions={
        <Button size="sm" onClick={() => openSettings(useStore.getState(), 'History')}>
          Open settings
        </Button>
      }
    >
      Answers of runs are shown out of the history, and that was off when this one came.
    </EmptyState>
  );
}
