import { SquareArrowOutUpRight } from 'lucide-react';
import type { DragEvent } from 'react';
import type { RunStep } from '../../../core/runner/run-plan.ts';
import type { RunResult } from '../../../core/runner/run-result.ts';
import { useStore } from '../../store/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { formatDuration } from '../../ui/format-figures.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { useRowDrag } from '../../ui/key-value-drag.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './runner.module.css';

export interface RunRowProps {
  step: RunStep;
  isChosen: boolean;
  isRunning: boolean;
  /** It is being sent now. */
  isCurrent: boolean;
  result: RunResult | undefined;
  /** Its answer is on screen. */
  isShown: boolean;
  onChoose(isChosen: boolean): void;
  /** Shows what it was answered. */
  onShow(): void;
  index: number;
  drag: ReturnType<ReturnType<typeof useRowDrag>>;
  /** Moves it one up (-1) or down (1). */
  onStep(by: -1 | 1): void;
}

/** One request of a run: whether it is sent, and what became of it. */
export function RunRow(props: RunRowProps) {
  const { step, isChosen, isRunning, isCurrent, result, isShown, onChoose, onShow } = props;
  const open = useStore((state) => state.tree.open);
  const title = [...step.folders, step.name].join(' / ');
  return (
    <div
      className={styles['row']}
      data-verdict={result?.verdict}
      data-shown={isShown || undefined}
      data-drop={props.drag.drop}
      onKeyDown={(event) => {
        if (isRunning || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        props.onStep(event.key === 'ArrowUp' ? -1 : 1);
      }}
      {...(isRunning ? {} : dragHandlers(props))}
    >
      <Checkbox
        label={`Send ${title}`}
        hideLabel
        checked={isChosen}
        disabled={isRunning}
        onChange={onChoose}
      />
      <span className={styles['method']}>
        <MethodBadge method={step.method} compact />
      </span>
      <button
        type="button"
        className={styles['name']}
        title={
          result === undefined
            ? `Open ${title}. Drag it, or Alt+↑ and Alt+↓, for another order`
            : `Show what ${title} was answered`
        }
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        aria-pressed={result === undefined ? undefined : isShown}
        onClick={() => (result === undefined ? open(step.id) : onShow())}
      >
        <span className={styles['title']}>{step.name}</span>
        {step.folders.length > 0 && <span className={styles['folders']}>{step.folders.join(' / ')}</span>}
      </button>
      <span className={styles['outcome']}>
        {isCurrent && <Spinner size={12} />}
        {result !== undefined && <Outcome result={result} />}
      </span>
      {result !== undefined && (
        <IconButton
          size="sm"
          label={`Open request ${step.name}`}
          icon={<SquareArrowOutUpRight />}
          onClick={() => open(step.id)}
        />
      )}
    </div>
  );
}

function dragHandlers({ drag, index, step }: RunRowProps) {
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('application/x-postern-run', step.id);
      drag.onDragStart();
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!event.dataTransfer.types.includes('application/x-postern-run')) return;
      event.preventDefault();
      const { top, height } = event.currentTarget.getBoundingClientRect();
      drag.onDragOver(event.clientY < top + height / 2 ? index : index + 1);
    },
    onDragEnd: drag.onDragEnd,
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      drag.onDrop();
    },
  };
}

function Outcome({ result }: { result: RunResult }) {
  if (result.verdict === 'skipped') return <span className={styles['tests']}>skipped by a script</span>;
  const { tests, verdict, status, statusText, durationMs } = result;
  const passed = tests.filter((test) => test.passed).length;
  const noAnswer = result.refused === true ? 'Not sent' : 'No answer';
  return (
    <>
      {tests.length > 0 && (
        <span className={styles['tests']} data-failed={passed < tests.length || undefined}>
          {passed} of {tests.length} tests
        </span>
      )}
      {verdict === 'notTested' && <span className={styles['tests']}>scripts not allowed</span>}
      <StatusBadge size="sm" status={status} text={status === undefined ? noAnswer : statusText} />
      <span className={styles['duration']}>{durationMs > 0 ? formatDuration(durationMs) : ''}</span>
    </>
  );
}

/** Why a request failed, under its row. */
export function RunFaults({ result }: { result: RunResult }) {
  const failed = result.tests.filter(({ passed }) => !passed);
  return (
    <ul className={styles['faults']}>
      {result.problem !== undefined && (
        <li>
          {result.problem.message} <code>{result.problem.code}</code>
        </li>
      )}
      {failed.map(({ name, message }) => (
        <li key={name}>
          <strong>{name}</strong> {message}
        </li>
      ))}
    </ul>
  );
}
