import { CirclePlay } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { ItemId } from '../../../core/ids.ts';
import { moveStep, orderSteps, planRun, type RunStep } from '../../../core/runner/run-plan.ts';
import { summariseRun } from '../../../core/runner/run-result.ts';
import { useStore } from '../../store/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDuration } from '../../ui/format-figures.ts';
import { useRowDrag } from '../../ui/key-value-drag.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SplitPane, type SplitPaneItem } from '../../ui/split-pane.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { RoundPager } from './round-pager.tsx';
import { RunAnswer } from './run-answer.tsx';
import { RunHead } from './run-head.tsx';
import { RunFaults, RunRow } from './run-row.tsx';
import { freshRun, type Run, shownResults } from './runner-slice.ts';
import styles from './runner.module.css';

const rowHeightPx = 36;

/** The tab that sends all requests of a collection or folder, one after the other. */
export function RunPage({ tabKey }: { tabKey: string }) {
  const itemId = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.itemId);
  const nodes = useStore((state) => state.tree.nodes);
  const order = useStore((state) => state.runner.runs[itemId ?? '']?.order);
  const steps = useMemo(
    () => (itemId === undefined ? [] : orderSteps(planRun(Object.values(nodes), itemId), order)),
    [nodes, itemId, order],
  );
  if (itemId === undefined || steps.length === 0) {
    return (
      <EmptyState icon={<CirclePlay />} title="No requests to run">
        Requests that you add to this collection or folder are run from here.
      </EmptyState>
    );
  }
  return <RunOf itemId={itemId} steps={steps} />;
}

function RunOf({ itemId, steps }: { itemId: ItemId; steps: readonly RunStep[] }) {
  const name = useStore((state) => state.tree.nodes[itemId]?.name ?? '');
  const run = useStore((state) => state.runner.runs[itemId] ?? freshRun);
  const leaveOut = useStore((state) => state.runner.leaveOut);
  const { move, said, dragOf } = useStepOrder(itemId, steps);
  const isRunning = run.status === 'running';
  const showAnswer = useStore((state) => state.runner.showAnswer);
  const results = shownResults(run);
  const shown = results[run.shownId ?? ''];
  const isLatest = run.shownRound === undefined || run.shownRound === run.rounds.length - 1;
  const choose = (id: ItemId, isChosen: boolean) => {
    const left = Object.keys(run.left).filter((other) => other !== id);
    leaveOut(itemId, isChosen ? left : [...left, id]);
  };
  return (
    <section className={styles['page']} aria-label={`Run of ${name}`}>
      <RunHead itemId={itemId} name={name} steps={steps} run={run} />
      <RunNews itemId={itemId} run={run} />
      <RoundPager itemId={itemId} run={run} />
      <div className={styles['list']}>
        <ListAndAnswer
          answer={shown && <RunAnswer result={shown} onClose={() => showAnswer(itemId, undefined)} />}
        >
          <VirtualList
            label="Requests of the run"
            items={steps}
            itemKey={({ id }) => id}
            rowHeight={rowHeightPx}
            measures
            renderItem={(step, index) => {
              const result = results[step.id];
              return (
                <>
                  <RunRow
                    step={step}
                    isChosen={run.left[step.id] !== true}
                    isRunning={isRunning}
                    isCurrent={isLatest && run.current === step.id}
                    result={result}
                    isShown={shown !== undefined && shown === result}
                    onShow={() => showAnswer(itemId, shown === result ? undefined : step.id)}
                    onChoose={(isChosen) => choose(step.id, isChosen)}
                    index={index}
                    drag={dragOf(index)}
                    onStep={(by) => move(index, by === -1 ? index - 1 : index + 2)}
                  />
                  {result?.verdict === 'failed' && <RunFaults result={result} />}
                </>
              );
            }}
          />
        </ListAndAnswer>
      </div>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
    </section>
  );
}

/** Moves steps of a run before it is started, and says where they went. */
function useStepOrder(itemId: ItemId, steps: readonly RunStep[]) {
  const setOrder = useStore((state) => state.runner.setOrder);
  const [said, setSaid] = useState('');
  const move = (from: number, before: number) => {
    const moved = steps[from];
    if (moved === undefined || before < 0 || before > steps.length) return;
    const order = moveStep(steps, from, before);
    setOrder(itemId, order);
    setSaid(`${moved.name} is now ${order.indexOf(moved.id) + 1} of ${order.length}`);
  };
  return { move, said, dragOf: useRowDrag(move) };
}

/** The list, and below it an answer where one is to be seen. */
function ListAndAnswer({ answer, children }: { answer: ReactNode; children: ReactNode }) {
  // The list stays the same pane, so that it keeps its place while answers come and go.
  const panes: SplitPaneItem[] = [{ id: 'list', minSize: 80, content: children }];
  if (answer !== undefined) panes.push({ id: 'answer', minSize: 160, defaultSize: 60, content: answer });
  return <SplitPane label="the answer" orientation="vertical" panes={panes} />;
}

/** How far the run is, or how it ended. */
function RunNews({ itemId, run }: { itemId: ItemId; run: Run }) {
  const openReview = useStore((state) => state.scripts.openReview);
  const results = run.rounds.flatMap((round) => Object.values(round));
  if (run.status === 'idle') return null;
  const summary = summariseRun(results);
  const { requests, sent, skipped, failed, notTested, tests, failedTests, durationMs } = summary;
  const parts = [
    `${sent} of ${run.planned} sent`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    `${failed} failed`,
    ...(tests > 0 ? [`${tests - failedTests} of ${tests} tests passed`] : []),
    formatDuration(durationMs),
  ];
  return (
    <div className={styles['news']}>
      {run.status === 'running' ? (
        <ProgressBar
          label="Running"
          value={(requests + skipped) / Math.max(run.planned, 1)}
          detail={parts.join(', ')}
        />
      ) : (
        <p className={styles['summary']} role="status" data-failed={failed > 0 || undefined}>
          <strong>
            {run.status === 'stopped' ? 'Stopped' : failed > 0 ? 'Done, with failures' : 'Done'}
          </strong>{' '}
          {parts.join(', ')}
        </p>
      )}
      {notTested > 0 && run.status !== 'running' && (
        <Notice
          tone="warning"
          variant="banner"
          actions={[{ label: 'Review scripts', onSelect: () => void openReview({ withinId: itemId }) }]}
        >
          {notTested === 1 ? 'The scripts of one request' : `The scripts of ${notTested} requests`} did not
          run: nobody has allowed them yet.
        </Notice>
      )}
    </div>
  );
}
