import { beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json-value.ts';
import type { ValueState } from '../../../core/contract/value.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

const scope = { kind: 'environment' as const, id: 'e' };
const needed = (key: string) => ({ scope, key, scopeName: 'E', isMasked: true, offered: '' });

let store: FreshStore;
let given: Set<string>;
let sends: number;
let states: ValueState[];
let send: (keys: string[], signal?: AbortSignal) => Promise<unknown>;

beforeEach(async () => {
  vi.resetModules();
  given = new Set();
  sends = 0;
  states = [];
  store = await freshStore({
    'value.give': ({ values }) => {
      for (const { key } of values) given.add(key);
      return {};
    },
    'value.list': () => ({ states }),
  });
  const { call, setMender } = await import('../../bridge/bridge.ts');
  setMender((refusal, signal) => store.state().values.mend(refusal, signal));
  send = (keys, signal) => {
    store.door.answers['request.send'] = ({ variables = {} }) => {
      sends += 1;
      const values = Object.keys(variables).filter((key) => !given.has(key));
      if (values.length === 0) return { sent: true } as never;
      const details = { values: values.map(needed), hosts: ['a.example'] } as unknown as JsonObject;
      throw new AppError('ERR_VARIABLE_NOT_GIVEN', 'm', { details });
    };
    const variables = Object.fromEntries(keys.map((key) => [key, '']));
    return call('request.send', { variables }, { signal });
  };
});

const asked = () => store.state().values.asked?.values.map(({ key }) => key);
const isAsked = (...keys: string[]) => expect.poll(asked, { interval: 1 }).toEqual(keys);

it('asks once for sends at the same time, and makes each of them again', async () => {
  const all = Promise.all([send(['otp', 'name']), send(['otp', 'name']), send(['otp'])]);
  await isAsked('otp', 'name');
  expect(store.state().values.asked?.hosts).toEqual(['a.example']);
  await store.state().values.answer(['1', '2']);
  expect(await all).toEqual([{ sent: true }, { sent: true }, { sent: true }]);
  expect(store.door.calls.filter(({ operation }) => operation === 'value.give')).toHaveLength(1);
  expect(sends).toBe(6);
  expect(asked()).toBeUndefined();
});

it('asks another question after the one that is open, for what that did not ask', async () => {
  const first = send(['otp']);
  await isAsked('otp');
  const second = send(['name']);
  await store.state().values.answer(['1']);
  await first;
  await isAsked('name');
  await store.state().values.answer(['2']);
  await second;
});

it('refuses every send that waited where the question is dismissed', async () => {
  const all = Promise.allSettled([send(['otp']), send(['otp'])]);
  await isAsked('otp');
  store.state().values.dismiss();
  expect(await all).toMatchObject([
    { status: 'rejected', reason: { code: 'ERR_VARIABLE_NOT_GIVEN' } },
    { status: 'rejected', reason: { code: 'ERR_VARIABLE_NOT_GIVEN' } },
  ]);
  expect(given.size).toBe(0);
});

it('takes the question back where its send is cancelled', async () => {
  const controller = new AbortController();
  const sending = send(['otp'], controller.signal);
  await isAsked('otp');
  controller.abort();
  await expect(sending).rejects.toMatchObject({ code: 'ERR_VARIABLE_NOT_GIVEN' });
  expect(asked()).toBeUndefined();
});

it('keeps the question where the answer could not be given', async () => {
  const sending = send(['otp']);
  await isAsked('otp');
  const { answers } = store.door;
  const give = answers['value.give'];
  answers['value.give'] = () => {
    throw new AppError('ERR_VARIABLE_SCOPE_NOT_FOUND', 'm');
  };
  await store.state().values.answer(['1']);
  expect(asked()).toEqual(['otp']);
  answers['value.give'] = give as NonNullable<typeof give>;
  await store.state().values.answer(['1']);
  await sending;
});

it('does not ask for ever, nor about other refusals', async () => {
  store.door.answers['value.give'] = () => ({});
  const sending = send(['otp']).catch((error: unknown) => error);
  for (let count = 0; count < 5; count += 1) {
    await isAsked('otp');
    await store.state().values.answer(['1']);
  }
  expect(await sending).toMatchObject({ code: 'ERR_VARIABLE_NOT_GIVEN' });
  expect(await store.state().values.mend({ code: 'ERR_CALL_INTERNAL', message: '' }, undefined)).toBe(false);
  expect(await store.state().values.mend({ code: 'ERR_VARIABLE_NOT_GIVEN', message: '' }, undefined)).toBe(
    false,
  );
});

it('reads states again where somebody looks at them, and only there', async () => {
  const lists = () => store.door.calls.filter(({ operation }) => operation === 'value.list').length;
  store.state().values.hearChange(scope);
  expect(lists()).toBe(0);
  await store.state().values.load(scope);
  states = [{ key: 'otp', source: { kind: 'ask' }, isHere: true, atEpochMs: 1 }];
  store.state().values.hearChange(scope);
  await expect.poll(() => store.state().values.states['environment e']).toEqual(states);
  expect(lists()).toBe(2);
});
