import { beforeEach, expect, it } from 'vitest';
import type { State } from '../store/store.ts';
import { isForDraftHistory } from './undo-target.ts';

beforeEach(() => {
  document.body.innerHTML = `
    <div data-undo><input id="url"><div class="monaco-editor"><textarea id="body"></textarea></div></div>
    <input id="search"><input id="check" type="checkbox"><button id="button"></button>`;
});

const stateOf = (kind: string) =>
  ({ tabs: { activeKey: 'a', tabs: [{ key: 'a', kind }] } }) as unknown as State;

it.each([
  ['url', true],
  ['body', true],
  ['search', false],
  ['check', true],
  ['button', true],
])('undo in #%s is about what the tab edits: %s', (id, expected) => {
  for (const kind of ['request', 'collection', 'environment'])
    expect(isForDraftHistory(document.querySelector(`#${id}`), stateOf(kind))).toBe(expected);
  expect(isForDraftHistory(document.querySelector(`#${id}`), stateOf('settings'))).toBe(false);
});

it('without a focus it is about what the tab edits', () => {
  expect(isForDraftHistory(document.body, stateOf('request'))).toBe(true);
});
