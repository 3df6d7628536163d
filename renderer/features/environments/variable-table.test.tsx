import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Variable } from '../../../core/variables/variable.ts';
import { VariableTable } from './variable-table.tsx';

afterEach(cleanup);

it.each([
  ['Variable', { initialValue: '', currentValue: 'https://acme.okta.com' }],
  ['Current Value', { initialValue: '', currentValue: 'https://acme.okta.com' }],
  ['Initial Value', { initialValue: 'https://acme.okta.com' }],
])('rows pasted into %s become values, private ones unless asked otherwise', (column, expected) => {
  const onChange = vi.fn<(variables: Variable[]) => void>();
  const scope = { kind: 'environment' as const, id: 'e' };
  render(<VariableTable label="Variables" variables={[]} onChange={onChange} scope={scope} />);
  fireEvent.paste(screen.getByLabelText(`${column}, new row`), {
    clipboardData: { getData: () => 'url\thttps://acme.okta.com\n// clientId=abc' },
  });
  const rows = onChange.mock.calls[0]?.[0] ?? [];
  expect(rows[0]).toEqual({ key: 'url', type: 'default', enabled: true, ...expected });
  expect(rows.map(({ key, type, enabled }) => [key, type, enabled])).toEqual([
    ['url', 'default', true],
    ['clientId', 'default', false],
  ]);
});

describe('the filter', () => {
  const variable = (key: string, more: Partial<Variable> = {}): Variable => ({
    key,
    initialValue: '',
    enabled: true,
    type: 'default',
    ...more,
  });
  const many = [
    ...Array.from({ length: 9 }, (_, at) => variable(`name${at}`)),
    variable('url', { initialValue: 'https://ACME.example' }),
    variable('apiKey', { type: 'secret', currentValue: 'acme-hidden' }),
  ];
  const show = (variables: Variable[], id = 'e') => (
    <VariableTable
      label="Variables"
      variables={variables}
      onChange={() => undefined}
      scope={{ kind: 'environment', id }}
    />
  );
  const box = () => screen.queryByRole('searchbox', { name: 'Filter variables' });

  it('is there once there are many', () => {
    const { rerender } = render(show(many.slice(1)));
    expect(box()).toBeNull();
    rerender(show(many));
    expect(box()).not.toBeNull();
  });

  it('looks at names and values in any case, never at a hidden one, tells how many, and is cleared by Escape', () => {
    const { rerender } = render(show(many));
    const type = (text: string) => fireEvent.change(box() as HTMLElement, { target: { value: text } });
    type('acme');
    expect(screen.getByText('1 of 11').getAttribute('role')).toBe('status');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Variable, row 10' }).value).toBe('url');
    expect(screen.queryByRole('textbox', { name: 'Variable, row 11' })).toBeNull();
    type('APIKEY');
    expect(screen.getByRole('textbox', { name: 'Variable, row 11' })).toBeTruthy();
    type('nothing of it');
    expect(screen.getByText('No name or value matches')).toBeTruthy();
    fireEvent.keyDown(box() as HTMLElement, { key: 'Escape' });
    expect(screen.getByRole('textbox', { name: 'Variable, row 1' })).toBeTruthy();
    type('url');
    rerender(show(many, 'another'));
    expect(screen.getByRole('textbox', { name: 'Variable, row 1' })).toBeTruthy();
  });
});

it('shows where a value comes from in its place, and pastes nothing over it', () => {
  const onChange = vi.fn<(variables: Variable[]) => void>();
  const row: Variable = {
    key: 'k',
    initialValue: '',
    enabled: true,
    type: 'secret',
    source: { kind: 'program', command: 'op read x' },
  };
  render(
    <VariableTable label="Variables" variables={[row]} onChange={onChange} scope={{ kind: 'globals' }} />,
  );
  expect(screen.queryByLabelText('Current Value, row 1')).toBeNull();
  expect(screen.getByText('op read x')).toBeTruthy();
  // Of type secret by nature: there is nothing to choose.
  expect(screen.queryByRole('combobox', { name: 'Type, row 1' })).toBeNull();
  expect(screen.getByRole('button', { name: /Only for hosts of k/ })).toBeTruthy();
});
