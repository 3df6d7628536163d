import type { EventPayload } from '../../../core/contract.ts';
import type { CollectedPages } from '../../../core/contract/links.ts';
import { isAppError } from '../../../core/errors.ts';
import type { Exchange } from '../../../core/http/exchange.ts';
import { findLink } from '../../../core/links/link-header.ts';
import { maxPageBytes } from '../../../core/links/page-limits.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator } from '../../store/slice.ts';
import { answerSourceOf, nextPageOf } from './links-slice.ts';

/** Pages that are being read. */
export interface Collecting {
  callId: string;
  maxPages: number;
  pages: number;
  items: number;
  waitsUntilEpochSec: number | undefined;
}

/** Pages put together, as a tab shows them. */
export interface Collected extends Omit<CollectedPages, 'body' | 'last'> {
  /** The answer on screen that they are; with any other answer this says nothing. */
  exchangeId: string;
  /** The answer they began with. */
  first: Exchange;
}

export interface PagesSlice {
  /** By tab key. */
  underWay: Record<string, Collecting>;
  collected: Record<string, Collected>;
  /** Where the body on screen names its next page, by tab key; for that body only. */
  inBody: Record<string, { bodyId: string; target: string }>;
  /** Looks into a tab's answer for its next page, where its headers name none. */
  lookForNext(tabKey: string): Promise<void>;
  /** Reads the pages after a tab's answer and shows all of them as one list. */
  collect(tabKey: string, wishes: { maxPages: number; maxWaitSec: number }): Promise<void>;
  cancel(tabKey: string): void;
  /** Shows the answer of the first page again. */
  showFirst(tabKey: string): void;
  hearProgress(progress: EventPayload<'page.progressed'>): void;
}

type Answered = Exchange & { outcome: { kind: 'response' } };

/** Tells whether an answer is JSON that might say where it goes on, and whose headers do not. */
function mayNameNext(exchange: Exchange): exchange is Answered {
  const { outcome } = exchange;
  if (outcome.kind !== 'response' || outcome.status < 200 || outcome.status > 299) return false;
  const { mediaType, sizeBytes } = outcome.body;
  return (
    /[/+]json$/.test(mediaType) &&
    sizeBytes > 0 &&
    sizeBytes <= maxPageBytes &&
    findLink(outcome.headers, 'next') === undefined
  );
}

/** Controllers are not plain JSON and so stay out of the store. */
const controllers = new Map<string, AbortController>();

export const createPagesSlice: SliceCreator<'pages'> = ({ get, set }) => {
  const finish = (tabKey: string) => {
    controllers.delete(tabKey);
    set(({ underWay }) => {
      const { [tabKey]: _done, ...others } = underWay;
      return { underWay: others };
    });
  };

  /** Shows the list where the answer it began with is still on screen. */
  const show = (
    tabKey: string,
    first: Exchange,
    durationMs: number,
    { body, last, ...facts }: CollectedPages,
  ) => {
    if (last !== undefined) get().rateLimits.note(last);
    const shown = get().responses.views[tabKey]?.exchange;
    if (shown?.id !== first.id || first.outcome.kind !== 'response') return;
    const id = crypto.randomUUID();
    get().responses.showAnswer(tabKey, {
      ...first,
      id,
      outcome: { ...first.outcome, body },
      timings: { totalMs: first.timings.totalMs + durationMs },
    });
    const isOpen = (key: string) => get().tabs.tabs.some((tab) => tab.key === key);
    set(({ collected }) => ({
      collected: {
        ...Object.fromEntries(Object.entries(collected).filter(([key]) => isOpen(key))),
        [tabKey]: { ...facts, exchangeId: id, first },
      },
    }));
  };

  return {
    underWay: {},
    collected: {},
    inBody: {},
    async lookForNext(tabKey) {
      const exchange = get().responses.views[tabKey]?.exchange;
      if (exchange === undefined || !mayNameNext(exchange)) return;
      const { bodyId } = exchange.outcome.body;
      // Only a button hangs on it: a body that is gone is told of where it is shown.
      const { next } = await call('page.findNext', { bodyId }).catch(() => ({ next: undefined }));
      set(({ inBody: { [tabKey]: _before, ...others } }) => ({
        inBody: next === undefined ? others : { ...others, [tabKey]: { bodyId, target: next } },
      }));
    },
    async collect(tabKey, { maxPages, maxWaitSec }) {
      const source = answerSourceOf(get(), tabKey);
      const first = get().responses.views[tabKey]?.exchange;
      const next = nextPageOf(get(), tabKey);
      if (source === undefined || next === undefined || controllers.has(tabKey)) return;
      if (first?.outcome.kind !== 'response') return;
      const controller = new AbortController();
      const callId = crypto.randomUUID();
      controllers.set(tabKey, controller);
      const collecting = { callId, maxPages, pages: 1, items: 0, waitsUntilEpochSec: undefined };
      set(({ underWay }) => ({ underWay: { ...underWay, [tabKey]: collecting } }));
      const { bodyId } = first.outcome.body;
      try {
        const input = { ...source, bodyId, next: next.target, maxPages, maxWaitSec };
        const startedAt = performance.now();
        const pages = await call('page.collect', input, { callId, signal: controller.signal });
        show(tabKey, first, performance.now() - startedAt, pages);
      } catch (error) {
        if (!isAppError(error) || error.code !== 'ERR_CALL_CANCELLED') get().notices.showError(error);
      } finally {
        finish(tabKey);
      }
    },
    cancel(tabKey) {
      controllers.get(tabKey)?.abort();
    },
    showFirst(tabKey) {
      const first = get().pages.collected[tabKey]?.first;
      if (first !== undefined) get().responses.showAnswer(tabKey, first);
    },
    hearProgress({ callId, pages, items, waitsUntilEpochSec }) {
      const tabKey = Object.entries(get().pages.underWay).find(([, entry]) => entry.callId === callId)?.[0];
      if (tabKey === undefined) return;
      set(({ underWay }) => {
        const entry = underWay[tabKey];
        return entry === undefined
          ? {}
          : { underWay: { ...underWay, [tabKey]: { ...entry, pages, items, waitsUntilEpochSec } } };
      });
    },
  };
};
