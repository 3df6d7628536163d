import { useMemo } from 'react';
import type { Row } from '../../../core/http/row.ts';
import type { Example } from '../../../core/workspace/example.ts';
import { useStore } from '../../store/store.ts';
import type { KeyValueCell, KeyValueColumn } from '../../ui/key-value-model.ts';
import { descriptionColumn, disabledRowShape, keyColumn, valueColumn } from '../../ui/key-value-model.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { VariableTextField } from '../../ui/variable-text-field.tsx';
import { queryNameSuggestions, queryValueSuggestions } from './query-suggestions.ts';
import styles from './request-sections.module.css';
import { useDraft } from './use-draft.ts';

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

const noExamples: readonly Example[] = [];

/** The columns of the query, with what the examples and the description know to offer. */
function useQueryColumns(tabKey: string): KeyValueColumn<Row>[] {
  const [queryParams] = useDraft(tabKey, 'queryParams');
  const [description] = useDraft(tabKey, 'description');
  const itemId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const examples = useStore((state) => state.requests.examples[itemId ?? ''] ?? noExamples);
  return useMemo(() => {
    const names = queryNameSuggestions({ queryParams, description }, examples);
    return [
      keyColumn<Row>({ suggestions: () => names }),
      valueColumn<Row>({ suggestions: (row) => queryValueSuggestions(row, examples) }),
      descriptionColumn<Row>(),
    ];
  }, [queryParams, description, examples]);
}

/** Query parameters, in step with the address, and the values of `:name` segments of its path. */
export function ParamsSection({ tabKey }: { tabKey: string }) {
  const [queryParams, setQueryParams] = useDraft(tabKey, 'queryParams');
  const [pathVariables, setPathVariables] = useDraft(tabKey, 'pathVariables');
  const columns = useQueryColumns(tabKey);
  return (
    <div className={styles['params']}>
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
        canDuplicate
        rows={queryParams}
        onChange={setQueryParams}
        columns={columns}
        shape={shape}
      />
    </div>
  );
}
