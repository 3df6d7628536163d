import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import {
  type Check,
  type CheckOperator,
  describeCheck,
  needsExpected,
  needsExpression,
  operatorWords,
} from '../../../core/checks/check.ts';
import type { ScriptTest } from '../../../core/scripts/script-job.ts';
import { useStore } from '../../store/store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { KeyValueCell, KeyValueColumn, RowShape } from '../../ui/key-value-model.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { CellSelect } from './cell-select.tsx';
import { checkProblem, sourceOfExpression } from './check-rows.ts';
import styles from './request-sections.module.css';
import { useDraft } from './use-draft.ts';

const shape: RowShape<Check> = {
  createRow: () => ({ source: 'status', expression: '', operator: 'equals', expected: '' }),
  isEnabled: (check) => check.disabled !== true,
  setEnabled: (check, isEnabled) => ({ ...check, disabled: isEnabled ? undefined : true }),
};

const sources: { value: Check['source']; label: string }[] = [
  { value: 'status', label: 'Status' },
  { value: 'body', label: 'Body (JSONPath)' },
  { value: 'xml', label: 'Body (XPath)' },
  { value: 'text', label: 'Body (text)' },
  { value: 'header', label: 'Header (name)' },
  { value: 'time', label: 'Time (ms)' },
];
const operators = (Object.keys(operatorWords) as CheckOperator[]).map((value) => ({
  value,
  label: operatorWords[value],
}));
const always: ReadonlySet<CheckOperator> = new Set(['exists', 'notExists']);
const none: readonly ScriptTest[] = [];

function SourceCell({ row, label, isDraft, onChangeRow }: KeyValueCell<Check>) {
  if (isDraft) return null;
  const choose = (source: Check['source']) => {
    // A status is always there: whether it exists is no question.
    const operator = !needsExpression({ source }) && always.has(row.operator) ? 'equals' : row.operator;
    onChangeRow({ ...row, source, operator });
  };
  return <CellSelect label={label} value={row.source} onChange={choose} options={sources} />;
}

function OperatorCell({ row, label, isDraft, onChangeRow }: KeyValueCell<Check>) {
  if (isDraft) return null;
  const offered = needsExpression(row) ? operators : operators.filter(({ value }) => !always.has(value));
  return (
    <CellSelect
      label={label}
      value={row.operator}
      onChange={(operator) => onChangeRow({ ...row, operator })}
      options={offered}
    />
  );
}

/** Found by its words, since rows move while an answer stays. */
function OutcomeCell({ check, results }: { check: Check; results: readonly ScriptTest[] }) {
  const wanted = describeCheck(check);
  const last = check.disabled === true ? undefined : results.find(({ name }) => name === wanted);
  if (last === undefined) return <span className={styles['outcome']}>–</span>;
  return (
    <span className={styles['outcome']} title={last.message}>
      <Badge tone={last.passed ? 'success' : 'danger'}>{last.passed ? 'Passed' : 'Failed'}</Badge>
    </span>
  );
}

const Nothing = () => (
  <span className={styles['outcome']} aria-hidden="true">
    –
  </span>
);

function checkColumns(results: readonly ScriptTest[]): KeyValueColumn<Check>[] {
  const unused = () => '';
  return [
    {
      id: 'source',
      header: 'What',
      width: '148px',
      get: unused,
      set: (check) => check,
      render: (cell) => <SourceCell {...cell} />,
    },
    {
      id: 'expression',
      header: 'Expression',
      placeholder: '$.status',
      get: (check) => check.expression,
      set: (check, expression) => ({ ...check, ...sourceOfExpression(check, expression), expression }),
      render: ({ row, isDraft }) => (isDraft || needsExpression(row) ? undefined : <Nothing />),
    },
    {
      id: 'operator',
      header: 'Condition',
      width: '148px',
      get: unused,
      set: (check) => check,
      render: (cell) => <OperatorCell {...cell} />,
    },
    {
      id: 'expected',
      header: 'Expected',
      placeholder: '200',
      get: (check) => check.expected,
      set: (check, expected) => ({ ...check, expected }),
      render: ({ row, isDraft }) => (isDraft || needsExpected(row) ? undefined : <Nothing />),
    },
    {
      id: 'outcome',
      header: 'Last answer',
      width: '104px',
      get: unused,
      set: (check) => check,
      render: (cell) => (cell.isDraft ? null : <OutcomeCell check={cell.row} results={results} />),
    },
  ];
}

/** What is expected of every answer, without a script. */
export function ChecksSection({ tabKey }: { tabKey: string }) {
  const [checks = [], setChecks] = useDraft(tabKey, 'checks');
  const results = useStore((state) => state.responses.views[tabKey]?.checks ?? none);
  const columns = useMemo(() => checkColumns(results), [results]);
  const add = (check: Omit<Check, 'expression'>) => setChecks([...checks, { ...check, expression: '' }]);
  return (
    <div className={styles['stack']}>
      <p className={styles['lead']}>
        Each check is made of every answer, and runs count those that fail. Hover a value in an answer to make
        one of it.
      </p>
      <KeyValueTable
        label="Checks"
        rows={checks}
        onChange={setChecks}
        columns={columns}
        shape={shape}
        canBulkEdit={false}
        rowProblem={checkProblem}
      />
      {checks.length === 0 && (
        <div className={styles['starters']}>
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus />}
            onClick={() => add({ source: 'status', operator: 'equals', expected: '200' })}
          >
            Status is 200
          </Button>
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus />}
            onClick={() => add({ source: 'time', operator: 'lessThan', expected: '1000' })}
          >
            Time is below 1000 ms
          </Button>
        </div>
      )}
    </div>
  );
}
