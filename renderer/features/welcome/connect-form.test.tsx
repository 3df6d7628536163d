import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

let store: FreshStore;

beforeEach(async () => {
  vi.resetModules();
  store = await freshStore({
    'environment.create': ({ name }) => ({ id: 'e1', name, variables: [], revision: 'r' }),
    'environment.list': () => ({ environments: [{ id: 'e1', name: 'acme.okta.com', variableCount: 3 }] }),
    'environment.read': ({ id }) => ({ id, name: id, variables: [], revision: 'r' }),
  });
  const { ConnectForm } = await import('./connect-form.tsx');
  render(<ConnectForm />);
});
afterEach(cleanup);

const field = () => screen.getByRole('textbox', { name: 'Org URL' });
async function connect(text: string) {
  await act(async () => fireEvent.change(field(), { target: { value: text } }));
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Connect an org' }));
    await store.settle();
  });
}

it('says how the address will be used before it is', async () => {
  await act(async () => fireEvent.change(field(), { target: { value: 'acme-admin.okta.com/' } }));
  expect(screen.getByRole('status').textContent).toContain('https://acme.okta.com');
  expect(screen.getAllByRole('listitem')).toHaveLength(3);
  await act(async () => fireEvent.change(field(), { target: { value: 'https://acme.okta.com' } }));
  expect(screen.queryByRole('status')).toBeNull();
});

it('makes an environment, uses it and opens it', async () => {
  await connect('acme-admin.okta.com/');
  const created = store.door.calls.find((call) => call.operation === 'environment.create');
  expect(created?.input).toMatchObject({
    name: 'acme.okta.com',
    variables: [
      { key: 'url', initialValue: 'https://acme.okta.com' },
      { key: 'clientId' },
      { key: 'clientSecret', type: 'secret' },
    ],
  });
  expect(store.state().environments.selectedId).toBe('e1');
  expect(store.state().tabs.tabs).toMatchObject([{ kind: 'environment', itemId: 'e1' }]);
});

it('refuses what is no address', async () => {
  await connect('not an address');
  expect(field().getAttribute('aria-invalid')).toBe('true');
  expect(store.door.calls).toEqual([]);
});
