import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { fetchLazyParts } from './lazy-part.tsx';
import { Select } from './select.tsx';

const options = [
  { value: '', label: 'No Environment' },
  { value: 'okta', label: 'Okta API Environment' },
  { value: 'old', label: 'Old', disabled: true },
  { value: 'other', label: 'Other' },
];

beforeAll(fetchLazyParts);
afterEach(cleanup);

function renderSelect(value: string) {
  const onChange = vi.fn();
  render(<Select label="Environment" value={value} onChange={onChange} options={options} />);
  return { onChange, box: screen.getByRole('combobox', { name: 'Environment' }) };
}

test('opens on click, marks the chosen option, and closes with a choice', () => {
  const { onChange, box } = renderSelect('');
  expect(box.textContent).toContain('No Environment');
  fireEvent.click(box);
  expect(box.getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByRole('option', { selected: true }).textContent).toBe('No Environment');
  fireEvent.click(screen.getByRole('option', { name: 'Okta API Environment' }));
  expect(onChange).toHaveBeenCalledExactlyOnceWith('okta');
  expect(screen.queryByRole('option')).toBeNull();
});

test('keys open, skip what is disabled, and choose', () => {
  const { onChange, box } = renderSelect('okta');
  fireEvent.keyDown(box, { key: 'ArrowDown' });
  expect(onChange).not.toHaveBeenCalled();
  fireEvent.keyDown(box, { key: 'ArrowDown' });
  expect(box.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { name: 'Other' }).id);
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(onChange).toHaveBeenCalledExactlyOnceWith('other');
});

test('letters lead to an option', () => {
  const { onChange, box } = renderSelect('');
  fireEvent.keyDown(box, { key: 'o' });
  fireEvent.keyDown(box, { key: 't' });
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(onChange).toHaveBeenCalledExactlyOnceWith('other');
});

test('Escape closes and changes nothing', () => {
  const { onChange, box } = renderSelect('');
  fireEvent.click(box);
  fireEvent.keyDown(box, { key: 'ArrowDown' });
  fireEvent.keyDown(box, { key: 'Escape' });
  expect(screen.queryByRole('option')).toBeNull();
  expect(onChange).not.toHaveBeenCalled();
});

test('a disabled option cannot be clicked', () => {
  const { onChange, box } = renderSelect('');
  fireEvent.click(box);
  fireEvent.click(screen.getByRole('option', { name: 'Old' }));
  expect(onChange).not.toHaveBeenCalled();
});
