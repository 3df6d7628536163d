import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { Variable } from '../../../core/variables/variable.ts';
import { VariableTable } from './variable-table.tsx';

afterEach(cleanup);

it.each([
  ['Variable', { initialValue: '', currentValue: 'https://acme.okta.com' }],
  ['Current Value', { initialValue: '', currentValue: 'https://acme.okta.com' }],
  ['Initial Value', { initialValue: 'https://acme.okta.com' }],
])('rows pasted into %s become values, private ones unless asked otherwise', (column, expected) => {
  const seen: { rows: Variable[] } = { rows: [] };
  function Table() {
    const [variables, setVariables] = useState<Variable[]>([]);
    useEffect(() => {
      seen.rows = variables;
    }, [variables]);
    return (
      <VariableTable
        label="Variables"
        variables={variables}
        onChange={setVariables}
        scope={{ kind: 'environment', id: 'e' }}
      />
    );
  }
  render(<Table />);
  fireEvent.paste(screen.getByLabelText(`${column}, new row`), {
    clipboardData: { getData: () => 'url\thttps://acme.okta.com\n// clientId=abc' },
  });
  expect(seen.rows[0]).toEqual({ key: 'url', type: 'default', enabled: true, ...expected });
  expect(seen.rows.map(({ key, type, enabled }) => [key, type, enabled])).toEqual([
    ['url', 'default', true],
    ['clientId', 'default', false],
  ]);
});
