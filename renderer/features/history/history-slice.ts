import { countOf } from '../../../core/count-of.ts';
import type { EventPayload } from '../../../core/contract.ts';
import { type AppErrorData, toErrorData } from '../../../core/errors.ts';
import type { HistoryFilter } from '../../../core/history/find-entries.ts';
import type { Exchange } from '../../../core/http/exchange.ts';
import type { HistoryDetails, HistoryEntry } from '../../../core/history/history-entry.ts';
import type { ItemId } from '../../../core/ids.ts';
import { call, readBody } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';

/** One send that is open in a tab. */
export interface OpenEntry {
  status: 'loading' | 'ready' | 'failed';
  details?: HistoryDetails;
  error?: { code: string; message: string };
}

export interface HistorySlice {
  status: 'idle' | 'loading' | 'ready' | 'failed';
  error: { code: string; message: string } | undefined;
  /** Newest first. */
  entries: HistoryEntry[];
  /** Why new sends are not kept. */
  problem: AppErrorData | undefined;
  filter: HistoryFilter;
  /** By the id of the entry, which is the `itemId` of its tab. */
  open: Record<string, OpenEntry>;
  load(): Promise<void>;
  take(change: EventPayload<'history.changed'>): void;
  setFilter(change: Partial<HistoryFilter>): void;
  /** Shows the sends of one saved request in the side bar. */
  showFor(requestId: ItemId): void;
  /** Opens the tab of a send. */
  openEntry(entry: HistoryEntry): void;
  /** Gives the last send of a saved request whose end is known. */
  findLast(requestId: ItemId): Promise<HistoryEntry | undefined>;
  /** Shows the answer of a send in the tab of its request, or the send in a tab of its own where nothing of the body is kept. */
  showInTab(tabKey: string, entry: HistoryEntry): Promise<void>;
  /** Reads what is kept of a send. */
  read(id: string): Promise<void>;
  /** Opens what was sent as a new request, with its variables; `send` sends it where nothing speaks against it. */
  openAsRequest(id: string, options?: { send?: boolean }): Promise<void>;
  delete(id: string): Promise<void>;
  clear(): Promise<void>;
}

/** The filter that takes everything. */
export const noFilter: HistoryFilter = { text: '' };

const mostEntries = 10_000;
const mostOpen = 30;

/** Gives the title of the tab of a send: what was asked for, without the host. */
export function titleOf({ method, url }: Pick<HistoryEntry, 'method' | 'url'>): string {
  return `${method} ${pathOf(url)}`;
}

/** Gives path and query of an address. */
export function pathOf(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '') || '/';
}

type Tools = SliceTools<'history'>;

/** Deletes sends, each time with a way back. */
function removingActions({ get }: Tools): Pick<HistorySlice, 'delete' | 'clear'> {
  return {
    async delete(id) {
      try {
        const { undoId } = await call('history.delete', { ids: [id] });
        for (const tab of get().tabs.tabs) {
          if (tab.kind === 'history' && tab.itemId === id) get().tabs.close(tab.key);
        }
        get().notices.showDone({ text: 'Deleted from the history', undoId });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async clear() {
      try {
        const { removed, undoId } = await call('history.clear', {});
        const text = `Cleared the history of ${countOf(removed, 'send')}`;
        if (removed > 0) get().notices.showDone({ text, undoId });
      } catch (error) {
        get().notices.showError(error);
      }
    },
  };
}

async function openAsRequest({ get }: Tools, id: string, send: boolean): Promise<void> {
  try {
    const { draft, blanked, parentId, entry } = await call('history.read', { id });
    const node = entry.requestId === undefined ? undefined : get().tree.nodes[entry.requestId];
    const place = node?.parentId ?? parentId;
    const tabKey = get().requests.openNew({
      request: draft,
      title: node?.name ?? titleOf(entry),
      ...(place === undefined ? {} : { parentId: place }),
    });
    if (!send) return;
    const doubt = doubtOf(entry, blanked, get().environments.selectedId);
    if (doubt === undefined) await get().responses.send(tabKey);
    else get().notices.show({ kind: 'warning', text: doubt });
  } catch (error) {
    get().notices.showError(error);
  }
}

export const createHistorySlice: SliceCreator<'history'> = (tools) => {
  const { set, get } = tools;
  const keep = (id: string, entry: OpenEntry) =>
    set(({ open }) => {
      const { [id]: _before, ...others } = open;
      const kept = Object.entries(others).slice(1 - mostOpen);
      return { open: { ...Object.fromEntries(kept), [id]: entry } };
    });

  return {
    status: 'idle',
    error: undefined,
    entries: [],
    problem: undefined,
    filter: noFilter,
    open: {},
    async load() {
      if (get().history.status !== 'ready') set({ status: 'loading', error: undefined });
      try {
        const { entries, problem } = await call('history.list', {});
        set({ status: 'ready', entries, problem });
      } catch (error) {
        set({ status: 'failed', error: toErrorData(error) });
      }
    },
    take({ upserted, removedIds }) {
      const { status, entries, open } = get().history;
      for (const { id } of upserted) if (open[id] !== undefined) void get().history.read(id);
      for (const id of removedIds) if (open[id] !== undefined) void get().history.read(id);
      if (status !== 'ready') return;
      const changed = new Map(upserted.map((entry) => [entry.id, entry]));
      const gone = new Set(removedIds);
      const next = [
        ...changed.values(),
        ...entries.filter(({ id }) => !changed.has(id) && !gone.has(id)),
      ].toSorted((left, right) => right.startedAtEpochMs - left.startedAtEpochMs);
      set({ entries: next.slice(0, mostEntries), problem: undefined });
    },
    setFilter(change) {
      set(({ filter }) => ({ filter: { ...filter, ...change } }));
    },
    showFor(requestId) {
      set({ filter: { ...noFilter, requestId } });
      get().app.showSidebar('history');
    },
    openEntry(entry) {
      get().tabs.open({ kind: 'history', itemId: entry.id, title: titleOf(entry), method: entry.method });
    },
    async findLast(requestId) {
      // Only an offer hangs on it: where the history cannot be read, its own panel says why.
      const { entry } = await call('history.findLast', { requestId }).catch(() => ({ entry: undefined }));
      return entry;
    },
    async showInTab(tabKey, entry) {
      try {
        const details = await call('history.read', { id: entry.id });
        const exchange = await shownExchange(details);
        if (exchange === undefined) get().history.openEntry(entry);
        else {
          get().responses.showKept(tabKey, exchange, {
            sentAtEpochMs: entry.startedAtEpochMs,
            isCut: details.answer?.isCut === true,
          });
        }
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async read(id) {
      if (get().history.open[id]?.details === undefined) keep(id, { status: 'loading' });
      try {
        keep(id, { status: 'ready', details: await call('history.read', { id }) });
      } catch (error) {
        keep(id, { status: 'failed', error: toErrorData(error) });
      }
    },
    openAsRequest: (id, { send = false } = {}) => openAsRequest(tools, id, send),
    ...removingActions(tools),
  };
};

/** Gives an exchange with what is kept of its body, which is UTF-8 whatever came; `undefined` where none of it is. */
async function shownExchange({ exchange, answer }: HistoryDetails): Promise<Exchange | undefined> {
  if (exchange?.outcome.kind !== 'response') return undefined;
  const { outcome } = exchange;
  const { encodedBodyId: _packed, ...body } = outcome.body;
  if (body.sizeBytes === 0) return { ...exchange, outcome: { ...outcome, body } };
  if (answer === undefined) return undefined;
  const { length } = await readBody(answer.bodyId);
  return {
    ...exchange,
    outcome: { ...outcome, body: { ...body, bodyId: answer.bodyId, sizeBytes: length, charset: 'utf-8' } },
  };
}

/** Says why a request is opened and not sent again at once, where something speaks against it. */
function doubtOf(
  { environmentId, environmentName }: HistoryEntry,
  blanked: string[],
  selectedId: string | undefined,
): string | undefined {
  if (blanked.length > 0) {
    return `Not sent yet: the history keeps no typed secrets. Fill in ${blanked.join(', ')}, then press Send.`;
  }
  if (environmentId === selectedId) return undefined;
  const then = environmentName === undefined ? 'without an environment' : `with “${environmentName}”`;
  return `Not sent yet: it was sent ${then}, and now another environment is in use. Check it, then press Send.`;
}
