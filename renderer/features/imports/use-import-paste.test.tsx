import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isImportable } from './pasted-material.ts';

let ran: unknown[];
let unmount: () => void;
let state: () => import('../../store/store.ts').State;

beforeEach(async () => {
  vi.resetModules();
  document.body.innerHTML = '<button>b</button><input><div role="dialog"><button>d</button></div>';
  ran = [];
  const bridge = await import('../../bridge/bridge.ts');
  const fake = await import('../../bridge/fake-door.ts');
  bridge.replaceDoor(undefined);
  fake.installFakeDoor({
    'import.run': ({ sources }) => {
      ran.push(...sources);
      throw Object.assign(new Error('no'), { code: 'ERR_IMPORT_UNRECOGNISED' });
    },
  });
  const { useStore } = await import('../../store/store.ts');
  state = () => useStore.getState();
  const { useImportPaste } = await import('./use-import-paste.ts');
  ({ unmount } = renderHook(() => useImportPaste()));
});
afterEach(() => unmount());

function paste(selector: string, text: string): boolean {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { types: ['text/plain'], getData: () => text } });
  document.querySelector(selector)?.dispatchEvent(event);
  return event.defaultPrevented;
}

it('imports what is pasted onto the window', async () => {
  expect(paste('body > button', "curl 'http://h'")).toBe(true);
  await vi.waitFor(() => expect(ran).toEqual([{ kind: 'text', text: "curl 'http://h'" }]));
  expect(state().imports.dialog).toBe('import');
});

it.each([
  ['a field', 'input', '{"info":{}}'],
  ['a dialog', '[role="dialog"] button', '{"info":{}}'],
  ['plain words', 'body > button', 'hello there'],
])('leaves alone what belongs to %s', async (_what, selector, text) => {
  expect(paste(selector, text)).toBe(false);
  expect([ran, state().imports.dialog]).toEqual([[], 'closed']);
});

it('leaves alone a request that was cut', async () => {
  state().tree.cut('r1');
  expect(paste('body > button', '{}')).toBe(false);
});

it.each([
  ['  $ curl -X POST http://h', true],
  ['[{"a":1}]\n', true],
  ['openapi: 3.1.0\n', true],
  ['{ not closed', false],
  ['curly', false],
  ['https://h', false],
  ['', false],
])('%j is importable: %s', (text, expected) => {
  expect(isImportable(text)).toBe(expected);
});
