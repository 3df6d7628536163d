import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { ImportReport } from '../../../core/import/report.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

let store: FreshStore;
let isRefused: boolean;
const report: ImportReport = {
  formats: [],
  collections: [],
  environments: [],
  globals: 0,
  leaves: { in: 0, mapped: 0, reported: 0 },
  notes: [],
  oktaCleanup: false,
};

beforeEach(async () => {
  vi.resetModules();
  isRefused = true;
  report.collections = [];
  store = await freshStore({
    'import.run': () => {
      if (isRefused) throw new AppError('ERR_IMPORT_UNRECOGNISED', 'Nothing that is known.');
      return report;
    },
    'workspace.readTree': () => ({ nodes: [] }),
    'environment.list': () => ({ environments: [] }),
    'environment.read': ({ id }) => ({ id, name: id, variables: [], revision: 'r' }),
  });
  const { ImportDialog } = await import('./import-dialog.tsx');
  store.state().imports.openDialog('import');
  render(<ImportDialog />);
});
afterEach(cleanup);

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Raw text or URL' });
const submit = () =>
  act(async () => {
    fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true });
    await store.settle();
  });

it('keeps what was typed through a refusal and a closed dialog, until it is imported', async () => {
  fireEvent.change(box(), { target: { value: '{"not": "known"}' } });
  await submit();
  expect(screen.getByText('ERR_IMPORT_UNRECOGNISED')).toBeDefined();
  expect(box().value).toBe('{"not": "known"}');
  expect(document.activeElement).toBe(box());
  act(() => store.state().imports.closeDialog());
  act(() => store.state().imports.openDialog('import'));
  expect(box().value).toBe('{"not": "known"}');
  isRefused = false;
  await submit();
  act(() => store.state().imports.openDialog('import'));
  expect(box().value).toBe('');
});

it('shows in the tree what came', async () => {
  isRefused = false;
  const counts = { folders: 0, requests: 0, examples: 0, scripts: 0, variables: 0 };
  report.collections = [{ id: 'c9', name: 'New', ...counts }];
  const nodes = [
    { id: 'c1', kind: 'collection', name: 'Old' },
    { id: 'c9', kind: 'collection', name: 'New' },
  ] as const;
  store.door.answers['workspace.readTree'] = () => ({ nodes: [...nodes] });
  fireEvent.change(box(), { target: { value: '{}' } });
  await submit();
  expect(store.state().tree.revealed?.id).toBe('c9');
});
