import type { Exchange } from '../../../core/http/exchange.ts';
import type { State } from '../../store/store.ts';

/** An answer to a request that went out with an access token, and the tab it stands in. */
export interface TokenAnswer {
  tabKey: string;
  exchange: Exchange;
  status: number;
}

/** The answer of a tab, where its request carried an access token. */
export function tokenAnswer(tabKey: string, exchange: Exchange | undefined): TokenAnswer | undefined {
  if (exchange?.outcome.kind !== 'response') return undefined;
  const sent = exchange.request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return /^(Bearer|DPoP) /i.test(sent ?? '')
    ? { tabKey, exchange, status: exchange.outcome.status }
    : undefined;
}

/** The answers on screen to requests that carried an access token, the newest first. */
export function tokenAnswers(views: State['responses']['views']): TokenAnswer[] {
  return Object.entries(views)
    .flatMap(([tabKey, { exchange }]) => tokenAnswer(tabKey, exchange) ?? [])
    .toSorted((a, b) => b.exchange.startedAtEpochMs - a.exchange.startedAtEpochMs);
}

/** The newest success among them. */
export function newestSuccess(state: State): Exchange | undefined {
  return tokenAnswers(state.responses.views).find(({ status }) => status >= 200 && status < 300)?.exchange;
}
