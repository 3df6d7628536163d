import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { Preview } from '../../../core/http/preview.ts';
import { emptyRequest } from '../../../core/http/request.ts';
import type { FakeDoor } from '../../bridge/fake-door.ts';
import type { State } from '../../store/store.ts';

let door: FakeDoor;
let state: () => State;
const written = vi.fn<(text: string) => Promise<void>>();
const code = (text: string) => ({ code: text, remarks: [], placeholders: [] });

beforeEach(async () => {
  vi.resetModules();
  const bridge = await import('../../bridge/bridge.ts');
  const fake = await import('../../bridge/fake-door.ts');
  bridge.replaceDoor(undefined);
  door = fake.installFakeDoor({
    'request.generateCode': ({ target, includeSecrets }) =>
      code(`${target} ${includeSecrets === true ? 'secret-canary' : '<token>'}`),
  });
  written.mockReset().mockResolvedValue();
  vi.stubGlobal('navigator', { clipboard: { writeText: written } });
  const { useStore } = await import('../../store/store.ts');
  state = () => useStore.getState();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const inputsOf = (operation: string) =>
  door.calls.filter((call) => call.operation === operation).map(({ input }) => input);

it('shows the answer to the newest question only', async () => {
  const tabKey = state().requests.openNew();
  const answers: ((preview: Preview) => void)[] = [];
  door.answers['request.preview'] = () => new Promise((resolve) => answers.push(resolve));
  const preview = (url: string): Preview => ({
    method: 'GET',
    url,
    headers: [],
    variables: [],
    unresolved: [],
    warnings: [],
  });
  const first = state().outgoing.loadPreview(tabKey);
  const second = state().outgoing.loadPreview(tabKey);
  answers[1]?.(preview('new'));
  answers[0]?.(preview('old'));
  await Promise.all([first, second]);
  expect(state().outgoing.previews[tabKey]?.preview?.url).toBe('new');
  state().outgoing.forget(tabKey);
  expect(state().outgoing.previews).toEqual({});
});

it('takes what was written with secrets away at once when they are no longer wanted', async () => {
  const tabKey = state().requests.openNew();
  state().outgoing.openCode(tabKey);
  await expect.poll(() => state().outgoing.code?.generated?.code).toBe('curl <token>');
  state().outgoing.setCodeSecrets(true);
  await expect.poll(() => state().outgoing.code?.generated?.code).toBe('curl secret-canary');
  state().outgoing.setCodeSecrets(false);
  expect(state().outgoing.code?.generated).toBeUndefined();
  await expect.poll(() => state().outgoing.code?.generated?.code).toBe('curl <token>');
  state().outgoing.setCodeTarget('go');
  state().outgoing.closeCode();
  state().outgoing.openCode(tabKey);
  expect(state().outgoing.code).toMatchObject({ target: 'go', includeSecrets: false });
});

it('copies a request as cURL without secrets: the draft where it is open, else what is stored', async () => {
  const tabKey = state().requests.openNew({ request: { ...emptyRequest(), url: 'https://draft.example' } });
  await state().outgoing.copyCurl({ tabKey });
  await state().outgoing.copyCurl({ itemId: 'r1' });
  expect(written.mock.calls).toEqual([['curl <token>'], ['curl <token>']]);
  expect(inputsOf('request.generateCode')).toMatchObject([
    { request: { url: 'https://draft.example' }, target: 'curl' },
    { id: 'r1', target: 'curl' },
  ]);
});

it('tells why there is nothing to copy, and leaves the clipboard alone', async () => {
  door.answers['request.generateCode'] = () => {
    throw new AppError('ERR_VARIABLE_UNRESOLVED', 'no');
  };
  await state().outgoing.copyCurl({ itemId: 'r1' });
  expect(written).not.toHaveBeenCalled();
  expect(state().notices.items.at(-1)).toMatchObject({ kind: 'error', code: 'ERR_VARIABLE_UNRESOLVED' });
});
