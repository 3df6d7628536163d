import { beforeEach, expect, it } from 'vitest';
import type { State } from '../store/store.ts';
import { isForRequestHistory } from './undo-target.ts';

beforeEach(() => {
  document.body.innerHTML = `
    <div data-undo="request"><input id="url"><div class="monaco-editor"><textarea id="body"></textarea></div></div>
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
])('undo in #%s is about the request: %s', (id, expected) => {
  expect(isForRequestHistory(document.querySelector(`#${id}`), stateOf('request'))).toBe(expected);
  expect(isForRequestHistory(document.querySelector(`#${id}`), stateOf('collection'))).toBe(false);
});

it('without a focus it is about the request', () => {
  expect(isForRequestHistory(document.body, stateOf('request'))).toBe(true);
});
