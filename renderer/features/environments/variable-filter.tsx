import { useState } from 'react';
import type { Variable } from '../../../core/variables/variable.ts';
import type { RowFilter } from '../../ui/key-value-filter.ts';
import { SearchField } from '../../ui/search-field.tsx';
import styles from './environments.module.css';

/** With fewer variables everything is in sight. */
const usefulFrom = 11;

/** Whether a name or a value holds a text, in any case. What is hidden is not looked at: a hit would tell of it. */
export function matchesVariable(row: Variable, text: string): boolean {
  const seen = [row.key, row.initialValue, row.type === 'secret' ? undefined : row.currentValue];
  const sought = text.toLowerCase();
  return seen.some((each) => each?.toLowerCase().includes(sought) === true);
}

/** A filter of the table of variables, empty again for another table. */
export function useVariableFilter(variables: readonly Variable[], tableId: string) {
  const [typed, setTyped] = useState({ tableId, text: '' });
  const text = typed.tableId === tableId ? typed.text.trim() : '';
  const filter: RowFilter<Variable> | undefined =
    text === '' ? undefined : { text, matches: (row) => matchesVariable(row, text) };
  const isShown = text !== '' || variables.length >= usefulFrom;
  const bar = isShown && (
    <VariableFilterBar
      text={typed.tableId === tableId ? typed.text : ''}
      onChange={(next) => setTyped({ tableId, text: next })}
      found={filter === undefined ? undefined : variables.filter(filter.matches).length}
      total={variables.length}
    />
  );
  return { filter, bar };
}

interface VariableFilterBarProps {
  text: string;
  onChange: (text: string) => void;
  found: number | undefined;
  total: number;
}

function VariableFilterBar({ text, onChange, found, total }: VariableFilterBarProps) {
  return (
    <div className={styles['filterBar']}>
      <div className={styles['filterField']}>
        <SearchField label="Filter variables" value={text} onChange={onChange} />
      </div>
      <span role="status" className={styles['filterCount']}>
        {found === undefined ? '' : found === 0 ? 'No name or value matches' : `${found} of ${total}`}
      </span>
    </div>
  );
}
