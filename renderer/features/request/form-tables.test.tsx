import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FormRow } from '../../../core/http/row.ts';
import { useStore } from '../../store/store.ts';
import { FormDataTable } from './form-tables.tsx';

const initial = useStore.getState();
let kept: FormRow[];
let arrive: (paths: string[]) => void;
let signal: AbortSignal;

beforeEach(() => {
  kept = [
    { key: 'photo', value: '', type: 'file' },
    { key: 'name', value: '', type: 'text' },
  ];
  useStore.setState((state) => ({
    requests: {
      ...state.requests,
      keepFiles: (_files, given) => {
        signal = given;
        return new Promise((resolve) => {
          arrive = resolve;
        });
      },
    },
  }));
});
afterEach(() => {
  cleanup();
  useStore.setState(initial, true);
});

function Host() {
  const [rows, setRows] = useState(kept);
  const keep = (next: FormRow[]) => {
    kept = next;
    setRows(next);
  };
  return <FormDataTable rows={rows} onChange={keep} />;
}

function choose() {
  const input = screen.getByLabelText('Files for Value, row 1');
  fireEvent.change(input, { target: { files: [new File(['x'], 'a.png')] } });
}

const value = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Value, row 1' });

it('takes a copied file into what was edited meanwhile', async () => {
  render(<Host />);
  choose();
  expect(value().value).toBe('Copying a.png…');
  fireEvent.change(screen.getByRole('textbox', { name: 'Value, row 2' }), { target: { value: 'Ada' } });
  await act(async () => arrive(['/kept/a.png']));
  await waitFor(() => expect(value().value).toBe('/kept/a.png'));
  expect(kept).toEqual([
    { key: 'photo', value: '', type: 'file', src: ['/kept/a.png'] },
    { key: 'name', value: 'Ada', type: 'text' },
  ]);
});

it('takes the file that was chosen last', async () => {
  render(<Host />);
  choose();
  const [first, firstSignal] = [arrive, signal];
  choose();
  expect(firstSignal.aborted).toBe(true);
  await act(async () => first(['/kept/old.png']));
  expect(value().value).toBe('Copying a.png…');
  expect(signal.aborted).toBe(false);
  await act(async () => arrive(['/kept/new.png']));
  expect(value().value).toBe('/kept/new.png');
});

it('takes nothing of a copy that was stopped, or of one whose field is gone', async () => {
  const { unmount } = render(<Host />);
  choose();
  fireEvent.click(screen.getByRole('button', { name: 'Stop copying' }));
  expect(signal.aborted).toBe(true);
  await act(async () => arrive(['/kept/a.png']));
  expect(value().value).toBe('');
  choose();
  expect(signal.aborted).toBe(false);
  unmount();
  expect(signal.aborted).toBe(true);
});
