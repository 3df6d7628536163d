import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppErrorData } from '../../../../core/errors.ts';
import { replaceDoor } from '../../../bridge/bridge.ts';
import { type FakeDoor, installFakeDoor } from '../../../bridge/fake-door.ts';
import { useStore } from '../../../store/store.ts';
import { RefusedView } from './refused-view.tsx';

const initial = useStore.getState();
const unresolved = (details: AppErrorData['details']): AppErrorData => ({
  code: 'ERR_VARIABLE_UNRESOLVED',
  message: 'no value',
  details,
});
let door: FakeDoor;
let tabKey: string;

beforeEach(() => {
  useStore.setState(initial, true);
  door = installFakeDoor({ 'script.review': () => ({ scripts: [] }) });
  tabKey = useStore.getState().requests.openNew();
});
afterEach(() => {
  cleanup();
  replaceDoor(undefined);
});

const buttons = () => screen.getAllByRole('button').map(({ textContent }) => textContent);

it('leads to the params where only path variables have no value', () => {
  useStore.getState().requests.showSection(tabKey, 'body');
  const names = [{ name: 'line', where: 'pathVariable', key: 'line' }];
  render(<RefusedView tabKey={tabKey} error={unresolved({ names })} />);
  expect(buttons()).toEqual(['Open the params', 'Send again']);
  fireEvent.click(screen.getByRole('button', { name: 'Open the params' }));
  expect(useStore.getState().requests.editors[tabKey]?.section).toBe('params');
});

it('leads to a variable inside of a path variable as to any other', () => {
  const names = [{ name: 'id', where: 'pathVariable', key: 'line' }];
  render(<RefusedView tabKey={tabKey} error={unresolved({ names })} />);
  expect(buttons()).toEqual(['Open the globals', 'Send again']);
});

it('offers the environments that have what is missing, and no others', async () => {
  const variable = (key: string, enabled = true) => ({ key, initialValue: 'x', enabled, type: 'default' });
  const held: Record<string, ReturnType<typeof variable>[]> = {
    'Other vendor': [variable('host')],
    Half: [variable('url'), variable('agent', false)],
    Whole: [variable('url'), variable('agent')],
    Damaged: [],
  };
  const list = Object.keys(held).map((name) => ({ id: name, name, variableCount: 2 }));
  door.answers['environment.read'] = ({ id }) => {
    if (id === 'Damaged') throw new Error('It cannot be read.');
    return { id, name: id, variables: held[id], revision: 'r' } as never;
  };
  useStore.setState((state) => ({ environments: { ...state.environments, list } }));
  const names = [
    { name: 'url', where: 'url', key: 'url' },
    { name: 'agent', where: 'header', key: 'User-Agent' },
  ];
  render(<RefusedView tabKey={tabKey} error={unresolved({ names })} />);
  await screen.findByRole('button', { name: 'Use Whole and send' });
  expect(buttons()).toEqual(['Use Whole and send', 'Use Half and send', 'Open the globals', 'Send again']);
});

it('leads to the scripts that may set what is missing', async () => {
  const names = [{ name: 'when', where: 'body' }];
  render(<RefusedView tabKey={tabKey} error={unresolved({ names, scriptsNotAllowed: 1 })} />);
  fireEvent.click(screen.getByRole('button', { name: 'Review scripts' }));
  await waitFor(() => expect(door.calls.map(({ operation }) => operation)).toContain('script.review'));
  expect(useStore.getState().scripts.review?.tabKey).toBe(tabKey);
});

it('leads to the script that stopped the request, of its own or of what is around it', () => {
  const failed = (itemId?: string): AppErrorData => ({
    code: 'ERR_SCRIPT_FAILED',
    message: 'The pre-request script failed.',
    details: itemId === undefined ? {} : { itemId },
  });
  const { rerender } = render(<RefusedView tabKey={tabKey} error={failed()} />);
  fireEvent.click(screen.getByRole('button', { name: 'Open the script' }));
  expect(useStore.getState().requests.editors[tabKey]?.section).toBe('scripts');

  const nodes = { c1: { id: 'c1', kind: 'collection' as const, name: 'Users' } };
  useStore.setState((state) => ({ tree: { ...state.tree, nodes } }));
  rerender(<RefusedView tabKey={tabKey} error={failed('c1')} />);
  fireEvent.click(screen.getByRole('button', { name: 'Open the script' }));
  const { tabs, collections } = useStore.getState();
  const opened = tabs.tabs.find(({ itemId }) => itemId === 'c1')?.key ?? '';
  // As its page does once it is there.
  void collections.load(opened, 'c1');
  expect(useStore.getState().collections.editors[opened]?.section).toBe('scripts');
});
