import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { ImportReport } from '../../../core/import/report.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

const report: ImportReport = {
  undoId: 'u1',
  formats: [],
  collections: [
    {
      id: 'c1',
      name: 'Users (Sandbox Org)',
      folders: 1,
      requests: 12,
      examples: 0,
      scripts: 0,
      variables: 0,
    },
  ],
  environments: [{ id: 'e1', name: 'Sandbox Org', variables: 3 }],
  globals: 0,
  notes: [],
  leaves: { in: 12, mapped: 12, reported: 0 },
  oktaCleanup: false,
};
const running = { status: 'running' as const, url: 'http://127.0.0.1:4000', apiToken: 't', people: [] };

let store: FreshStore;
const asked = () => store.door.calls.map((call) => call.operation);

beforeEach(async () => {
  vi.resetModules();
  store = await freshStore({
    'sandbox.start': () => running,
    'sandbox.install': () => report,
    'workspace.readTree': () => ({
      nodes: [{ id: 'c1', kind: 'collection', name: 'Users (Sandbox Org)' }],
    }),
    'workspace.undo': () => ({}),
    'environment.list': () => ({ environments: [{ id: 'e1', name: 'Sandbox Org', variableCount: 3 }] }),
    'environment.read': ({ id }) => ({ id, name: id, variables: [], revision: 'r' }),
  });
});

describe('start', () => {
  it('brings environment and collections, uses the one and shows the others', async () => {
    await store.state().sandbox.start({ install: true });
    expect(store.state().sandbox).toMatchObject({ state: running, busy: undefined });
    expect(store.state().environments.selectedId).toBe('e1');
    expect(store.state().tree).toMatchObject({ selectedId: 'c1', expanded: { c1: true } });
    store.state().notices.items[0]?.action?.run();
    await store.settle();
    expect(store.door.calls).toContainEqual({ operation: 'workspace.undo', input: { undoId: 'u1' } });
  });

  it('leaves the side bar to a person who looks elsewhere by the time it is done', async () => {
    const started = store.state().sandbox.start({ install: true });
    store.state().app.showSidebar('keys');
    await started;
    expect(store.state().app.sidebarView).toBe('keys');
    expect(store.state().tree.expanded).toEqual({ c1: true });
  });

  it('shows what an earlier installation brought, without a word', async () => {
    store.door.answers['sandbox.install'] = () => ({ ...report, undoId: undefined, collections: [] });
    await store.state().sandbox.start({ install: true });
    expect(store.state().tree.expanded).toEqual({ c1: true });
    expect(store.state().notices.items).toEqual([]);
  });

  it('installs nothing where it did not start', async () => {
    store.door.answers['sandbox.start'] = () => ({ status: 'failed', people: [], message: 'No port.' });
    await store.state().sandbox.start({ install: true });
    expect(asked()).toEqual(['sandbox.start']);
    expect(store.state().sandbox.state?.status).toBe('failed');
  });

  it('says why it was refused, and can be asked again', async () => {
    store.door.answers['sandbox.start'] = () => {
      throw new AppError('ERR_SANDBOX_START_FAILED', 'No.');
    };
    await store.state().sandbox.start({ install: false });
    expect(store.state().notices.items[0]?.code).toBe('ERR_SANDBOX_START_FAILED');
    expect(store.state().sandbox.busy).toBeUndefined();
  });

  it('takes one step at a time', async () => {
    const first = store.state().sandbox.start({ install: false });
    await store.state().sandbox.start({ install: false });
    await first;
    expect(asked()).toEqual(['sandbox.start']);
  });
});
