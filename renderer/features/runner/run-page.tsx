import { countOf } from '../../../core/count-of.ts';
import { CirclePlay, Play, Square } from 'lucide-react';
import { useMemo } from 'react';
import { isSafeMethod, normaliseMethod } from '../../../core/http/header-syntax.ts';
import type { ItemId } from '../../../core/ids.ts';
import { planRun, type RunStep } from '../../../core/runner/run-plan.ts';
import { summariseRun } from '../../../core/runner/run-result.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDuration } from '../../ui/format-figures.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { RunFaults, RunRow } from './run-row.tsx';
import { freshRun, type Run } from './runner-slice.ts';
import styles from './runner.module.css';

const rowHeightPx = 36;

/** The tab that sends all requests of a collection or folder, one after the other. */
export function RunPage({ tabKey }: { tabKey: string }) {
  const itemId = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.itemId);
  const nodes = useStore((state) => state.tree.nodes);
  const steps = useMemo(
    () => (itemId === undefined ? [] : planRun(Object.values(nodes), itemId)),
    [nodes, itemId],
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
  const isRunning = run.status === 'running';
  const choose = (id: ItemId, isChosen: boolean) => {
    const left = Object.keys(run.left).filter((other) => other !== id);
    leaveOut(itemId, isChosen ? left : [...left, id]);
  };
  return (
    <section className={styles['page']} aria-label={`Run of ${name}`}>
      <RunHead itemId={itemId} name={name} steps={steps} run={run} />
      <RunNews itemId={itemId} run={run} />
      <div className={styles['list']}>
        <VirtualList
          label="Requests of the run"
          items={steps}
          itemKey={({ id }) => id}
          rowHeight={rowHeightPx}
          measures
          renderItem={(step) => {
            const result = run.results[step.id];
            return (
              <>
                <RunRow
                  step={step}
                  isChosen={run.left[step.id] !== true}
                  isRunning={isRunning}
                  isCurrent={run.current === step.id}
                  result={result}
                  onChoose={(isChosen) => choose(step.id, isChosen)}
                />
                {result?.verdict === 'failed' && <RunFaults result={result} />}
              </>
            );
          }}
        />
      </div>
    </section>
  );
}

const changesSomething = ({ method }: RunStep) => !isSafeMethod(normaliseMethod(method));

type HeadProps = { itemId: ItemId; name: string; steps: readonly RunStep[]; run: Run };

function RunHead({ itemId, name, steps, run }: HeadProps) {
  const environment = useStore(
    ({ environments }) =>
      environments.list.find(({ id }) => id === environments.selectedId)?.name ?? 'No Environment',
  );
  const { start, stop, leaveOut, setStopsAtFailure } = useStore((state) => state.runner);
  const isRunning = run.status === 'running';
  const chosen = steps.filter(({ id }) => run.left[id] !== true);
  const changing = chosen.filter(changesSomething).length;
  const idsOf = (list: readonly RunStep[]) => list.map(({ id }) => id);
  return (
    <header className={styles['head']}>
      <div className={styles['line']}>
        <h2 className={styles['heading']}>Run {name}</h2>
        {isRunning ? (
          <Button icon={<Square />} onClick={() => stop(itemId)}>
            Stop
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={<Play />}
            disabled={chosen.length === 0}
            onClick={() => void start(itemId)}
          >
            Run {countOf(chosen.length, 'request')}
          </Button>
        )}
      </div>
      <p className={styles['facts']}>
        One after the other, as they are saved, with {environment}.
        {changing > 0 ? ` ${changing} of them change something at the server.` : ''}
      </p>
      <div className={styles['choices']}>
        <Button size="sm" variant="ghost" disabled={isRunning} onClick={() => leaveOut(itemId, [])}>
          All
        </Button>
        <Button size="sm" variant="ghost" disabled={isRunning} onClick={() => leaveOut(itemId, idsOf(steps))}>
          None
        </Button>
        <Button
          size="sm"
          variant="ghost"
          disabled={isRunning}
          onClick={() => leaveOut(itemId, idsOf(steps.filter(changesSomething)))}
        >
          Only GET
        </Button>
        <Checkbox
          label="Stop at the first failure"
          checked={run.stopsAtFailure}
          onChange={(stops) => setStopsAtFailure(itemId, stops)}
        />
      </div>
    </header>
  );
}

/** How far the run is, or how it ended. */
function RunNews({ itemId, run }: { itemId: ItemId; run: Run }) {
  const openReview = useStore((state) => state.scripts.openReview);
  const results = Object.values(run.results);
  if (run.status === 'idle') return null;
  const { requests, failed, notTested, tests, failedTests, durationMs } = summariseRun(results);
  const parts = [
    `${requests} of ${run.planned} sent`,
    `${failed} failed`,
    ...(tests > 0 ? [`${tests - failedTests} of ${tests} tests passed`] : []),
    formatDuration(durationMs),
  ];
  return (
    <div className={styles['news']}>
      {run.status === 'running' ? (
        <ProgressBar label="Running" value={requests / Math.max(run.planned, 1)} detail={parts.join(', ')} />
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
