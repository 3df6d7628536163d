import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useStore } from '../../store/store.ts';
import { ExplanationActions } from './explanation-actions.tsx';

const initial = useStore.getState();
let tabKey: string;
const editor = () => useStore.getState().requests.editors[tabKey];

beforeEach(() => {
  useStore.setState(initial, true);
  tabKey = useStore.getState().requests.openNew();
});
afterEach(cleanup);

function click(data: Record<string, string>, ownerId?: string): void {
  render(
    <ExplanationActions
      actions={[{ kind: 'editField', label: 'Go there', data }]}
      auth={undefined}
      ownerId={ownerId}
      tabKey={tabKey}
    />,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Go there' }));
}

it('leads to the authorization, and takes the type a server asks for as a step to take back', () => {
  click({ field: 'authType', type: 'basic' });
  expect(editor()).toMatchObject({ section: 'authorization', draft: { auth: { type: 'basic' } } });
  useStore.getState().requests.undo(tabKey);
  expect(editor()?.draft.auth).toBeUndefined();
});

it('leads to the headers', () => {
  click({ field: 'headers' });
  expect(editor()?.section).toBe('headers');
});

it('leads to the folder whose authorization is inherited', () => {
  const nodes = { c1: { id: 'c1', kind: 'collection' as const, name: 'Users' } };
  useStore.setState((state) => ({ tree: { ...state.tree, nodes } }));
  click({ field: 'authType' }, 'c1');
  expect(useStore.getState().tabs.tabs.some(({ itemId }) => itemId === 'c1')).toBe(true);
  expect(editor()?.section).not.toBe('authorization');
});

it('copies the id of the request, for who supports the server', async () => {
  const texts: string[] = [];
  vi.stubGlobal('navigator', {
    clipboard: { writeText: (text: string) => Promise.resolve(texts.push(text)) },
  });
  try {
    const actions = [
      { kind: 'copyRequestId', label: 'Copy the request id', data: { requestId: 'req-1' } } as const,
    ];
    render(<ExplanationActions actions={actions} auth={undefined} ownerId={undefined} />);
    fireEvent.click(screen.getByRole('button', { name: 'Copy the request id' }));
    await vi.waitFor(() => expect(texts).toEqual(['req-1']));
  } finally {
    vi.unstubAllGlobals();
  }
});

it('shows the step of the checklist that has the clicks, where it has them', () => {
  const topics = (topic: string) => [
    { kind: 'openAppHelp', label: 'Where to grant scopes', data: { topic } } as const,
  ];
  const { rerender } = render(
    <ExplanationActions actions={topics('policies')} auth={undefined} ownerId={undefined} />,
  );
  expect(screen.queryByRole('button')).toBeNull();
  rerender(<ExplanationActions actions={topics('apiScopes')} auth={undefined} ownerId={undefined} />);
  fireEvent.click(screen.getByRole('button', { name: 'Where to grant scopes' }));
  const { guide, app } = useStore.getState();
  expect(guide.shownStep).toBe('app');
  expect(app.layout['guide']).toMatchObject({ isOpen: true, track: 'user' });
});

it('signs by the clock of the server, and sends again', async () => {
  const asked: [string, number][] = [];
  const sent: string[] = [];
  useStore.setState((state) => ({
    tokens: {
      ...state.tokens,
      useServerClock: (origin, offsetSec) => Promise.resolve(asked.push([origin, offsetSec]) > 0),
    },
    responses: { ...state.responses, send: (key) => Promise.resolve(void sent.push(key)) },
  }));
  const data = { origin: 'https://acme.test', offsetSec: 300 };
  const actions = [{ kind: 'useServerClock', label: "Sign with the server's time", data } as const];
  render(<ExplanationActions actions={actions} auth={undefined} ownerId={undefined} tabKey={tabKey} />);
  fireEvent.click(screen.getByRole('button', { name: "Sign with the server's time" }));
  await vi.waitFor(() => expect(sent).toEqual([tabKey]));
  expect(asked).toEqual([['https://acme.test', 300]]);
});
