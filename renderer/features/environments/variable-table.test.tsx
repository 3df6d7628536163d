import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
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
