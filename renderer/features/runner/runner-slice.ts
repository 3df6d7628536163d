import { toErrorData } from '../../../core/errors.ts';
import type { Round } from '../../../core/contract/outgoing.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { DataRow } from '../../../core/runner/data-file.ts';
import { followNext } from '../../../core/runner/follow-next.ts';
import { longestDelayMs } from '../../../core/runner/run-limits.ts';
import { orderSteps, planRun, type RunStep } from '../../../core/runner/run-plan.ts';
import {
  judgeRefusal,
  judgeSend,
  nextAfterRefusal,
  type RunResult,
} from '../../../core/runner/run-result.ts';
import { call } from '../../bridge/bridge.ts';
import { pause } from '../../bridge/pause.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';

/** The run of one collection or folder: what is chosen, and what became of it so far. */
export interface Run {
  status: 'idle' | 'running' | 'done' | 'stopped';
  /** Requests that are left out. */
  left: Readonly<Record<ItemId, true>>;
  /** Ids in the order they are sent, where that is another one than the tree's; of this page only. */
  order: readonly ItemId[] | undefined;
  stopsAtFailure: boolean;
  /** What is under way. */
  current: ItemId | undefined;
  /** How many requests the run under way, or the last one, sends in all. */
  planned: number;
  /** Goes round once for each of its rows. */
  data: DataFile | undefined;
  /** How often it goes round without a data file. */
  repeats: number;
  /** How long to wait between two requests. */
  delayMs: number;
  /** What came of each round so far; of a run that was never started, none. */
  rounds: readonly RoundResults[];
  /** Whose results are on screen; the latest round where nobody chose one. */
  shownRound: number | undefined;
  /** The request whose answer is on screen, of the round that is. */
  shownId: ItemId | undefined;
}

export type RoundResults = Readonly<Record<ItemId, RunResult>>;

/** A data file, as far as a run needs it. Its rows are in no other place. */
export interface DataFile {
  name: string;
  rows: readonly DataRow[];
}

/** More rounds than anybody looks at. */
export const mostRepeats = 1_000;

export interface RunnerSlice {
  /** Runs by the item whose requests they send. */
  runs: Readonly<Record<ItemId, Run>>;
  /** Opens the page of an item's run. */
  open(itemId: ItemId): void;
  leaveOut(itemId: ItemId, requestIds: readonly ItemId[]): void;
  /** Sends in this order, or in that of the tree again. */
  setOrder(itemId: ItemId, order: readonly ItemId[] | undefined): void;
  setStopsAtFailure(itemId: ItemId, stops: boolean): void;
  setRepeats(itemId: ItemId, repeats: number): void;
  setDelay(itemId: ItemId, delayMs: number): void;
  /** Takes the text of a data file, or says why not; without one, the run goes round by number again. */
  setData(itemId: ItemId, file: { name: string; text: string } | undefined): Promise<void>;
  showRound(itemId: ItemId, round: number): void;
  /** Shows what a request was answered in the round on screen; without one, only the list. */
  showAnswer(itemId: ItemId, requestId: ItemId | undefined): void;
  /** Sends the chosen requests one after the other, as they are saved, with the selected environment. */
  start(itemId: ItemId): Promise<void>;
  stop(itemId: ItemId): void;
}

export const freshRun: Run = {
  status: 'idle',
  left: {},
  order: undefined,
  stopsAtFailure: false,
  current: undefined,
  planned: 0,
  data: undefined,
  repeats: 1,
  delayMs: 0,
  rounds: [],
  shownRound: undefined,
  shownId: undefined,
};

/** The results on screen. */
export function shownResults({ rounds, shownRound }: Run): RoundResults {
  return rounds[shownRound ?? rounds.length - 1] ?? noResults;
}

const noResults: RoundResults = {};

/** Runs under way; controllers are not plain JSON and so stay out of the store. */
const underWay = new Map<ItemId, AbortController>();

type Tools = SliceTools<'runner'>;

/** Sends one request of a run; what was refused is a result like any other, a cancelled one is none. */
async function sendStep(
  { get }: Tools,
  step: RunStep,
  round: Round,
  signal: AbortSignal,
): Promise<{ result: RunResult; next: string | null | undefined } | undefined> {
  const input = { id: step.id, environmentId: get().environments.selectedId, round };
  try {
    const sent = await call('request.send', input, { signal, callId: crypto.randomUUID() });
    get().rateLimits.noteExchange(sent.exchange);
    const result = judgeSend(step, sent);
    return result.problem?.code === 'cancelled' ? undefined : { result, next: sent.scripts?.next };
  } catch (error) {
    const data = toErrorData(error);
    if (data.code === 'ERR_CALL_CANCELLED') return undefined;
    return { result: judgeRefusal(step, data), next: nextAfterRefusal(data) };
  }
}

/** Gets the values that the sends will need, so that nothing is asked for between two of them. False where that was refused. */
async function prepare(
  { get }: Tools,
  steps: readonly RunStep[],
  rounds: readonly Round[],
  signal: AbortSignal,
): Promise<boolean> {
  const environmentId = get().environments.selectedId;
  const given = Object.keys(rounds[0]?.data ?? {});
  try {
    await call('value.prepare', { ids: steps.map(({ id }) => id), environmentId, given }, { signal });
    return true;
  } catch (error) {
    if (toErrorData(error).code !== 'ERR_CALL_CANCELLED') get().notices.showError(error);
    return false;
  }
}

type Put = (itemId: ItemId, change: (run: Run) => Partial<Run>) => void;

async function runRounds(
  tools: Tools,
  itemId: ItemId,
  { steps, rounds, delayMs }: { steps: readonly RunStep[]; rounds: readonly Round[]; delayMs: number },
  signal: AbortSignal,
  put: Put,
): Promise<'done' | 'stopped'> {
  let isFirst = true;
  for (const round of rounds) {
    put(itemId, (run) => ({ rounds: [...run.rounds, {}] }));
    let at = 0;
    for (let sends = 1; at < steps.length; sends += 1) {
      if (!isFirst && delayMs > 0) await pause(delayMs, signal);
      isFirst = false;
      const step = steps[at];
      if (signal.aborted || step === undefined) return 'stopped';
      put(itemId, () => ({ current: step.id }));
      const sent = await sendStep(tools, step, round, signal);
      if (sent === undefined) return 'stopped';
      const followed = followNext(steps, at, sent.next, sent.result, sends);
      at = followed.at;
      const { result } = followed;
      put(itemId, (run) => ({ rounds: withResult(run.rounds, step.id, result) }));
      const { stopsAtFailure } = tools.get().runner.runs[itemId] ?? freshRun;
      if (stopsAtFailure && result.verdict === 'failed') return 'stopped';
    }
  }
  return 'done';
}

/** Adds a result to the last round. */
function withResult(rounds: readonly RoundResults[], id: ItemId, result: RunResult): RoundResults[] {
  return [...rounds.slice(0, -1), { ...rounds.at(-1), [id]: result }];
}

function roundsOf({ data, repeats }: Run): Round[] {
  if (data === undefined) return Array.from({ length: repeats }, (_, index) => ({ index, count: repeats }));
  return data.rows.map((row, index) => ({ index, count: data.rows.length, data: { ...row } }));
}

/** The reader is fetched when somebody chooses a file. @throws AppError ERR_RUN_DATA_INVALID */
async function readData({ name, text }: { name: string; text: string }): Promise<DataFile> {
  const { parseDataFile } = await import('../../../core/runner/data-file.ts');
  return { name, rows: parseDataFile(text) };
}

/** The choices that are made before a run. */
function choices(
  { get }: Tools,
  put: Put,
): Pick<
  RunnerSlice,
  | 'leaveOut'
  | 'setOrder'
  | 'setStopsAtFailure'
  | 'setRepeats'
  | 'setDelay'
  | 'setData'
  | 'showRound'
  | 'showAnswer'
> {
  return {
    leaveOut(itemId, requestIds) {
      put(itemId, () => ({ left: Object.fromEntries(requestIds.map((id) => [id, true])) }));
    },
    setOrder(itemId, order) {
      put(itemId, () => ({ order }));
    },
    setStopsAtFailure(itemId, stopsAtFailure) {
      put(itemId, () => ({ stopsAtFailure }));
    },
    setRepeats(itemId, repeats) {
      if (!Number.isInteger(repeats)) return;
      put(itemId, () => ({ repeats: Math.min(Math.max(repeats, 1), mostRepeats) }));
    },
    setDelay(itemId, delayMs) {
      if (!Number.isInteger(delayMs)) return;
      put(itemId, () => ({ delayMs: Math.min(Math.max(delayMs, 0), longestDelayMs) }));
    },
    async setData(itemId, file) {
      try {
        const data = file === undefined ? undefined : await readData(file);
        put(itemId, () => ({ data }));
      } catch (error) {
        get().notices.showError(error);
      }
    },
    showRound(itemId, shownRound) {
      put(itemId, () => ({ shownRound }));
    },
    showAnswer(itemId, shownId) {
      put(itemId, () => ({ shownId }));
    },
  };
}

export const createRunnerSlice: SliceCreator<'runner'> = (tools) => {
  const { set, get } = tools;
  const put: Put = (itemId, change) =>
    set(({ runs }) => {
      const run = runs[itemId] ?? freshRun;
      return { runs: { ...runs, [itemId]: { ...run, ...change(run) } } };
    });
  return {
    runs: {},
    open(itemId) {
      const node = get().tree.nodes[itemId];
      if (node !== undefined) get().tabs.open({ kind: 'run', itemId, title: node.name });
    },
    ...choices(tools, put),
    async start(itemId) {
      if (underWay.has(itemId)) return;
      const controller = new AbortController();
      underWay.set(itemId, controller);
      const run = get().runner.runs[itemId] ?? freshRun;
      const { left, delayMs, order } = run;
      const rounds = roundsOf(run);
      const all = orderSteps(planRun(Object.values(get().tree.nodes), itemId), order);
      const steps = all.filter(({ id }) => left[id] !== true);
      const planned = steps.length * rounds.length;
      put(itemId, () => ({ status: 'running', rounds: [], shownRound: undefined, planned }));
      const { signal } = controller;
      const running = prepare(tools, steps, rounds, signal).then((isReady) =>
        isReady ? runRounds(tools, itemId, { steps, rounds, delayMs }, signal, put) : ('stopped' as const),
      );
      const status = await running.finally(() => underWay.delete(itemId));
      put(itemId, () => ({ status, current: undefined }));
      // Rules and scripts may have set variables.
      const { environments } = get();
      const { selectedId } = environments;
      await environments.refresh([...(selectedId === undefined ? [] : [selectedId]), 'globals']);
    },
    stop(itemId) {
      underWay.get(itemId)?.abort();
    },
  };
};
