import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Exchange, HeaderPairs } from '../../../core/http/exchange.ts';
import { emptyRequest } from '../../../core/http/request.ts';
import type { LinkTarget } from '../../../core/links/link-target.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import { freshStore, type FreshStore } from '../../store/fresh-store.ts';

const origin = 'https://a.test';
let store: FreshStore;
let sent: string[];
/** What the pretended servers answer with. */
let headers: HeaderPairs;
let status: number;
let mediaType: string;

function exchangeFor(url: string): Exchange {
  return {
    id: `exchange ${sent.length}`,
    startedAtEpochMs: Date.now(),
    request: { method: 'GET', url, headers: [], bodySizeBytes: 0 },
    hops: [],
    outcome: {
      kind: 'response',
      status,
      statusText: '',
      httpVersion: '1.1',
      headers,
      body: {
        bodyId: `body ${sent.length}`,
        sizeBytes: 2,
        encodedSizeBytes: 2,
        mediaType,
        contentEncodings: [],
      },
      cookies: [],
    },
    timings: { totalMs: 1 },
    warnings: [],
  };
}

beforeEach(async () => {
  vi.resetModules();
  sent = [];
  headers = [];
  status = 200;
  mediaType = '';
  store = await freshStore({
    'request.send': ({ request }) => {
      sent.push(`${request?.method} ${request?.url}`);
      return { exchange: exchangeFor(request?.url ?? ''), extracted: [] };
    },
    'link.follow': ({ href, method }) => {
      const url = new URL(href, origin);
      const isSameOrigin = url.origin === origin;
      const request = { ...emptyRequest(), method, url: url.href };
      return { request, url: url.href, isSameOrigin, leftOut: isSameOrigin ? [] : ['Authorization'] };
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
  replaceDoor(undefined);
});

/** Opens a request and sends it. */
async function sendFirst(): Promise<string> {
  const key = store
    .state()
    .requests.openNew({ request: { ...emptyRequest(), url: `${origin}/list` }, parentId: 'c1' });
  await store.state().responses.send(key);
  return key;
}

const target = (more: Partial<LinkTarget>): LinkTarget => ({
  href: '/u/1',
  methods: [],
  isTemplated: false,
  label: undefined,
  isInList: false,
  ...more,
});

const active = () => store.state().tabs.activeKey ?? '';

describe('following a link', () => {
  it('sends a GET at once in a new tab that stands where the request stood', async () => {
    const first = await sendFirst();
    await store.state().links.follow(first, target({ methods: ['GET'] }));
    expect(sent).toEqual([`GET ${origin}/list`, `GET ${origin}/u/1`]);
    expect(active()).not.toBe(first);
    expect(store.state().requests.editors[active()]).toMatchObject({ parentId: 'c1', name: 'u/1' });
    expect(store.state().links.notes).toEqual({});
  });

  it.each([
    [{ methods: ['POST'] }],
    [{ methods: ['GET', 'DELETE'] }],
    [{ methods: ['GET'], isTemplated: true }],
  ])('asks before %j and sends nothing by itself', async (more) => {
    const first = await sendFirst();
    await store.state().links.follow(first, target(more));
    expect(store.state().links.question?.tabKey).toBe(first);
    expect(sent).toHaveLength(1);
    await store.state().links.answer({ method: 'POST', href: '/u/2', sends: false });
    expect(sent).toHaveLength(1);
    expect(store.state().requests.editors[active()]?.draft.method).toBe('POST');
    await store.state().links.follow(first, target(more));
    await store.state().links.answer({ method: 'POST', href: '/u/2', sends: true });
    expect(sent.at(-1)).toBe(`POST ${origin}/u/2`);
  });

  it('asks the System Log about the id of a request, in a tab of its own', async () => {
    await store.state().links.findInSystemLog(await sendFirst(), 'abc-1');
    expect(sent.at(-1)).toBe(`GET ${origin}/api/v1/logs?filter=transaction.id%20eq%20%22abc-1%22`);
    expect(store.state().tabs.tabs).toHaveLength(2);
  });

  it('says what stayed behind at another origin', async () => {
    await store.state().links.follow(await sendFirst(), target({ href: 'https://b.test/x' }));
    expect(store.state().links.notes[active()]).toEqual({
      url: 'https://b.test/x',
      host: 'b.test',
      leftOut: ['Authorization'],
    });
  });

  it('goes back and forth without sending', async () => {
    const first = await sendFirst();
    await store.state().links.follow(first, target({}));
    const second = active();
    store.state().links.goBack(second);
    expect(active()).toBe(first);
    store.state().links.goForward(first);
    expect(active()).toBe(second);
    expect(sent).toHaveLength(2);
  });

  it('opens the next page exactly as the answer names it', async () => {
    headers = [['link', '</list?after=x%2Fy>; rel="next"']];
    await store.state().links.openNextPage(await sendFirst());
    expect(store.door.calls.findLast(({ operation }) => operation === 'link.follow')?.input).toMatchObject({
      href: '/list?after=x%2Fy',
      purpose: 'page',
    });
    expect(sent.at(-1)).toBe(`GET ${origin}/list?after=x%2Fy`);
  });
});

describe('the next page that a body names', () => {
  const look = async () => {
    const tabKey = await sendFirst();
    await store.state().pages.lookForNext(tabKey);
    return {
      tabKey,
      asked: store.door.calls.filter(({ operation }) => operation === 'page.findNext').length,
    };
  };

  it('is followed, for the body it stands in only', async () => {
    mediaType = 'application/hal+json';
    store.door.answers['page.findNext'] = () => ({ next: '/list?page=2' });
    const { tabKey } = await look();
    await store.state().links.openNextPage(tabKey);
    expect(sent.at(-1)).toBe(`GET ${origin}/list?page=2`);
    await store.state().responses.send(tabKey);
    const before = sent.length;
    await store.state().links.openNextPage(tabKey);
    expect(sent).toHaveLength(before);
  });

  it('is not looked for where the headers name one, the answer is a refusal or no JSON', async () => {
    expect((await look()).asked).toBe(0);
    mediaType = 'application/json';
    status = 404;
    expect((await look()).asked).toBe(0);
    status = 200;
    headers = [['link', '</list?after=x>; rel="next"']];
    expect((await look()).asked).toBe(0);
    headers = [];
    expect((await look()).asked).toBe(1);
  });
});

describe('all pages', () => {
  it('shows the list, and the first page again', async () => {
    headers = [['link', '</list?after=1>; rel=next']];
    const first = await sendFirst();
    store.door.answers['page.collect'] = ({ bodyId }) => ({
      body: {
        bodyId: `${bodyId} all`,
        sizeBytes: 9,
        encodedSizeBytes: 9,
        mediaType: '',
        contentEncodings: [],
      },
      pages: 2,
      items: 5,
      stop: 'end',
    });
    const before = store.state().responses.views[first]?.exchange;
    await store.state().pages.collect(first, { maxPages: 20, maxWaitSec: 0 });
    const outcome = store.state().responses.views[first]?.exchange?.outcome;
    expect(outcome?.kind === 'response' && outcome.body.bodyId).toBe('body 1 all');
    expect(store.state().pages.collected[first]).toMatchObject({ pages: 2, items: 5, stop: 'end' });
    expect(store.state().pages.underWay).toEqual({});
    store.state().pages.showFirst(first);
    expect(store.state().responses.views[first]?.exchange).toEqual(before);
  });
});

describe('rate limits', () => {
  it('keeps one bucket for each family of paths, the last heard of first', async () => {
    headers = [
      ['x-rate-limit-limit', '600'],
      ['x-rate-limit-remaining', '599'],
    ];
    const first = await sendFirst();
    await store.state().links.follow(first, target({ href: '/u/12345' }));
    headers[1] = ['x-rate-limit-remaining', '598'];
    await store.state().responses.send(first);
    expect(store.state().rateLimits.buckets.map(({ path, remaining }) => [path, remaining])).toEqual([
      ['/list', 598],
      ['/u/{id}', 599],
    ]);
  });

  it('sends again at the time, unless that is cancelled or the tab is closed', async () => {
    status = 429;
    const first = await sendFirst();
    vi.useFakeTimers();
    const soon = () => Math.floor(Date.now() / 1000) + 5;
    store.state().rateLimits.waitAndResend(first, soon());
    store.state().rateLimits.stopWaiting(first);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(1);
    store.state().rateLimits.waitAndResend(first, soon());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(2);
    expect(store.state().rateLimits.waits).toEqual({});
    store.state().rateLimits.waitAndResend(first, soon());
    store.state().tabs.close(first);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(2);
  });
});
