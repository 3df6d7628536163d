import type { Row } from '../../../core/http/row.ts';
import type { KeyValueCell, KeyValueColumn } from '../../ui/key-value-model.ts';
import { descriptionColumn, disabledRowShape, keyColumn, valueColumn } from '../../ui/key-value-model.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { VariableTextField } from '../../ui/variable-text-field.tsx';
import styles from './request-sections.module.css';
import { useDraft } from './use-draft.ts';

const columns = [keyColumn<Row>(), valueColumn<Row>(), descriptionColumn<Row>()];
const shape = disabledRowShape<Row>(() => ({ key: '', value: '' }));

function PathValue({ row, label, onChange, mono }: KeyValueCell<Row> & { value: string; mono: boolean }) {
  const isValue = mono;
  return (
    <VariableTextField
      label={label}
      hideLabel
      variant="bare"
      mono={mono}
      placeholder={isValue ? `Value of :${row.key}` : undefined}
      value={isValue ? row.value : (row.description ?? '')}
      onChange={onChange}
    />
  );
}

// The names come from the address: they are read, and the other cells are written, so the table itself is read-only.
const pathColumns: KeyValueColumn<Row>[] = [
  keyColumn<Row>(),
  valueColumn<Row>({ render: (cell) => <PathValue {...cell} mono /> }),
  descriptionColumn<Row>({ render: (cell) => <PathValue {...cell} mono={false} /> }),
];
const pathShape = { createRow: () => ({ key: '', value: '' }) };

/** Query parameters, in step with the address, and the values of `:name` segments of its path. */
export function ParamsSection({ tabKey }: { tabKey: string }) {
  const [queryParams, setQueryParams] = useDraft(tabKey, 'queryParams');
  const [pathVariables, setPathVariables] = useDraft(tabKey, 'pathVariables');
  return (
    <div className={styles['stack']}>
      {pathVariables.length === 0 ? null : (
        // First, because without their values nothing can be sent.
        <>
          <h2 className={styles['heading']}>Path Variables</h2>
          <div className={styles['aligned']}>
            <KeyValueTable
              label="Path Variables"
              rows={pathVariables}
              onChange={setPathVariables}
              columns={pathColumns}
              shape={pathShape}
              readOnly
              canReorder={false}
              canBulkEdit={false}
            />
          </div>
          <h2 className={styles['heading']}>Query Params</h2>
        </>
      )}
      <KeyValueTable
        label="Query Params"
        rows={queryParams}
        onChange={setQueryParams}
        columns={columns}
        shape={shape}
      />
    </div>
  );
}
