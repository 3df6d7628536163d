import type { EventPayload } from '../../../core/contract.ts';
import { countOf } from '../../../core/count-of.ts';
import type { Exchange } from '../../../core/http/exchange.ts';
import type { BodyId } from '../../../core/ids.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';
import { type AnswerLook, firstLook } from './answer-look.ts';
import { receiver, rejoinLeft, underWay } from './receive-answer.ts';
import { begunView, type KeptAnswer, type ResponseView } from './response-view.ts';
import { saveExample } from './save-example.ts';

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
