import { ArrowLeft, ListTree, X } from 'lucide-react';
import { memo, useRef, useState } from 'react';
import type { RootKind } from '../../../core/graphql/list-schema.ts';
import type { SchemaTarget } from '../../../core/graphql/schema-entry.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { explorerKey } from './explorer-key.ts';
import styles from './graphql.module.css';
import { SchemaDetailsView } from './schema-details.tsx';
import { SchemaFileInput } from './schema-file.tsx';
import { SchemaListView } from './schema-list.tsx';
import { useSchema } from './use-schema.ts';

export type SchemaExplorerProps = {
  tabKey: string;
  /** Puts a field that operations begin with into the query. */
  onInsert: (field: { kind: RootKind; field: string }) => unknown;
};

/** What there is to explore nothing of yet, and how to get it. */
function NoSchema({ tabKey }: { tabKey: string }) {
  const get = useStore((state) => state.graphql.get);
  const isUnderWay = useStore((state) => state.graphql.tabs[tabKey]?.underWay !== undefined);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles['empty']}>
      <SchemaFileInput tabKey={tabKey} input={input} />
      <EmptyState
        compact
        icon={<ListTree />}
        title="No schema yet"
        actions={
          <>
            <Button size="sm" loading={isUnderWay} onClick={() => void get(tabKey)}>
              Get schema
            </Button>
            <Button size="sm" variant="ghost" onClick={() => input.current?.click()}>
              Load schema from file…
            </Button>
          </>
        }
      >
        With it the query is completed and checked while it is typed, and its fields can be looked up here.
      </EmptyState>
    </div>
  );
}

/** The schema of a tab's server, to search and read, and to put fields of it into the query. */
export const SchemaExplorer = memo(function SchemaExplorer({ tabKey, onInsert }: SchemaExplorerProps) {
  const setLayout = useStore((state) => state.app.setLayout);
  const [text, setText] = useState('');
  /** What was looked at, one after the other; the list where there is nothing. */
  const [trail, setTrail] = useState<readonly SchemaTarget[]>([]);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<{ focusFirst: () => void }>(null);
  const { key, tab, reading } = useSchema(tabKey);
  const target = trail.at(-1);
  const goBack = () => setTrail((steps) => steps.slice(0, -1));
  return (
    <aside className={styles['explorer']} aria-label="Schema explorer">
      <header className={styles['head']}>
        {target !== undefined && key !== undefined ? (
          <IconButton size="sm" label="Back" icon={<ArrowLeft />} onClick={goBack} />
        ) : null}
        <div className={styles['search']}>
          <SearchField
            ref={search}
            label="Search the schema"
            value={text}
            onChange={(typed) => {
              setText(typed);
              setTrail([]);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              list.current?.focusFirst();
            }}
          />
        </div>
        <IconButton
          size="sm"
          label="Hide the schema explorer"
          icon={<X />}
          onClick={() => setLayout(explorerKey, false)}
        />
      </header>
      {tab.schema === undefined && <NoSchema tabKey={tabKey} />}
      {reading?.status === 'reading' && <Skeleton label="Reading the schema" lines={8} />}
      {reading?.status === 'failed' && (
        <EmptyState compact title="The schema cannot be used">
          {reading.problem.message}
        </EmptyState>
      )}
      {key !== undefined && target === undefined && (
        <SchemaListView
          schemaKey={key}
          text={text}
          handle={list}
          onOpen={(next) => setTrail((steps) => [...steps, next])}
          onInsert={onInsert}
          onLeave={() => search.current?.focus()}
        />
      )}
      {key !== undefined && target !== undefined && (
        <SchemaDetailsView
          key={`${target.type} ${target.field ?? ''}`}
          schemaKey={key}
          target={target}
          onOpen={(next) => setTrail((steps) => [...steps, next].slice(-50))}
          onBack={goBack}
          onInsert={onInsert}
        />
      )}
    </aside>
  );
});
