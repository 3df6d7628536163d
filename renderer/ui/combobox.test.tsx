import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { Combobox } from './combobox.tsx';

afterEach(cleanup);

function renderMethod(initial: string) {
  const onCommit = vi.fn();
  function Host() {
    const [value, setValue] = useState(initial);
    return (
      <Combobox
        label="Method"
        value={value}
        onChange={setValue}
        onCommit={onCommit}
        suggestions={['GET', 'POST', 'PUT']}
      />
    );
  }
  render(<Host />);
  return { onCommit, field: screen.getByRole<HTMLInputElement>('combobox', { name: 'Method' }) };
}

const offered = () => screen.queryAllByRole('option').map((option) => option.textContent);

test('a click offers everything and marks the text, so that typing replaces it', () => {
  const { onCommit, field } = renderMethod('GET');
  field.focus();
  expect(offered()).toEqual([]);
  fireEvent.click(field);
  expect(offered()).toEqual(['GET', 'POST', 'PUT']);
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 3]);
  fireEvent.click(screen.getByRole('option', { name: 'POST' }));
  expect(field.value).toBe('POST');
  expect(onCommit).toHaveBeenCalledExactlyOnceWith('POST');
  expect(offered()).toEqual([]);
});

test('a second click puts the caret and leaves the list', () => {
  const { field } = renderMethod('GET');
  fireEvent.click(field);
  field.setSelectionRange(1, 1);
  fireEvent.click(field);
  expect(field.selectionStart).toBe(1);
  expect(offered()).toHaveLength(3);
});

test('what is typed filters, and any text is taken', () => {
  const { onCommit, field } = renderMethod('GET');
  fireEvent.change(field, { target: { value: 'pu' } });
  expect(offered()).toEqual(['PUT']);
  fireEvent.change(field, { target: { value: 'PURGE' } });
  expect(offered()).toEqual([]);
  fireEvent.blur(field);
  expect(onCommit).toHaveBeenCalledExactlyOnceWith('PURGE');
});
