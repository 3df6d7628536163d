import { Ban, Copy, SearchX, SquareTerminal, X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { type ConsoleFilter, passesFilter } from '../../../core/console/console-rows.ts';
import { useShortcut } from '../../store/use-shortcut.ts';
import { useStore } from '../../store/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { ScrollHandle } from '../../ui/scroll-handle.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Select } from '../../ui/select.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { copyText } from '../notices/public.ts';
import { ConsoleListRow } from './console-row.tsx';
import styles from './console.module.css';

const kinds: { value: ConsoleFilter['kind']; label: string }[] = [
  { value: 'all', label: 'Everything' },
  { value: 'request', label: 'Requests' },
  { value: 'authorization', label: 'Token calls' },
  { value: 'discovery', label: 'Discovery' },
  { value: 'import', label: 'Imports' },
  { value: 'preview', label: 'Previews' },
  { value: 'script', label: 'Scripts' },
];

const levels: { value: ConsoleFilter['level']; label: string }[] = [
  { value: 'all', label: 'All levels' },
  { value: 'problems', label: 'Warnings, errors' },
  { value: 'error', label: 'Errors' },
];

/** Everything that went over the wire and what scripts wrote, newest at the bottom. */
export function ConsolePanel() {
  const { filter, setFilter, clear, toggle, textOf } = useStore((state) => state.console);
  const isEmpty = useStore((state) => state.console.rows.length === 0);
  const shortcut = useShortcut('toggleConsole');
  return (
    <section className={styles['panel']} aria-label="Console">
      <header className={styles['head']}>
        <h2 className={styles['title']}>Console</h2>
        <div className={styles['search']}>
          <SearchField
            label="Filter the console"
            placeholder="Filter"
            value={filter.text}
            onChange={(text) => setFilter({ text })}
          />
        </div>
        <Select
          label="Kind"
          hideLabel
          size="sm"
          variant="ghost"
          value={filter.kind}
          onChange={(kind) => setFilter({ kind })}
          options={kinds}
        />
        <Select
          label="Level"
          hideLabel
          size="sm"
          variant="ghost"
          value={filter.level}
          onChange={(level) => setFilter({ level })}
          options={levels}
        />
        <span className={styles['space']} />
        <IconButton
          size="sm"
          label="Copy the console"
          icon={<Copy />}
          disabled={isEmpty}
          onClick={() => void copyText(textOf(), 'The console')}
        />
        <IconButton size="sm" label="Clear the console" icon={<Ban />} disabled={isEmpty} onClick={clear} />
        <IconButton size="sm" label="Close the console" shortcut={shortcut} icon={<X />} onClick={toggle} />
      </header>
      <div className={styles['rows']}>
        <Rows />
      </div>
    </section>
  );
}

function Rows() {
  const rows = useStore((state) => state.console.rows);
  const filter = useStore((state) => state.console.filter);
  const shown = useMemo(() => rows.filter((row) => passesFilter(row, filter)), [rows, filter]);
  const handle = useRef<ScrollHandle>(null);
  const area = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const last = shown.at(-1)?.number;
  useEffect(() => {
    // Who scrolled up to read stays there.
    if (last !== undefined && isAtEnd.current) handle.current?.scrollToIndex(shown.length - 1);
    // Only a new row moves the view.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [last]);
  if (rows.length === 0) {
    return (
      <EmptyState compact icon={<SquareTerminal />} title="Nothing yet">
        Each request, token call and redirect shows here with its headers, and so does what scripts write.
      </EmptyState>
    );
  }
  if (shown.length === 0) {
    return (
      <EmptyState compact icon={<SearchX />} title="Nothing found">
        No line of the console passes the filter.
      </EmptyState>
    );
  }
  return (
    <div
      ref={area}
      className={styles['area']}
      onScrollCapture={({ target }) => {
        if (!(target instanceof HTMLElement) || target.getAttribute('role') !== 'list') return;
        isAtEnd.current = target.scrollHeight - target.scrollTop - target.clientHeight < 40;
      }}
    >
      <VirtualList
        label="Console lines"
        items={shown}
        itemKey={(row) => row.number}
        rowHeight={28}
        measures
        handle={handle}
        renderItem={(row) => <ConsoleListRow row={row} />}
      />
    </div>
  );
}
