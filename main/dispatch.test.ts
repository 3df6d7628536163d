import { describe, expect, it, vi } from 'vitest';
import { type OperationName, operations } from '../core/contract.ts';
import { AppError } from '../core/errors.ts';
import type { AppContext } from './app-context.ts';
import { createDispatcher, type Handlers, leftSendMs } from './dispatch.ts';
import { createFuzz } from './fuzz.ts';

const log = { error: vi.fn<(message: string, fault: unknown) => void>(), info: () => undefined };
const app = { log } as unknown as AppContext;
const open = (handlers: Partial<Handlers>) => createDispatcher(app, handlers);

describe('a call', () => {
  it('gives the parsed input to the service and the parsed output to the caller', async () => {
    const seen: unknown[] = [];
    const dispatcher = open({
      'app.openLink': (_app, input, { callId }) => {
        seen.push(input, callId);
        return { more: 'than the contract says' } as never;
      },
    });
    const reply = await dispatcher.call('c1', 'app.openLink', { url: 'https://host.test', more: 1 });
    expect(reply).toEqual({ ok: true, value: {} });
    expect(seen).toEqual([{ url: 'https://host.test' }, 'c1']);
  });

  it.each([
    'no.such',
    '',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'app.readstate',
    'app.pickFiles',
  ])('of "%s", which nothing answers, is refused', async (name) => {
    const reply = await open({ 'app.openLink': () => ({}) }).call('c', name, {});
    expect(reply).toMatchObject({ ok: false, error: { code: 'ERR_CALL_UNKNOWN_OPERATION' } });
  });

  it('with a wrong input is refused without a word of the input', async () => {
    const dispatcher = open({ 'app.openLink': () => ({}) });
    const reply = await dispatcher.call('c', 'app.openLink', { url: { secret: 'CANARY' } });
    expect(reply).toMatchObject({ ok: false, error: { code: 'ERR_CALL_INVALID_INPUT' } });
    expect(JSON.stringify(reply)).not.toContain('CANARY');
  });

  it('passes the refusals of a service on', async () => {
    const dispatcher = open({
      'app.openLink': () => {
        throw new AppError('ERR_LINK_REFUSED', 'no', {
          details: { reason: 'r' },
          cause: new Error('inside'),
        });
      },
    });
    expect(await dispatcher.call('c', 'app.openLink', { url: 'x' })).toEqual({
      ok: false,
      error: { code: 'ERR_LINK_REFUSED', message: 'no', details: { reason: 'r' } },
    });
  });

  it('that meets a fault of ours names it by an id and tells the rest to the log only', async () => {
    log.error.mockClear();
    const dispatcher = open({
      'app.openLink': () => {
        throw new TypeError('CANARY of the inside');
      },
    });
    const reply = await dispatcher.call('c', 'app.openLink', { url: 'x' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'ERR_CALL_INTERNAL' } });
    expect(JSON.stringify(reply)).not.toContain('CANARY');
    const faultId = reply.ok ? undefined : reply.error.details?.['faultId'];
    expect(log.error).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining(faultId as string),
      expect.any(TypeError),
    );
  });

  it('whose service answers wrongly is a fault, not an answer', async () => {
    const dispatcher = open({ 'app.pickFiles': () => ({ paths: 'text' }) as never });
    const reply = await dispatcher.call('c', 'app.pickFiles', {
      title: 't',
      folders: false,
      multiple: false,
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'ERR_CALL_INTERNAL' } });
  });
});

describe('cancelling', () => {
  const waiting = () =>
    open({
      'app.openLink': (_app, _input, { signal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
      'sandbox.reset': () => ({}),
    });

  it('ends a call under way', async () => {
    const dispatcher = waiting();
    const reply = dispatcher.call('c', 'app.openLink', { url: 'x' });
    dispatcher.cancel('other');
    dispatcher.cancel('c');
    expect(await reply).toMatchObject({ ok: false, error: { code: 'ERR_CALL_CANCELLED' } });
  });

  it('waits for a send whose window is gone, and for nothing else', async () => {
    vi.useFakeTimers();
    const ends: string[] = [];
    const untilCancelled =
      (name: string) =>
      (_app: unknown, _input: unknown, { signal }: { signal: AbortSignal }) =>
        new Promise<never>((_resolve, reject) =>
          signal.addEventListener('abort', () => {
            ends.push(name);
            reject(new Error('aborted'));
          }),
        );
    const dispatcher = open({
      'request.send': untilCancelled('send'),
      'app.openLink': untilCancelled('link'),
    });
    const replies = [
      dispatcher.call('s', 'request.send', { id: 'r1' }),
      dispatcher.call('l', 'app.openLink', { url: 'x' }),
    ];
    await vi.advanceTimersByTimeAsync(0);
    dispatcher.leave('s');
    dispatcher.leave('l');
    await vi.advanceTimersByTimeAsync(leftSendMs - 1);
    expect(ends).toEqual(['link']);
    await vi.advanceTimersByTimeAsync(1);
    expect(ends).toEqual(['link', 'send']);
    await Promise.all(replies);
    vi.useRealTimers();
  });

  it('that overtakes its call still ends it', async () => {
    const dispatcher = waiting();
    dispatcher.cancel('c');
    expect(await dispatcher.call('c', 'sandbox.reset', {})).toMatchObject({
      error: { code: 'ERR_CALL_CANCELLED' },
    });
    expect(await dispatcher.call('c', 'sandbox.reset', {})).toEqual({ ok: true, value: {} });
  });

  it('ends everything at once', async () => {
    const dispatcher = waiting();
    const replies = ['a', 'b'].map((id) => dispatcher.call(id, 'app.openLink', { url: 'x' }));
    dispatcher.cancelAll();
    for (const reply of await Promise.all(replies))
      expect(reply).toMatchObject({ error: { code: 'ERR_CALL_CANCELLED' } });
  });

  it('cannot be confused by a second call with the same id', async () => {
    const dispatcher = waiting();
    const first = dispatcher.call('c', 'app.openLink', { url: 'x' });
    expect(await dispatcher.call('c', 'sandbox.reset', {})).toMatchObject({
      error: { code: 'ERR_CALL_INVALID_INPUT' },
    });
    dispatcher.cancel('c');
    expect(await first).toMatchObject({ error: { code: 'ERR_CALL_CANCELLED' } });
  });
});

describe('10,000 fuzzed calls', () => {
  it('never throw, never pollute, and bring only what fits the schema to a service', async () => {
    const fuzz = createFuzz(20_261_123);
    const names = Object.keys(operations) as OperationName[];
    let reached = 0;
    const misfits: string[] = [];
    const handlers = Object.fromEntries(
      names.map((name) => [
        name,
        (_app: AppContext, input: unknown) => {
          reached += 1;
          if (!operations[name].input.safeParse(input).success) misfits.push(name);
          throw new AppError('ERR_CALL_CANCELLED', 'enough');
        },
      ]),
    ) as unknown as Handlers;
    const dispatcher = open(handlers);
    const before = Object.getOwnPropertyNames(Object.prototype).length;
    for (let round = 0; round < 10_000; round += 1) {
      const name = fuzz.integer(20) === 0 ? JSON.stringify(fuzz.value()) : fuzz.pick(names);
      const reply = await dispatcher.call(`c${round}`, name, mutate(fuzz, name));
      expect(reply.ok).toBe(false);
      if (!reply.ok && reply.error.code === 'ERR_CALL_INTERNAL') expect([name, reply]).toBe('no fault');
    }
    expect(misfits).toEqual([]);
    expect(reached).toBeGreaterThan(1_000);
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

/** Random input that has the right keys often enough to come far into the schemas. */
function mutate(fuzz: ReturnType<typeof createFuzz>, name: string): unknown {
  const schema = (operations as Record<string, { input: { shape?: Record<string, unknown> } } | undefined>)[
    name
  ];
  const keys = Object.keys(schema?.input.shape ?? {});
  if (fuzz.integer(4) === 0) return fuzz.value();
  const entries = keys
    .filter(() => fuzz.integer(10) > 0)
    .map((key) => [key, fuzz.integer(2) === 0 ? 'text' : fuzz.value()]);
  return Object.fromEntries(entries);
}
