import { type ReactNode, createContext, useContext, useMemo } from 'react';
import { KeyRound } from 'lucide-react';
import type { Variable, VariableScopeRef } from '../../../core/variables/variable.ts';
import { variableProblems } from '../../../core/variables/variable-problems.ts';
import { useStore } from '../../store/store.ts';
import type { KeyValueCell, KeyValueColumn, RowShape } from '../../ui/key-value-model.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { Select } from '../../ui/select.tsx';
import { useValueStates, ValueSourceControl } from '../values/public.ts';
import styles from './environments.module.css';
import { SecretHosts, suggestHost } from './secret-hosts.tsx';
import { useVariableFilter } from './variable-filter.tsx';

const shape: RowShape<Variable> = {
  createRow: () => ({ key: '', initialValue: '', enabled: true, type: 'default' }),
  isEnabled: (row) => row.enabled,
  setEnabled: (row, enabled) => ({ ...row, enabled }),
};

/** The columns are made once; what the rows say together reaches their cells this way. */
const SuggestedHost = createContext<string | undefined>(undefined);

const knownTypes = [
  { value: 'default', label: 'default' },
  { value: 'secret', label: 'secret' },
];

const isSourced = (row: Variable): boolean => row.source !== undefined && row.source !== null;
const isSecretByNature = (row: Variable): boolean => isSourced(row) && row.source?.kind !== 'ask';

/** A value that comes from elsewhere is not typed. A cleared field falls back to the initial value: no current value is kept. */
function withCurrentValue(row: Variable, text: string): Variable {
  if (isSourced(row)) return row;
  const { currentValue: _before, ...rest } = row;
  if (text !== '') return { ...rest, currentValue: text };
  return row.type === 'secret' ? { ...rest, currentValue: null } : rest;
}

/** Going from secret to default leaves no value behind that nobody has seen; the other way takes the current value along. */
function withType(row: Variable, type: string): Variable {
  if (type === row.type) return row;
  if (row.type !== 'secret') return { ...row, type };
  const { secretId: _secretId, hosts: _hosts, currentValue, ...rest } = row;
  return typeof currentValue === 'string' ? { ...rest, currentValue, type } : { ...rest, type };
}

function TypeCell({ row, label, isReadOnly, isDraft, onChangeRow }: KeyValueCell<Variable>) {
  if (isDraft) return null;
  if (isSecretByNature(row)) {
    return (
      <span className={styles['fixedType']} title="What comes from a program or a file is a secret">
        {row.type}
      </span>
    );
  }
  const types = knownTypes.some((known) => known.value === row.type)
    ? knownTypes
    : [...knownTypes, { value: row.type, label: row.type }];
  return (
    <div className={styles['cell']}>
      <Select
        label={label}
        hideLabel
        size="sm"
        variant="ghost"
        value={row.type}
        options={types}
        disabled={isReadOnly}
        onChange={(type) => onChangeRow(withType(row, type))}
      />
    </div>
  );
}

function SecretCell({ cell, scope }: { cell: KeyValueCell<Variable>; scope: VariableScopeRef }): ReactNode {
  const reveal = useStore((state) => state.environments.reveal);
  const showError = useStore((state) => state.notices.showError);
  const { row } = cell;
  const isStored = row.secretId !== undefined && row.currentValue === undefined;
  return (
    <SecretField
      label={cell.label}
      hideLabel
      size="sm"
      variant="bare"
      value={row.currentValue ?? ''}
      isStored={isStored}
      placeholder={isStored ? undefined : 'Not set'}
      disabled={cell.isReadOnly}
      onChange={(text) => cell.onChangeRow(withCurrentValue(row, text))}
      onReveal={async () => {
        try {
          return await reveal(scope, row.key);
        } catch (error) {
          showError(error);
          return undefined;
        }
      }}
    />
  );
}

/** The value itself, or where it comes from, and what can be said about either. */
function ValueCell({ cell, scope }: { cell: KeyValueCell<Variable>; scope: VariableScopeRef }): ReactNode {
  const suggested = useContext(SuggestedHost);
  const { row, isReadOnly, isDraft, onChangeRow } = cell;
  const isSecret = row.type === 'secret';
  return (
    <div className={styles['valueCell']} data-sourced={isSourced(row) || undefined}>
      {isSourced(row) ? null : isSecret ? (
        <SecretCell cell={cell} scope={scope} />
      ) : (
        <CurrentValueCell {...cell} />
      )}
      {isDraft ? null : (
        <ValueSourceControl row={row} scope={scope} isReadOnly={isReadOnly} onChange={onChangeRow} />
      )}
      {isSecret && !isReadOnly && !isDraft ? (
        <SecretHosts row={row} suggested={suggested} onChange={(hosts) => onChangeRow({ ...row, hosts })} />
      ) : null}
    </div>
  );
}

function variableColumns(scope: VariableScopeRef): KeyValueColumn<Variable>[] {
  const current: KeyValueColumn<Variable> = {
    id: 'currentValue',
    header: 'Current Value',
    // Not the initial one: what is pasted may be secret, and that one is shared.
    isValue: true,
    get: (row) => row.currentValue ?? '',
    set: withCurrentValue,
    width: 'minmax(0, 1.2fr)',
  };
  return [
    {
      id: 'variable',
      header: 'Variable',
      get: (row) => row.key,
      set: (row, key) => ({ ...row, key }),
      placeholder: 'Add a variable',
      width: 'minmax(0, 1.3fr)',
    },
    {
      id: 'type',
      header: 'Type',
      get: (row) => row.type,
      set: withType,
      width: '92px',
      render: (cell) => <TypeCell {...cell} />,
    },
    {
      id: 'initialValue',
      header: 'Initial Value',
      isValue: true,
      get: (row) => row.initialValue,
      set: (row, initialValue) => ({ ...row, initialValue }),
      width: 'minmax(0, 1.2fr)',
    },
    {
      ...current,
      render: (cell) => <ValueCell cell={cell} scope={scope} />,
    },
    {
      id: 'description',
      header: 'Description',
      get: (row) => row.description ?? '',
      set: (row, description) => ({ ...row, description: description === '' ? undefined : description }),
      mono: false,
      width: 'minmax(0, 0.8fr)',
    },
  ];
}

/** A plain text cell that shows the initial value, greyed, for as long as it is the one in force. */
function CurrentValueCell({ row, label, value, onChange, isReadOnly }: KeyValueCell<Variable>) {
  return (
    <input
      className={styles['cellInput']}
      aria-label={label}
      value={value}
      placeholder={row.initialValue}
      readOnly={isReadOnly}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export interface VariableTableProps {
  label: string;
  variables: Variable[];
  onChange(variables: Variable[]): void;
  /** Whose variables these are, to reveal a stored secret. */
  scope: VariableScopeRef;
}

/** The rows of an environment, of the globals, or of a collection or folder. */
export function VariableTable({ label, variables, onChange, scope }: VariableTableProps) {
  const id = scope.kind === 'globals' ? '' : scope.id;
  // The columns hold components: making them anew for every key stroke would take the focus away.
  const columns = useMemo(
    () => variableColumns(scope.kind === 'globals' ? { kind: 'globals' } : { kind: scope.kind, id }),
    [scope.kind, id],
  );
  const problems = useMemo(() => variableProblems(variables), [variables]);
  const { filter, bar } = useVariableFilter(variables, id);
  useValueStates(scope, variables.some(isSourced));
  return (
    <SuggestedHost value={suggestHost(variables)}>
      {bar}
      <KeyValueTable
        filter={filter}
        label={label}
        rows={variables}
        onChange={onChange}
        columns={columns}
        shape={shape}
        canBulkEdit={false}
        rowProblem={(_row, index) => problems.get(index)}
        renderRowEnd={(row) =>
          row.type === 'secret' && row.initialValue !== '' ? (
            <span
              className={styles['shared']}
              title="The initial value of this secret stands in the shared file"
            >
              <KeyRound aria-label="The initial value of this secret stands in the shared file" />
            </span>
          ) : null
        }
      />
    </SuggestedHost>
  );
}
