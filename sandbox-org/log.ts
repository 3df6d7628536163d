/**
 * The System Log: what was done to the org, and the list that a client polls.
 * @see https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/
 */
import { type Answer, type ApiCall, ok } from './answer.ts';
import { invalidDate, validationFailed } from './errors.ts';
import { stableUuid } from './ids.ts';
import type { JsonObject } from './json-value.ts';
import { type App, type Group, type LogEntry, type OrgState, takeOrdinal, type User } from './org.ts';
import { linkHeader, nextLink, pageOf, readCursor, writeCursor } from './paging.ts';
import { readLimit } from './query.ts';
import type { Route } from './router.ts';
import { readSearch, type SearchRules } from './search.ts';
import { displayNameOf, loginOf } from './user-view.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Larger than any ordinal, and short enough for a cursor. */
const MIRROR = 999_999_999_999;

/** Older events are forgotten: the log lives in memory. */
const MAX_EVENTS = 1000;

const filterRules: SearchRules = {
  caseSensitiveValues: true,
  ruleOf: (attribute) => {
    if (attribute === 'published') return { type: 'date', operators: ['eq', 'gt', 'ge', 'lt', 'le'] };
    return /^(uuid|eventType|displayMessage|severity|outcome|actor|target|client|transaction)(\.\w+)*$/.test(
      attribute,
    )
      ? { type: 'text', operators: ['eq', 'ne', 'sw', 'ew', 'co', 'gt', 'ge', 'lt', 'le', 'pr'] }
      : undefined;
  },
};

export const logRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v1/logs', access: 'api', handle: listEvents },
];

/** What an event says of itself; the rest is the same for all. */
export interface EventFacts {
  readonly eventType: string;
  readonly displayMessage: string;
  readonly actor: JsonObject;
  readonly targets: readonly JsonObject[];
  readonly requestId: string;
  readonly requestUri: string;
  readonly userAgent: string | undefined;
}

/** Writes down what a call has done. */
export function recordEvent(
  call: ApiCall,
  eventType: string,
  displayMessage: string,
  targets: readonly (User | Group | App)[],
): void {
  const { state } = call.org;
  const caller = state.users.get(call.caller?.userId ?? '');
  appendEvent(state, call.org.now(), {
    eventType,
    displayMessage,
    actor: caller === undefined ? { id: 'unknown', type: 'SystemPrincipal' } : asTarget(caller),
    targets: targets.map(asTarget),
    requestId: call.requestId,
    // The path alone: a query may hold what nobody wants in a log.
    requestUri: call.url.pathname,
    userAgent: call.userAgent,
  });
}

/** Adds an event; the oldest one goes when there are too many. */
export function appendEvent(state: OrgState, publishedMs: number, facts: EventFacts): void {
  const ordinal = takeOrdinal(state);
  state.log.push({ ordinal, publishedMs, event: eventView(ordinal, publishedMs, facts) });
  if (state.log.length > MAX_EVENTS) state.log.shift();
}

/** A user, group or app as the actor or target of an event. */
export function asTarget(subject: User | Group | App): JsonObject {
  const base = { id: subject.id, detailEntry: null };
  if ('label' in subject) {
    return { ...base, type: 'AppInstance', alternateId: subject.label, displayName: subject.label };
  }
  if ('memberIds' in subject) {
    return { ...base, type: 'UserGroup', alternateId: 'unknown', displayName: subject.profile.name };
  }
  return { ...base, type: 'User', alternateId: loginOf(subject), displayName: displayNameOf(subject) };
}

function eventView(ordinal: number, publishedMs: number, facts: EventFacts): JsonObject {
  return {
    actor: facts.actor,
    client: {
      userAgent: { rawUserAgent: facts.userAgent ?? null, os: 'Unknown', browser: 'UNKNOWN' },
      zone: 'null',
      device: 'Unknown',
      id: null,
      ipAddress: '127.0.0.1',
      geographicalContext: null,
    },
    authenticationContext: { authenticationStep: 0, externalSessionId: 'unknown' },
    displayMessage: facts.displayMessage,
    eventType: facts.eventType,
    outcome: { result: 'SUCCESS', reason: null },
    published: new Date(publishedMs).toISOString(),
    securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: false },
    severity: 'INFO',
    debugContext: { debugData: { requestId: facts.requestId, requestUri: facts.requestUri } },
    legacyEventType: null,
    transaction: { type: 'WEB', id: facts.requestId, detail: {} },
    uuid: stableUuid(`event/${ordinal}/${publishedMs}`),
    version: '0',
    request: { ipChain: [{ ip: '127.0.0.1', geographicalContext: null, version: 'V4', source: null }] },
    target: [...facts.targets],
  };
}

function listEvents({ org, url }: ApiCall): Answer {
  const query = url.searchParams;
  const descending = readSortOrder(query);
  const since = readDate(query, 'since') ?? org.now() - WEEK_MS;
  const until = readDate(query, 'until');
  const accepts = readSearch(query, { filter: filterRules });
  const words = (query.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const limit = readLimit(query, 100, 1000);
  const wanted = org.state.log.filter(
    ({ publishedMs, event }) =>
      publishedMs >= since &&
      (until === undefined || publishedMs <= until) &&
      words.every((word) => JSON.stringify(event).toLowerCase().includes(word)) &&
      accepts(event),
  );
  const page = descending ? pageBackwards(wanted, url, limit) : pageForwards(wanted, url, limit);
  const polling = !descending && until === undefined;
  const links = polling ? pollingLinks(url, page.items, limit) : page.links;
  return ok(
    page.items.map(({ event }) => event),
    links,
  );
}

const pageForwards = (items: readonly LogEntry[], url: URL, limit: number) =>
  pageOf({ items, ordinalOf: ({ ordinal }) => ordinal, url, limit, list: 'logs' });

/** Newest first: the same cut on mirrored ordinals, so that "after" means "older". */
const pageBackwards = (items: readonly LogEntry[], url: URL, limit: number) =>
  pageOf({
    items: items.toReversed(),
    ordinalOf: ({ ordinal }) => MIRROR - ordinal,
    url,
    limit,
    list: 'logs-descending',
  });

/** Without an end in time there is always a next page: the one that is not written yet. */
function pollingLinks(url: URL, items: readonly LogEntry[], limit: number): string[] {
  const seen = items.at(-1)?.ordinal ?? readCursor(url.searchParams, 'logs') ?? 0;
  return [linkHeader(url, 'self'), nextLink(url, writeCursor('logs', seen), limit)];
}

function readSortOrder(query: URLSearchParams): boolean {
  const order = query.get('sortOrder') ?? 'ASCENDING';
  if (order !== 'ASCENDING' && order !== 'DESCENDING') {
    throw validationFailed('sortOrder', ['sortOrder: ASCENDING or DESCENDING is expected']);
  }
  return order === 'DESCENDING';
}

function readDate(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const moment = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) throw invalidDate();
  return moment;
}
