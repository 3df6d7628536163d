import { Plus } from 'lucide-react';
import { type KeyboardEvent, type Ref, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { countOf } from '../../../core/count-of.ts';
import type { RootKind } from '../../../core/graphql/list-schema.ts';
import type { SchemaEntry, SchemaTarget } from '../../../core/graphql/schema-entry.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { ScrollHandle } from '../../ui/scroll-handle.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import styles from './graphql.module.css';
import { schemaEngine } from './schema-engine.ts';
import { useAnswer } from './use-answer.ts';

export type SchemaListViewProps = {
  schemaKey: string;
  text: string;
  handle: Ref<{ focusFirst: () => void }>;
  onOpen: (target: SchemaTarget) => void;
  onInsert: (field: { kind: RootKind; field: string }) => unknown;
  /** The arrow key goes up from the first row. */
  onLeave: () => void;
};

type Row = { heading: string } | { entry: SchemaEntry };

const rowHeight = 28;
const settleMs = 120;

const groups: Readonly<Record<SchemaEntry['kind'], string>> = {
  query: 'Queries',
  mutation: 'Mutations',
  subscription: 'Subscriptions',
  field: 'Fields',
  object: 'Types',
  interface: 'Types',
  union: 'Types',
  enum: 'Types',
  input: 'Types',
  scalar: 'Types',
};

function withHeadings(entries: readonly SchemaEntry[]): Row[] {
  const rows: Row[] = [];
  let group = '';
  for (const entry of entries) {
    const next = groups[entry.kind];
    if (next !== group) rows.push({ heading: next });
    group = next;
    rows.push({ entry });
  }
  return rows;
}

const rowKey = (row: Row, index: number) =>
  'heading' in row ? `${row.heading} ${index}` : `${row.entry.target.type} ${row.entry.target.field ?? ''}`;

export function isRoot(kind: SchemaEntry['kind']): kind is RootKind {
  return kind === 'query' || kind === 'mutation' || kind === 'subscription';
}

/** What a schema has, in one list; arrow keys go through it and Enter opens. */
export function SchemaListView({ schemaKey, text, handle, ...actions }: SchemaListViewProps) {
  const found = useAnswer(
    `${schemaKey} ${text}`,
    () => schemaEngine().call('list', schemaKey, text),
    text === '' ? 0 : settleMs,
  );
  const rows = useMemo(() => withHeadings(found?.entries ?? []), [found]);
  const frame = useRef<HTMLDivElement>(null);
  const scroll = useRef<ScrollHandle>(null);
  const [active, setActive] = useState(1);

  const focusRow = (index: number) => {
    setActive(index);
    scroll.current?.scrollToIndex(index);
    const find = () => frame.current?.querySelector<HTMLElement>(`[data-row="${index}"]`);
    const row = find();
    if (row !== null && row !== undefined) row.focus();
    // A row out of sight is drawn with the next frame.
    else requestAnimationFrame(() => find()?.focus());
  };
  useImperativeHandle(handle, () => ({ focusFirst: () => focusRow(1) }));
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 }[event.key];
    const edge = { Home: 1, End: rows.length - 1 }[event.key];
    if (step === undefined && edge === undefined) return;
    event.preventDefault();
    if (event.key === 'ArrowUp' && active <= 1) actions.onLeave();
    else focusRow(nearestEntry(rows, edge ?? active + (step ?? 0), (step ?? 1) < 0 ? -1 : 1));
  };

  if (found === undefined) return null;
  if (rows.length === 0) {
    return (
      <EmptyState compact title="Nothing of that name">
        Names of fields, types and arguments’ types are searched.
      </EmptyState>
    );
  }
  const leftOut = found.total - found.entries.length;
  return (
    <div className={styles['list']} ref={frame} onKeyDown={move}>
      {leftOut > 0 && (
        <p className={styles['cut']} role="status">
          The first {countOf(found.entries.length, 'name')} of {found.total.toLocaleString('en')}. Search to
          see others.
        </p>
      )}
      <div className={styles['rows']}>
        <VirtualList
          label="Schema"
          items={rows}
          itemKey={rowKey}
          rowHeight={rowHeight}
          handle={scroll}
          renderItem={(row, index) =>
            'heading' in row ? (
              <h3 className={styles['group']}>{row.heading}</h3>
            ) : (
              <EntryRow entry={row.entry} index={index} isActive={index === active} {...actions} />
            )
          }
        />
      </div>
    </div>
  );
}

/** The row at an index, or where that is a heading the next one in a direction. */
function nearestEntry(rows: readonly Row[], wanted: number, direction: 1 | -1): number {
  const index = Math.max(0, Math.min(rows.length - 1, wanted));
  const row = rows[index];
  if (row === undefined || 'entry' in row) return index;
  return index + direction < 0 ? index + 1 : Math.min(rows.length - 1, index + direction);
}

function EntryRow({
  entry,
  index,
  isActive,
  onOpen,
  onInsert,
}: Pick<SchemaListViewProps, 'onOpen' | 'onInsert'> & {
  entry: SchemaEntry;
  index: number;
  isActive: boolean;
}) {
  const { name, type, kind, target, isDeprecated } = entry;
  const { field } = target;
  return (
    <div className={styles['row']} data-deprecated={isDeprecated || undefined}>
      <button
        type="button"
        className={styles['open']}
        data-row={index}
        tabIndex={isActive ? 0 : -1}
        onClick={() => onOpen(target)}
        title={isDeprecated ? `${name}, deprecated` : name}
      >
        <span className={styles['name']}>{name}</span>
        <span className={styles['type']}>{type === '' ? kind : type}</span>
      </button>
      {isRoot(kind) && field !== undefined && (
        <span className={styles['insert']}>
          <IconButton
            size="sm"
            label={`Insert ${name}`}
            icon={<Plus />}
            tabIndex={isActive ? 0 : -1}
            onClick={() => onInsert({ kind, field })}
          />
        </span>
      )}
    </div>
  );
}
