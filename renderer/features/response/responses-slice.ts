import { countOf } from '../../../core/count-of.ts';
import { type AppErrorData, toErrorData } from '../../../core/errors.ts';
import type { Exchange } from '../../../core/http/exchange.ts';
import type { BodyId, ItemId } from '../../../core/ids.ts';
import type { ExtractionOutcome } from '../../../core/links/extraction-rule.ts';
import type { ScriptTest } from '../../../core/scripts/script-job.ts';
import type { ScriptReport } from '../../../core/scripts/script-report.ts';
import type { EventPayload, OperationOutput } from '../../../core/contract.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';
import { type AnswerLook, firstLook } from './answer-look.ts';
import { readFirstBytes } from './viewer/first-bytes.ts';

/** What the response pane of one tab shows. */
export interface ResponseView {
  status: 'sending' | 'done' | 'refused' | 'cancelled';
  callId: string | undefined;
  progress: Omit<EventPayload<'request.progressed'>, 'callId'> | undefined;
  /** The answer under way, where its body comes slowly or without an end. */
  live: LiveAnswer | undefined;
  startedAtEpochMs: number;
  /** The last answer; kept while the next request is under way. */
  exchange: Exchange | undefined;
  /** The answer before that one, to compare with. */
  previous: Exchange | undefined;
  extracted: ExtractionOutcome[];
  /** What the request's checks found. */
  checks: ScriptTest[];
  /** What the scripts around the request did; absent where there are none. */
  scripts: ScriptReport | undefined;
  /** A refusal before anything was sent, such as unresolved variables. */
  error: AppErrorData | undefined;
  /** Where the answer is one that the history kept. */
  kept?: KeptAnswer | undefined;
}

/** An answer of before this window, as the history has it. */
export interface KeptAnswer {
  sentAtEpochMs: number;
  /** Only the beginning of its body was kept. */
  isCut: boolean;
}

/** An answer whose body still comes. */
export type LiveAnswer = Omit<EventPayload<'request.answerBegan'>, 'callId'>;

export interface ResponsesSlice {
  /** Views by tab key; a tab that never sent has none. */
  views: Record<string, ResponseView>;
  /** How they are looked at, by tab key. */
  looks: Record<string, AnswerLook>;
  setLook(tabKey: string, change: Partial<AnswerLook>): void;
  /** Sends the tab's draft with the selected environment. */
  send(tabKey: string): Promise<void>;
  /** Takes up the sends of the tabs that were under way when the window was loaded anew. */
  rejoinLeft(): Promise<void>;
  cancel(tabKey: string): void;
  /** Shows another answer than the last one in a tab, such as its pages put together. */
  showAnswer(tabKey: string, exchange: Exchange): void;
  /** Shows an answer that the history kept in a tab that has none yet. */
  showKept(tabKey: string, exchange: Exchange, kept: KeptAnswer): void;
  /** Keeps the answer of a tab as an example of its request; false where that was refused. */
  saveExample(tabKey: string, name: string, charset: string | undefined): Promise<boolean>;
  /** The bodies of all answers are gone: what shows one lets go of it, and what is under way goes on. */
  hearCleared(removed: number): void;
  hearProgress(progress: EventPayload<'request.progressed'>): void;
  hearAnswer(answer: EventPayload<'request.answerBegan'>): void;
  /** When the pieces of an event stream came, from the one that holds a byte on. */
  readArrivals(bodyId: BodyId, fromByte: number): Promise<[offsetByte: number, atEpochMs: number][]>;
  forget(tabKey: string): void;
}

/** Sends under way, by tab; controllers are not plain JSON and so stay out of the store. */
const underWay = new Map<string, AbortController>();

/** The scopes whose variables an answer's extraction rules changed. */
function changedTargets(extracted: ExtractionOutcome[]): Set<ExtractionOutcome['target']> {
  return new Set(extracted.filter((entry) => entry.outcome === 'set').map((entry) => entry.target));
}

function changedByScripts(report: ScriptReport | undefined): string[] {
  return (report?.variables ?? []).filter(({ outcome }) => outcome === 'done').map(({ scope }) => scope);
}

/** Reads again what an answer's rules and scripts changed, so that tables and hover cards show it. */
async function followChanges(
  get: SliceTools<'responses'>['get'],
  changed: readonly string[],
  itemId: ItemId | undefined,
) {
  const targets = new Set(changed);
  const { environments } = get();
  const ids = [
    ...(targets.has('environment') && environments.selectedId !== undefined ? [environments.selectedId] : []),
    ...(targets.has('globals') ? ['globals'] : []),
  ];
  if (ids.length > 0) await environments.refresh(ids);
  if (targets.has('collection') && itemId !== undefined) {
    await environments.refreshDefinitions(Object.keys(environments.definitions));
  }
}

async function saveExample(
  get: SliceTools<'responses'>['get'],
  tabKey: string,
  name: string,
  charset: string | undefined,
): Promise<boolean> {
  const editor = get().requests.editors[tabKey];
  const exchange = get().responses.views[tabKey]?.exchange;
  const requestId = editor?.itemId;
  if (editor === undefined || exchange === undefined || requestId === undefined) return false;
  try {
    const { undoId } = await call('example.create', {
      requestId,
      name,
      request: editor.draft,
      environmentId: get().environments.selectedId,
      exchange,
      charset,
    });
    const undo = async () => {
      try {
        await call('workspace.undo', { undoId });
      } catch (error) {
        get().notices.showError(error);
      }
    };
    get().notices.show({
      kind: 'success',
      text: `Saved as the example “${name}”`,
      action: { label: 'Undo', run: () => void undo() },
    });
    return true;
  } catch (error) {
    get().notices.showError(error);
    return false;
  }
}

/** A send that begins; the answer before it stays in sight. */
function begunView(before: ResponseView | undefined, callId: string): ResponseView {
  return {
    status: 'sending',
    callId,
    progress: undefined,
    live: undefined,
    startedAtEpochMs: Date.now(),
    exchange: before?.exchange,
    kept: before?.kept,
    previous: before?.previous,
    extracted: [],
    checks: [],
    scripts: undefined,
    error: undefined,
  };
}

function lookActions(set: SliceTools<'responses'>['set']): Pick<ResponsesSlice, 'looks' | 'setLook'> {
  return {
    looks: {},
    setLook(tabKey, change) {
      set(({ looks }) => ({ looks: { ...looks, [tabKey]: { ...(looks[tabKey] ?? firstLook), ...change } } }));
    },
  };
}

/** What is heard of sends under way. */
function hearActions(
  get: SliceTools<'responses'>['get'],
  put: (tabKey: string, change: Partial<ResponseView>) => void,
): Pick<ResponsesSlice, 'hearProgress' | 'hearAnswer' | 'readArrivals'> {
  const tabOf = (callId: string) =>
    Object.entries(get().responses.views).find(
      ([, view]) => view.callId === callId && view.status === 'sending',
    )?.[0];
  return {
    hearProgress({ callId, ...progress }) {
      const tabKey = tabOf(callId);
      if (tabKey !== undefined) put(tabKey, { progress });
    },
    hearAnswer({ callId, ...live }) {
      const tabKey = tabOf(callId);
      if (tabKey !== undefined) put(tabKey, { live });
    },
    readArrivals: async (bodyId, fromByte) =>
      (await call('body.readArrivals', { bodyId, fromByte })).arrivals,
  };
}

/** What is shown in the place of an answer that was just sent for. */
function showActions(
  { set, get }: SliceTools<'responses'>,
  put: (tabKey: string, change: Partial<ResponseView>) => void,
): Pick<ResponsesSlice, 'showAnswer' | 'showKept'> {
  return {
    showAnswer(tabKey, exchange) {
      put(tabKey, { status: 'done', exchange, error: undefined });
    },
    showKept(tabKey, exchange, kept) {
      if (get().responses.views[tabKey] !== undefined) return;
      const view: ResponseView = {
        ...begunView(undefined, ''),
        callId: undefined,
        status: 'done',
        exchange,
        kept,
      };
      set(({ views }) => ({ views: { ...views, [tabKey]: view } }));
    },
  };
}

type Receive = (
  tabKey: string,
  sent: Promise<OperationOutput<'request.send'>>,
  itemId: ItemId | undefined,
) => Promise<void>;

/** Shows what comes of a send in its tab. */
function receiver(
  get: SliceTools<'responses'>['get'],
  put: (tabKey: string, change: Partial<ResponseView>) => void,
): Receive {
  return async (tabKey, sent, itemId) => {
    try {
      const { exchange, extracted, checks = [], scripts } = await sent;
      const { outcome } = exchange;
      if (outcome.kind === 'response') readFirstBytes(outcome.body);
      const cancelled = outcome.kind === 'failure' && outcome.failure.code === 'cancelled';
      put(tabKey, {
        status: cancelled ? 'cancelled' : 'done',
        exchange,
        // Not the one from before the send: it may have been cleared meanwhile.
        previous: get().responses.views[tabKey]?.exchange,
        extracted,
        checks,
        scripts,
        kept: undefined,
        progress: undefined,
        live: undefined,
      });
      get().rateLimits.noteExchange(exchange);
      get().guide.noteAnswer(tabKey, exchange);
      await followChanges(get, [...changedTargets(extracted), ...changedByScripts(scripts)], itemId);
    } catch (error) {
      const data = toErrorData(error);
      if (data.code === 'ERR_CALL_CANCELLED')
        put(tabKey, { status: 'cancelled', progress: undefined, live: undefined });
      else put(tabKey, { status: 'refused', error: data, progress: undefined, live: undefined });
    } finally {
      underWay.delete(tabKey);
    }
  };
}

async function rejoinLeft({ set, get }: SliceTools<'responses'>, receive: Receive): Promise<void> {
  const tabs = get().tabs.tabs.filter(({ kind }) => kind === 'request');
  if (tabs.length === 0) return;
  // Where it cannot be asked, the history has the answer.
  const asked = call('request.listLeft', { tabKeys: tabs.map(({ key }) => key) });
  const { sends } = await asked.catch(() => ({ sends: [] }));
  await Promise.all(
    sends.map(async ({ callId, tabKey, startedAtEpochMs }) => {
      if (underWay.has(tabKey) || get().responses.views[tabKey] !== undefined) return;
      const controller = new AbortController();
      underWay.set(tabKey, controller);
      const view = { ...begunView(undefined, callId), startedAtEpochMs };
      set((slice) => ({ views: { ...slice.views, [tabKey]: view } }));
      const sent = call('request.rejoin', { callId }, { signal: controller.signal });
      await receive(tabKey, sent, tabs.find(({ key }) => key === tabKey)?.itemId);
    }),
  );
}

export const createResponsesSlice: SliceCreator<'responses'> = ({ set, get }) => {
  const put = (tabKey: string, change: Partial<ResponseView>) =>
    set(({ views }) => {
      const view = views[tabKey];
      return view === undefined ? {} : { views: { ...views, [tabKey]: { ...view, ...change } } };
    });

  const receive = receiver(get, put);
  return {
    views: {},
    ...lookActions(set),
    ...hearActions(get, put),
    ...showActions({ set, get }, put),
    async send(tabKey) {
      const editor = get().requests.editors[tabKey];
      if (editor === undefined || editor.status !== 'ready' || underWay.has(tabKey)) return;
      get().tabs.keep(tabKey);
      get().requests.titleUntitled(tabKey);
      const controller = new AbortController();
      const callId = crypto.randomUUID();
      underWay.set(tabKey, controller);
      const before = get().responses.views[tabKey];
      set((slice) => ({ views: { ...slice.views, [tabKey]: begunView(before, callId) } }));
      const input = {
        id: editor.itemId,
        request: editor.draft,
        name: editor.name,
        parentId: editor.parentId,
        environmentId: get().environments.selectedId,
        isWatched: true,
        tabKey,
      };
      await receive(
        tabKey,
        call('request.send', input, { signal: controller.signal, callId }),
        editor.itemId ?? editor.parentId,
      );
    },
    rejoinLeft: () => rejoinLeft({ set, get }, receive),
    saveExample: (tabKey, name, charset) => saveExample(get, tabKey, name, charset),
    cancel(tabKey) {
      underWay.get(tabKey)?.abort();
    },
    hearCleared(removed) {
      const [busy, answered] = [new Set(underWay.keys()), Object.keys(get().responses.views)];
      for (const tabKey of busy) put(tabKey, { exchange: undefined, previous: undefined });
      for (const tabKey of answered) if (!busy.has(tabKey)) get().responses.forget(tabKey);
      get().notices.show({ kind: 'info', text: countOf(removed, 'answer is gone', 'answers are gone') });
    },
    forget(tabKey) {
      underWay.get(tabKey)?.abort();
      set((slice) => {
        const { [tabKey]: _view, ...views } = slice.views;
        const { [tabKey]: _look, ...looks } = slice.looks;
        return { views, looks };
      });
    },
  };
};
