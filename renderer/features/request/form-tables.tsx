import type { FormRow, Row } from '../../../core/http/row.ts';
import type { KeyValueCell, KeyValueColumn } from '../../ui/key-value-model.ts';
import { descriptionColumn, disabledRowShape, keyColumn, valueColumn } from '../../ui/key-value-model.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { VariableTextField } from '../../ui/variable-text-field.tsx';
import { CellSelect } from './cell-select.tsx';
import { FileField } from './file-field.tsx';
import { mediaTypeSuggestions } from './header-suggestions.ts';
import styles from './request-sections.module.css';

const urlencodedColumns = [keyColumn<Row>(), valueColumn<Row>(), descriptionColumn<Row>()];
const urlencodedShape = disabledRowShape<Row>(() => ({ key: '', value: '' }));

/** The rows of an x-www-form-urlencoded body. */
export function UrlencodedTable({ rows, onChange }: { rows: Row[]; onChange: (rows: Row[]) => void }) {
  return (
    <div className={styles['fill']}>
      <KeyValueTable
        label="Form fields"
        canDuplicate
        rows={rows}
        onChange={onChange}
        columns={urlencodedColumns}
        shape={urlencodedShape}
      />
    </div>
  );
}

function TypeCell({ row, label, isDraft, onChangeRow }: KeyValueCell<FormRow>) {
  if (isDraft) return null;
  return (
    <CellSelect
      label={label}
      value={row.type}
      onChange={(type) => onChangeRow({ ...row, type })}
      options={[
        { value: 'text', label: 'Text' },
        { value: 'file', label: 'File' },
      ]}
    />
  );
}

function ValueCell({ row, label, value, isDraft, onChange, onChangeRow }: KeyValueCell<FormRow>) {
  if (row.type === 'file') {
    return (
      <FileField
        label={label}
        hideLabel
        variant="bare"
        multiple
        paths={row.src ?? []}
        onChange={(src) => onChangeRow({ ...row, src })}
      />
    );
  }
  return (
    <VariableTextField
      label={label}
      hideLabel
      variant="bare"
      placeholder={isDraft ? 'Value' : undefined}
      value={value}
      onChange={onChange}
    />
  );
}

// Key and value first: these two are what pasted lines fill.
const formDataColumns: KeyValueColumn<FormRow>[] = [
  keyColumn<FormRow>(),
  valueColumn<FormRow>({ width: 'minmax(0, 1.5fr)', render: (cell) => <ValueCell {...cell} /> }),
  {
    id: 'type',
    header: 'Type',
    width: '84px',
    get: () => '',
    set: (row) => row,
    render: (cell) => <TypeCell {...cell} />,
  },
  {
    id: 'contentType',
    header: 'Content-Type',
    get: (row) => row.contentType ?? '',
    set: (row, text) => ({ ...row, contentType: text === '' ? undefined : text }),
    suggestions: mediaTypeSuggestions,
  },
  descriptionColumn<FormRow>(),
];
const formDataShape = disabledRowShape<FormRow>(() => ({ key: '', value: '', type: 'text' }));

/** The rows of a form-data body: texts and files. */
export function FormDataTable({ rows, onChange }: { rows: FormRow[]; onChange: (rows: FormRow[]) => void }) {
  return (
    <div className={styles['fill']}>
      <KeyValueTable
        label="Form data"
        canDuplicate
        rows={rows}
        onChange={onChange}
        columns={formDataColumns}
        shape={formDataShape}
        // Lines of text cannot say which row is a file.
        canBulkEdit={false}
      />
    </div>
  );
}
