import { beforeEach, expect, it, vi } from 'vitest';
import type { Exchange } from '../../../core/http/exchange.ts';
import type { ExtractionOutcome } from '../../../core/links/extraction-rule.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

let store: FreshStore;
let answers: ((exchange: Exchange) => void)[];
const views = () => store.state().responses.views;

function exchangeOf(id: string): Exchange {
  const body = { bodyId: id, sizeBytes: 2, encodedSizeBytes: 2, mediaType: '', contentEncodings: [] };
  return {
    id,
    startedAtEpochMs: 0,
    request: { method: 'GET', url: 'https://a.test/', headers: [], bodySizeBytes: 0 },
    hops: [],
    outcome: {
      kind: 'response',
      status: 200,
      statusText: '',
      httpVersion: '1.1',
      headers: [],
      body,
      cookies: [],
    },
    timings: { totalMs: 1 },
    warnings: [],
  };
}

beforeEach(async () => {
  vi.resetModules();
  answers = [];
  store = await freshStore({
    'request.send': () =>
      new Promise((resolve) => {
        answers.push((exchange) => resolve({ exchange, extracted: [] }));
      }),
  });
  const { hearEvents } = await import('../shell/hear-events.ts');
  hearEvents(store.state);
});

async function send(tabKey: string, answer: string): Promise<void> {
  const sending = store.state().responses.send(tabKey);
  await store.settle();
  answers.at(-1)?.(exchangeOf(answer));
  await sending;
}

it('lets go of every answer when they were cleared, in whichever window, and not of what is under way', async () => {
  const [answered, busy] = [store.state().requests.openNew(), store.state().requests.openNew()];
  await send(answered, 'one');
  await send(busy, 'two');
  void store.state().responses.send(busy);
  await store.settle();
  expect(views()[busy]).toMatchObject({ status: 'sending', exchange: { id: 'two' } });

  store.door.emit('body.cleared', { removed: 2 });
  expect(views()[answered]).toBeUndefined();
  expect(views()[busy]).toMatchObject({ status: 'sending', exchange: undefined });
  expect(store.state().notices.items.map(({ text }) => text)).toEqual(['2 answers are gone']);

  answers.at(-1)?.(exchangeOf('three'));
  await store.settle();
  await store.settle();
  expect(views()[busy]).toMatchObject({ status: 'done', exchange: { id: 'three' }, previous: undefined });
});

it('takes up the send of a tab after the window was loaded anew, to cancel or to see its answer', async () => {
  const tabKey = store.state().requests.openNew();
  const idle = store.state().requests.openNew();
  let answer: ((exchange: Exchange) => void) | undefined;
  store.door.answers['request.listLeft'] = ({ tabKeys }) => ({
    sends: tabKeys.filter((key) => key === tabKey).map(() => ({ callId: 's', tabKey, startedAtEpochMs: 7 })),
  });
  store.door.answers['request.rejoin'] = () =>
    new Promise((resolve) => (answer = (exchange) => resolve({ exchange, extracted: [] })));
  const rejoined = store.state().responses.rejoinLeft();
  await store.settle();
  await store.settle();
  expect(views()[tabKey]).toMatchObject({ status: 'sending', callId: 's', startedAtEpochMs: 7 });
  expect(views()[idle]).toBeUndefined();
  store.door.emit('request.progressed', { callId: 's', phase: 'receiving', receivedBytes: 3, bodyBytes: 3 });
  expect(views()[tabKey]?.progress).toMatchObject({ receivedBytes: 3 });
  answer?.(exchangeOf('late'));
  await rejoined;
  expect(views()[tabKey]).toMatchObject({ status: 'done', exchange: { id: 'late' } });
});

it('can send again while what the answer changed is still read', async () => {
  const reads: (() => void)[] = [];
  store.door.answers['environment.list'] = () => ({ environments: [] });
  store.door.answers['environment.read'] = () =>
    new Promise((resolve) => {
      reads.push(() => resolve({ id: 'globals', name: 'Globals', variables: [], revision: 'r' }));
    });
  const extracted: ExtractionOutcome[] = [
    { variable: 'userId', target: 'globals', expression: '$.id', outcome: 'set' },
  ];
  let sends = 0;
  store.door.answers['request.send'] = () => {
    sends += 1;
    return Promise.resolve({ exchange: exchangeOf(`answer ${sends}`), extracted });
  };
  const tabKey = store.state().requests.openNew();
  const first = store.state().responses.send(tabKey);
  await vi.waitFor(() => expect(reads).toHaveLength(1));
  expect(views()[tabKey]?.status).toBe('done');
  const second = store.state().responses.send(tabKey);
  await vi.waitFor(() => expect(views()[tabKey]?.exchange?.id).toBe('answer 2'));
  await vi.waitFor(() => expect(reads).toHaveLength(2));
  for (const end of reads) end();
  await Promise.all([first, second]);
  expect(views()[tabKey]).toMatchObject({ status: 'done', exchange: { id: 'answer 2' } });
});
