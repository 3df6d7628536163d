import { introspectionFromSchema } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleSchema, sampleSdl } from '../../../core/graphql/schema.test-kit.ts';
import { AppError } from '../../../core/errors.ts';
import { type FromWorker, SchemaEngine, type ToWorker, type WorkerPort } from './schema-engine.ts';
import { createSchemaWork } from './schema-work.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A thread that a test plays itself. */
function puppet() {
  const sent: ToWorker[] = [];
  const listeners = new Map<string, (event: { data: FromWorker } & { message?: string }) => void>();
  let isTerminated = false;
  const port: WorkerPort = {
    postMessage: (message: unknown) => void sent.push(message as ToWorker),
    terminate: () => {
      isTerminated = true;
    },
    addEventListener: (type: string, listener: unknown) => void listeners.set(type, listener as never),
  };
  return {
    port,
    sent,
    say: (data: FromWorker) => listeners.get('message')?.({ data }),
    fail: () => listeners.get('error')?.({ message: 'gone' } as never),
    isTerminated: () => isTerminated,
  };
}

describe('SchemaEngine', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('gives each answer to who asked, and refusals with their code', async () => {
    const thread = puppet();
    const engine = new SchemaEngine(() => thread.port);
    const [first, second] = [engine.call('list', 'k', 'a'), engine.call('list', 'k', 'b')];
    thread.say({ id: 2, fault: new AppError('ERR_GRAPHQL_SCHEMA_INVALID', 'no').toData() });
    thread.say({ id: 1, value: { entries: [], total: 0 } });
    expect(await first).toEqual({ entries: [], total: 0 });
    await expect(second).rejects.toMatchObject({ code: 'ERR_GRAPHQL_SCHEMA_INVALID' });
  });

  it('ends a thread that does not answer, tells so, and starts another one', async () => {
    const threads = [puppet(), puppet()];
    let started = 0;
    const engine = new SchemaEngine(() => threads[started++]!.port);
    const lost = vi.fn();
    engine.onLost = lost;
    const asked = [engine.call('check', 'k', '{ a }'), engine.call('list', 'k', '')];
    const refused = Promise.all(
      asked.map((each) => expect(each).rejects.toMatchObject({ code: 'ERR_GRAPHQL_SCHEMA_TOO_LARGE' })),
    );
    await vi.advanceTimersByTimeAsync(5_001);
    await refused;
    expect([threads[0]?.isTerminated(), lost.mock.calls.length, started]).toEqual([true, 1, 1]);
    void engine.call('list', 'k', '').catch(() => undefined);
    expect(started).toBe(2);
  });

  it('rejects what waits when the thread breaks', async () => {
    const thread = puppet();
    const engine = new SchemaEngine(() => thread.port);
    const asked = engine.call('list', 'k', '');
    thread.fail();
    await expect(asked).rejects.toThrow('gone');
  });
});

describe('createSchemaWork', () => {
  it('works with the schemas it has, and knows nothing of others', () => {
    const work = createSchemaWork();
    const types = Object.keys(sampleSchema.getTypeMap()).filter((name) => !name.startsWith('__')).length;
    expect(work.load('k', bytes(sampleSdl), 'sdl')).toEqual({ types, dropped: [] });
    expect(work.list('k', 'user').entries[0]?.name).toBe('user');
    expect(work.complete('k', '{ us', 4).map(({ label }) => label)).toContain('users');
    expect(work.explain('k', '{ me { id } }', 3)?.signature).toBe('Query.me: User');
    expect(work.check('k', '{ nobody }').markers).toHaveLength(1);
    expect(work.check(undefined, '{ nobody }').markers).toEqual([]);
    expect(work.list('other', '')).toEqual({ entries: [], total: 0 });
    expect(work.complete('other', '{ us', 4)).toEqual([]);
    expect(work.describe('other', { type: 'User' })).toBeUndefined();
  });

  it('tells whether a file can be read', () => {
    const work = createSchemaWork();
    work.probe(bytes(sampleSdl));
    work.probe(bytes(JSON.stringify({ data: introspectionFromSchema(sampleSchema) })));
    for (const text of ['type Query {', '{"data":{}}', '']) {
      expect(() => work.probe(bytes(text))).toThrow(
        expect.objectContaining({ code: 'ERR_GRAPHQL_SCHEMA_INVALID' }) as Error,
      );
    }
  });

  it('keeps three schemas, those used last', () => {
    const work = createSchemaWork();
    for (const key of ['a', 'b', 'c']) work.load(key, bytes(sampleSdl), 'sdl');
    work.list('a', '');
    expect(work.load('d', bytes(sampleSdl), 'sdl').dropped).toEqual(['b']);
    expect(work.list('a', '').total).toBeGreaterThan(0);
  });

  it('answers in time whatever a schema holds', () => {
    const fields = Array.from({ length: 40_000 }, (_, at) => `f${at}:Int`).join(' ');
    const work = createSchemaWork();
    work.load('k', bytes(`type Query{${fields}}`), 'sdl');
    const startedAt = performance.now();
    expect(work.list('k', '').entries).toHaveLength(2_000);
    expect(work.describe('k', { type: 'Query' })?.fields).toHaveLength(200);
    expect(work.complete('k', '{ f1', 4).length).toBeLessThanOrEqual(250);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
