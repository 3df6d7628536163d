import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyRequest } from '../../../core/http/request.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

let store: FreshStore;

beforeEach(async () => {
  vi.resetModules();
  store = await freshStore({
    'request.read': ({ id }) => ({ id, name: id, request: emptyRequest(), revision: 'rev1' }),
    'request.save': () => ({ revision: 'rev2' }),
  });
  for (const name of ['Alpha', 'Beta', 'Gamma']) {
    const key = store.state().tabs.open({ kind: 'request', itemId: name, title: name, method: 'GET' });
    await store.state().requests.load(key, name);
  }
  const { TabStrip, CloseTabDialog } = await import('./public.ts');
  render(
    <>
      <TabStrip />
      <CloseTabDialog />
    </>,
  );
});
afterEach(cleanup);

const tab = (name: string) => screen.getByRole('tab', { name: new RegExp(name) });
const titles = () => store.state().tabs.tabs.map((open) => open.title);
const edit = (name: string) => {
  const key = store.state().tabs.tabs.find((open) => open.title === name)?.key ?? '';
  act(() => store.state().requests.edit(key, { url: 'https://edited.example' }));
};
const click = (name: string) =>
  act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
    await store.settle();
  });

describe('the strip', () => {
  it('shows which tab is active and goes to another by click and arrow', () => {
    expect(tab('Gamma').getAttribute('aria-selected')).toBe('true');
    fireEvent.click(tab('Alpha'));
    expect(tab('Alpha').getAttribute('aria-selected')).toBe('true');
    fireEvent.keyDown(tab('Alpha'), { key: 'ArrowRight' });
    expect(tab('Beta').getAttribute('aria-selected')).toBe('true');
  });

  it('closes by middle click and by Delete', () => {
    fireEvent(tab('Alpha'), new MouseEvent('auxclick', { bubbles: true, button: 1 }));
    expect(titles()).toEqual(['Beta', 'Gamma']);
    fireEvent.keyDown(tab('Beta'), { key: 'Delete' });
    expect(titles()).toEqual(['Gamma']);
  });

  it('makes a new request', () => {
    fireEvent.click(screen.getByRole('button', { name: 'New request' }));
    expect(titles()).toEqual(['Alpha', 'Beta', 'Gamma', 'Untitled request']);
  });

  it('closes the others from its menu', async () => {
    await act(async () => fireEvent.contextMenu(tab('Beta')));
    const entry = await screen.findByRole('menuitem', { name: 'Close Others' }, { timeout: 10_000 });
    await act(async () => fireEvent.click(entry));
    expect(titles()).toEqual(['Beta']);
  });
});

describe('closing a tab with edits', () => {
  it('asks, and Cancel keeps it', async () => {
    edit('Gamma');
    await click('Close Gamma');
    expect(screen.getByRole('alertdialog', { name: 'Save changes to “Gamma”?' })).toBeTruthy();
    await click('Cancel');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(titles()).toEqual(['Alpha', 'Beta', 'Gamma']);
  });

  it('saves where asked to', async () => {
    edit('Gamma');
    await click('Close Gamma');
    await click('Save');
    expect(store.door.calls.at(-1)).toMatchObject({ operation: 'request.save', input: { id: 'Gamma' } });
    expect(titles()).toEqual(['Alpha', 'Beta']);
  });

  it('drops the edits where asked to', async () => {
    edit('Gamma');
    await click('Close Gamma');
    await click("Don't save");
    expect(store.door.calls.some((call) => call.operation === 'request.save')).toBe(false);
    expect(titles()).toEqual(['Alpha', 'Beta']);
  });
});
