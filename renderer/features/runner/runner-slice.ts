import { toErrorData } from '../../../core/errors.ts';
import type { ItemId } from '../../../core/ids.ts';
import { planRun, type RunStep } from '../../../core/runner/run-plan.ts';
import { judgeRefusal, judgeSend, type RunResult } from '../../../core/runner/run-result.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';

/** The run of one collection or folder: what is chosen, and what became of it so far. */
export interface Run {
  status: 'idle' | 'running' | 'done' | 'stopped';
  /** Requests that are left out. */
  left: Readonly<Record<ItemId, true>>;
  stopsAtFailure: boolean;
  /** What is under way. */
  current: ItemId | undefined;
  /** How many requests the run under way, or the last one, has. */
  planned: number;
  results: Readonly<Record<ItemId, RunResult>>;
}

export interface RunnerSlice {
  /** Runs by the item whose requests they send. */
  runs: Readonly<Record<ItemId, Run>>;
  /** Opens the page of an item's run. */
  open(itemId: ItemId): void;
  leaveOut(itemId: ItemId, requestIds: readonly ItemId[]): void;
  setStopsAtFailure(itemId: ItemId, stops: boolean): void;
  /** Sends the chosen requests one after the other, as they are saved, with the selected environment. */
  start(itemId: ItemId): Promise<void>;
  stop(itemId: ItemId): void;
}

export const freshRun: Run = {
  status: 'idle',
  left: {},
  stopsAtFailure: false,
  current: undefined,
  planned: 0,
  results: {},
};

/** Runs under way; controllers are not plain JSON and so stay out of the store. */
const underWay = new Map<ItemId, AbortController>();

type Tools = SliceTools<'runner'>;

/** Sends one request of a run; what was refused is a result like any other, a cancelled one is none. */
async function sendStep({ get }: Tools, step: RunStep, signal: AbortSignal): Promise<RunResult | undefined> {
  const input = { id: step.id, environmentId: get().environments.selectedId };
  try {
    const sent = await call('request.send', input, { signal, callId: crypto.randomUUID() });
    get().rateLimits.noteExchange(sent.exchange);
    const result = judgeSend(step, sent);
    return result.problem?.code === 'cancelled' ? undefined : result;
  } catch (error) {
    const data = toErrorData(error);
    return data.code === 'ERR_CALL_CANCELLED' ? undefined : judgeRefusal(step, data);
  }
}

async function runSteps(
  tools: Tools,
  itemId: ItemId,
  steps: readonly RunStep[],
  signal: AbortSignal,
  put: (itemId: ItemId, change: (run: Run) => Partial<Run>) => void,
): Promise<'done' | 'stopped'> {
  for (const step of steps) {
    if (signal.aborted) return 'stopped';
    put(itemId, () => ({ current: step.id }));
    const result = await sendStep(tools, step, signal);
    if (result === undefined) return 'stopped';
    put(itemId, ({ results }) => ({ results: { ...results, [step.id]: result } }));
    const { stopsAtFailure } = tools.get().runner.runs[itemId] ?? freshRun;
    if (stopsAtFailure && result.verdict === 'failed') return 'stopped';
  }
  return 'done';
}

export const createRunnerSlice: SliceCreator<'runner'> = (tools) => {
  const { set, get } = tools;
  const put = (itemId: ItemId, change: (run: Run) => Partial<Run>) =>
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
    leaveOut(itemId, requestIds) {
      put(itemId, () => ({ left: Object.fromEntries(requestIds.map((id) => [id, true])) }));
    },
    setStopsAtFailure(itemId, stopsAtFailure) {
      put(itemId, () => ({ stopsAtFailure }));
    },
    async start(itemId) {
      if (underWay.has(itemId)) return;
      const controller = new AbortController();
      underWay.set(itemId, controller);
      const { left } = get().runner.runs[itemId] ?? freshRun;
      const steps = planRun(Object.values(get().tree.nodes), itemId).filter(({ id }) => left[id] !== true);
      put(itemId, () => ({ status: 'running', results: {}, planned: steps.length }));
      const running = runSteps(tools, itemId, steps, controller.signal, put);
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
