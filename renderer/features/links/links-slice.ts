import type { OperationInput } from '../../../core/contract.ts';
import type { Exchange } from '../../../core/http/exchange.ts';
import { findLink } from '../../../core/links/link-header.ts';
import type { LinkTarget } from '../../../core/links/link-target.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator } from '../../store/slice.ts';
import type { State } from '../../store/store.ts';
import { linkTitle } from './link-title.ts';
import { tabAfter, tabBefore, type TrailStep, withStep } from './trail.ts';

/** A link that needs an answer of the person first: which method, which values, whether to send. */
export interface LinkQuestion {
  tabKey: string;
  target: LinkTarget;
}

/** What stayed behind when a link of another origin was opened. */
export interface LinkNote {
  /** The address it is about; once that is edited the note is over. */
  url: string;
  host: string;
  leftOut: string[];
}

export interface LinksSlice {
  question: LinkQuestion | undefined;
  /** Notes by the tab that the link opened. */
  notes: Record<string, LinkNote>;
  steps: TrailStep[];
  /** Follows a link of a tab's answer: a plain GET at once, everything else after a question. */
  follow(tabKey: string, target: LinkTarget): Promise<void>;
  /** Opens the link that was asked about, with the method and the address chosen. */
  answer(choice: { method: string; href: string; sends: boolean }): Promise<void>;
  dismiss(): void;
  /** Opens the page that the answer names as its next one. */
  openNextPage(tabKey: string): Promise<void>;
  /** Opens the System Log's events of the request behind an answer. */
  findInSystemLog(tabKey: string, requestId: string): Promise<void>;
  dismissNote(tabKey: string): void;
  /** Goes to the answer a link was followed from, or to the one it led to; nothing is sent. */
  goBack(tabKey: string): void;
  goForward(tabKey: string): void;
}

/** The addresses asked on the way to an answer, its own last. */
export function answerUrlsOf({ hops, request }: Exchange): string[] {
  return [...hops.map((hop) => hop.request.url), request.url];
}

/** The request of a tab as the Node side needs it to follow a link; nothing where the tab has no answer. */
export function answerSourceOf(state: State, tabKey: string) {
  const editor = state.requests.editors[tabKey];
  const exchange = state.responses.views[tabKey]?.exchange;
  if (editor === undefined || exchange === undefined) return undefined;
  return {
    id: editor.itemId,
    parentId: editor.parentId,
    environmentId: state.environments.selectedId,
    request: editor.draft,
    answerUrls: answerUrlsOf(exchange),
  };
}

/** The answer of a tab before or after that of another one in the chain of followed links. */
export function neighbourIn(state: State, tabKey: string, direction: 'back' | 'forward'): string | undefined {
  const find = direction === 'back' ? tabBefore : tabAfter;
  return find(state.links.steps, tabKey, (key) => state.tabs.tabs.some((tab) => tab.key === key));
}

type Opening = Pick<OperationInput<'link.follow'>, 'href' | 'method' | 'purpose'> & {
  sends: boolean;
  answerUrls?: string[];
};

export const createLinksSlice: SliceCreator<'links'> = ({ get, set }) => {
  const open = async (tabKey: string, { sends, answerUrls, ...link }: Opening) => {
    const source = answerSourceOf(get(), tabKey);
    if (source === undefined) return;
    try {
      const asked = { ...source, ...link, ...(answerUrls === undefined ? {} : { answerUrls }) };
      const { request, url, isSameOrigin, leftOut } = await call('link.follow', asked);
      const parentId = get().tree.nodes[source.id ?? '']?.parentId ?? source.parentId;
      const title = linkTitle(url);
      const to = get().requests.openNew(
        parentId === undefined ? { request, title } : { request, title, parentId },
      );
      const isOpen = (key: string) => get().tabs.tabs.some((tab) => tab.key === key);
      set(({ steps, notes }) => ({
        steps: withStep(steps, { from: tabKey, to }),
        notes: {
          ...Object.fromEntries(Object.entries(notes).filter(([key]) => isOpen(key))),
          ...(isSameOrigin ? {} : { [to]: { url: request.url, host: new URL(url).host, leftOut } }),
        },
      }));
      if (sends) await get().responses.send(to);
    } catch (error) {
      get().notices.showError(error);
    }
  };

  return {
    question: undefined,
    notes: {},
    steps: [],
    async follow(tabKey, target) {
      const [method = 'GET', ...others] = target.methods;
      if (method !== 'GET' || others.length > 0 || target.isTemplated) set({ question: { tabKey, target } });
      else await open(tabKey, { href: target.href, method, purpose: 'link', sends: true });
    },
    async answer({ method, href, sends }) {
      const { question } = get().links;
      set({ question: undefined });
      if (question !== undefined) await open(question.tabKey, { href, method, purpose: 'link', sends });
    },
    dismiss() {
      set({ question: undefined });
    },
    async openNextPage(tabKey) {
      const page = nextPageOf(get(), tabKey);
      if (page === undefined) return;
      const { target, answerUrls } = page;
      await open(tabKey, { href: target, answerUrls, method: 'GET', purpose: 'page', sends: true });
    },
    async findInSystemLog(tabKey, requestId) {
      const filter = encodeURIComponent(`transaction.id eq "${requestId}"`);
      const href = `/api/v1/logs?filter=${filter}`;
      await open(tabKey, { href, method: 'GET', purpose: 'page', sends: true });
    },
    dismissNote(tabKey) {
      set(({ notes }) => {
        const { [tabKey]: _gone, ...others } = notes;
        return { notes: others };
      });
    },
    goBack(tabKey) {
      const key = neighbourIn(get(), tabKey, 'back');
      if (key !== undefined) get().tabs.activate(key);
    },
    goForward(tabKey) {
      const key = neighbourIn(get(), tabKey, 'forward');
      if (key !== undefined) get().tabs.activate(key);
    },
  };
};

/** Where a tab's answer goes on: its own next page, or that of the last page put together. */
export function nextPageOf(
  state: State,
  tabKey: string,
): { target: string; answerUrls: string[] } | undefined {
  const exchange = state.responses.views[tabKey]?.exchange;
  if (exchange?.outcome.kind !== 'response') return undefined;
  const collected = state.pages.collected[tabKey];
  if (collected?.exchangeId === exchange.id) return collected.next;
  const inBody = state.pages.inBody[tabKey];
  const target =
    findLink(exchange.outcome.headers, 'next')?.target ??
    (inBody?.bodyId === exchange.outcome.body.bodyId ? inBody.target : undefined);
  return target === undefined || target === '' ? undefined : { target, answerUrls: answerUrlsOf(exchange) };
}
