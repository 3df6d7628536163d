import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleSdl } from '../../../core/graphql/schema.test-kit.ts';
import { useStore } from '../../store/store.ts';
import { schemaKey } from './schema-key.ts';

const { work } = await vi.hoisted(async () => {
  const { createSchemaWork } = await import('./schema-work.ts');
  return { work: createSchemaWork() };
});
// A worker needs a real browser; the same work is done here.
vi.mock('./schema-engine.ts', () => ({
  schemaEngine: () => ({
    call: (method: keyof typeof work, ...args: never[]) =>
      Promise.resolve((work[method] as (...given: never[]) => unknown)(...args)),
  }),
}));

const { SchemaExplorer } = await import('./schema-explorer.tsx');

const schema = { id: 'a'.repeat(32), keptAtEpochMs: 1, sizeBytes: 1, format: 'sdl' as const };
const onInsert = vi.fn();
let tabKey: string;

beforeEach(() => {
  onInsert.mockReset();
  work.load(schemaKey(schema), new TextEncoder().encode(sampleSdl), 'sdl');
  tabKey = useStore.getState().requests.openNew();
});
afterEach(cleanup);

function show(isKept = true) {
  useStore.setState((state) => ({
    graphql: {
      ...state.graphql,
      tabs: { [tabKey]: isKept ? { id: schema.id, schema } : {} },
      readings: { [schemaKey(schema)]: { status: 'ready', types: 1 } },
    },
  }));
  return render(<SchemaExplorer tabKey={tabKey} onInsert={onInsert} />);
}

test('without a schema it says how to get one', () => {
  show(false);
  expect(screen.getByRole('button', { name: 'Get schema' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Load schema from file…' })).toBeTruthy();
});

test('lists what operations begin with, and finds fields', async () => {
  show();
  expect(await screen.findByRole('button', { name: 'user User' })).toBeTruthy();
  expect(screen.getByText('Mutations')).toBeTruthy();
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'nick' } });
  expect(await screen.findByRole('button', { name: 'User.nick String' })).toBeTruthy();
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'nobody' } });
  expect(await screen.findByText('Nothing of that name')).toBeTruthy();
});

test('shows all of a field, follows its types and comes back', async () => {
  const { container } = show();
  fireEvent.click(await screen.findByRole('button', { name: 'user User' }));
  const title = await screen.findByRole('heading', { name: 'user' });
  expect(document.activeElement).toBe(title);
  expect(screen.getByText('Finds one by id')).toBeTruthy();
  expect(screen.getByText('= false')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Insert' }));
  expect(onInsert).toHaveBeenCalledWith({ kind: 'query', field: 'user' });
  fireEvent.click(screen.getAllByRole('link', { name: 'User' })[0] as HTMLElement);
  await screen.findByRole('heading', { name: 'User' });
  const nick = screen.getByRole('link', { name: 'nick' }).closest('li') as HTMLElement;
  expect(within(nick).getByText('Deprecated. Use name')).toBeTruthy();
  // Words of others are no markup.
  expect(await screen.findByText(/A person <script>/)).toBeTruthy();
  expect(container.querySelector('script, img')).toBeNull();
  fireEvent.keyDown(screen.getByRole('heading', { name: 'User' }), { key: 'Escape' });
  await screen.findByRole('heading', { name: 'user' });
  fireEvent.click(screen.getByRole('button', { name: 'Back' }));
  expect(await screen.findByRole('button', { name: 'user User' })).toBeTruthy();
});

test('is gone through by arrow keys, past the headings', async () => {
  // Nothing is laid out here, and a list without a height has no rows.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  show();
  await screen.findByRole('button', { name: 'user User' });
  fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'ArrowDown' });
  const focused = () => document.activeElement?.getAttribute('title');
  await expect.poll(focused).toBe('me');
  for (let step = 0; step < 5; step += 1) {
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowDown' });
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await expect.poll(focused).toBe('addUser');
  fireEvent.keyDown(document.activeElement as Element, { key: 'Home' });
  await expect.poll(focused).toBe('me');
  fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowUp' });
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
});
