import { useMemo, useState } from 'react';
import { descriptionColumn, disabledRowShape, keyColumn, valueColumn } from '../ui/key-value-model.ts';
import type { KeyValueColumn } from '../ui/key-value-model.ts';
import { KeyValueTable } from '../ui/key-value-table.tsx';
import { SecretField } from '../ui/secret-field.tsx';
import { Select } from '../ui/select.tsx';
import { VariableSupportProvider } from '../ui/variable-support.ts';
import { VirtualList } from '../ui/virtual-list.tsx';
import { sampleVariables } from './sample-variables.tsx';
import { Specimen, SpecimenGrid } from './specimen.tsx';

type Row = { key: string; value: string; description?: string; disabled?: boolean };
type Variable = { key: string; initial: string; current: string; type: 'default' | 'secret' };

const shape = disabledRowShape<Row>(() => ({ key: '', value: '' }));
const headerNames = ['Accept', 'Accept-Language', 'Authorization', 'Content-Type'].map((value) => ({
  value,
}));

const newVariable = (): Variable => ({ key: '', initial: '', current: '', type: 'default' });

const columns = [
  keyColumn<Row>({ suggestions: () => headerNames }),
  valueColumn<Row>(),
  descriptionColumn<Row>(),
];

const variableColumns: KeyValueColumn<Variable>[] = [
  {
    id: 'key',
    header: 'Variable',
    get: (row) => row.key,
    set: (row, key) => ({ ...row, key }),
    placeholder: 'Add variable',
  },
  {
    id: 'type',
    header: 'Type',
    width: '96px',
    get: (row) => row.type,
    set: (row) => row,
    render: ({ row, label, isDraft, onChangeRow }) =>
      isDraft ? null : (
        <Select
          label={label}
          hideLabel
          size="sm"
          variant="bare"
          value={row.type}
          onChange={(type) => onChangeRow({ ...row, type })}
          options={[
            { value: 'default', label: 'default' },
            { value: 'secret', label: 'secret' },
          ]}
        />
      ),
  },
  {
    id: 'initial',
    header: 'Initial Value',
    get: (row) => row.initial,
    set: (row, initial) => ({ ...row, initial }),
  },
  {
    id: 'current',
    header: 'Current Value',
    get: (row) => row.current,
    set: (row, current) => ({ ...row, current }),
    render: (cell) =>
      cell.row.type === 'secret' ? (
        <SecretField
          label={cell.label}
          hideLabel
          variant="bare"
          value={cell.value}
          onChange={cell.onChange}
        />
      ) : undefined,
  },
];

function Headers() {
  const [rows, setRows] = useState<Row[]>([
    { key: 'Accept', value: 'application/json', description: 'What we read' },
    { key: 'Authorization', value: 'SSWS {{apiToken}}' },
    { key: 'X-Debug', value: '{{nobody}}', disabled: true },
  ]);
  return (
    <KeyValueTable
      label="Headers"
      rows={rows}
      onChange={setRows}
      columns={columns}
      shape={shape}
      rowProblem={(row) =>
        row.key === 'Authorization' ? 'The Authorization tab sets this header too.' : undefined
      }
    />
  );
}

function Variables() {
  const [rows, setRows] = useState<Variable[]>([
    {
      key: 'url',
      initial: 'https://example.okta.com',
      current: 'https://dev-1234.okta.com',
      type: 'default',
    },
    { key: 'apiToken', initial: '', current: '00aBcDeF', type: 'secret' },
  ]);
  return (
    <KeyValueTable
      label="Variables"
      rows={rows}
      onChange={setRows}
      columns={variableColumns}
      shape={{ createRow: newVariable }}
    />
  );
}

function ManyRows() {
  const [rows, setRows] = useState<Row[]>(() =>
    Array.from({ length: 5000 }, (_, index) => ({
      key: `filter${index + 1}`,
      value: `{{url}}/${index + 1}`,
    })),
  );
  return <KeyValueTable label="Many rows" rows={rows} onChange={setRows} columns={columns} shape={shape} />;
}

/** The rows editor and the virtual list. */
export function RowsPage() {
  const entries = useMemo(
    () => Array.from({ length: 10_000 }, (_, index) => `GET /api/v1/users?page=${index + 1}`),
    [],
  );
  return (
    <VariableSupportProvider value={sampleVariables}>
      <SpecimenGrid>
        <Specimen title="Headers, with completion, a problem and a disabled row" wide flush>
          <Headers />
        </Specimen>
        <Specimen title="Variables, with custom cells" wide flush>
          <Variables />
        </Specimen>
        <Specimen title="Read only" flush>
          <KeyValueTable
            label="Answer"
            readOnly
            rows={[{ key: 'content-type', value: 'application/json' }]}
            onChange={() => undefined}
            columns={[keyColumn<Row>(), valueColumn<Row>()]}
            shape={{ createRow: () => ({ key: '', value: '' }) }}
          />
        </Specimen>
        <Specimen title="Empty" flush>
          <KeyValueTable
            label="Params"
            rows={[]}
            onChange={() => undefined}
            columns={columns}
            shape={shape}
          />
        </Specimen>
        <Specimen title="Five thousand rows" flush height={240}>
          <ManyRows />
        </Specimen>
        <Specimen title="Virtual list of ten thousand" height={240}>
          <VirtualList
            label="History"
            items={entries}
            itemKey={(entry) => entry}
            rowHeight={24}
            renderItem={(entry) => <code>{entry}</code>}
          />
        </Specimen>
      </SpecimenGrid>
    </VariableSupportProvider>
  );
}
