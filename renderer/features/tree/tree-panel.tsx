import { useEffect, useMemo, useRef } from 'react';
import {
  ChevronsDownUp,
  Download,
  Ellipsis,
  FilePlus,
  FlaskConical,
  LibraryBig,
  LocateFixed,
  Plus,
  SearchX,
  TextSearch as TextSearchIcon,
} from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { shownShortcut, useShortcut } from '../../store/use-shortcut.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PanelHeader } from '../../ui/panel-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CollectionTree } from './collection-tree.tsx';
import { TreeQueryContext, useCollectionRows } from './tree-rows.ts';
import styles from './tree-panel.module.css';

/** The side bar's view of the collections. */
export function TreePanel() {
  const status = useStore((state) => state.tree.status);
  const nodes = useStore((state) => state.tree.nodes);
  // Counted once for each change of the tree, not for each change of the store.
  const hasNodes = useMemo(() => Object.keys(nodes).length > 0, [nodes]);
  return (
    <section className={styles['panel']} aria-label="Collections">
      <TreeHeader />
      {status === 'ready' && !hasNodes ? null : <TreeSearch />}
      <div className={styles['body']}>
        {status === 'loading' ? <Skeleton label="Loading collections" lines={8} /> : <TreeBody />}
      </div>
    </section>
  );
}

function TreeHeader() {
  const openImport = useStore((state) => state.imports.openDialog);
  const create = useStore((state) => state.tree.create);
  const collapseAll = useStore((state) => state.tree.collapseAll);
  const reveal = useStore((state) => state.tree.reveal);
  const openNew = useStore((state) => state.requests.openNew);
  const openId = useStore((state) => state.tabs.tabs.find((tab) => tab.key === state.tabs.activeKey)?.itemId);
  const canReveal = useStore((state) => openId !== undefined && state.tree.nodes[openId] !== undefined);
  const importShortcut = useShortcut('import');
  return (
    <PanelHeader
      title="Collections"
      actions={
        <>
          <Button size="sm" variant="ghost" shortcut={importShortcut} onClick={() => openImport('import')}>
            Import
          </Button>
          <IconButton
            size="sm"
            label="New collection"
            icon={<Plus />}
            onClick={() => void create('collection', undefined)}
          />
          <Menu
            align="end"
            trigger={<IconButton size="sm" label="More about collections" icon={<Ellipsis />} />}
            items={[
              {
                label: 'New request',
                icon: <FilePlus />,
                shortcut: shownShortcut('newRequest'),
                onSelect: () => void openNew(),
              },
              { kind: 'separator' },
              {
                label: 'Reveal open tab',
                icon: <LocateFixed />,
                shortcut: shownShortcut('revealTab'),
                disabled: !canReveal,
                onSelect: () => {
                  if (openId !== undefined) reveal(openId, { takesFocus: true });
                },
              },
              { label: 'Collapse all', icon: <ChevronsDownUp />, onSelect: collapseAll },
            ]}
          />
        </>
      }
    />
  );
}

function TreeSearch() {
  const search = useStore((state) => state.tree.search);
  const setSearch = useStore((state) => state.tree.setSearch);
  const searchAsked = useStore((state) => state.tree.searchAsked);
  const findText = useStore((state) => state.tree.findText);
  const field = useRef<HTMLInputElement>(null);
  const heard = useRef(searchAsked);
  useEffect(() => {
    if (heard.current === searchAsked) return;
    heard.current = searchAsked;
    field.current?.focus();
    field.current?.select();
  }, [searchAsked]);
  return (
    <div className={styles['search']}>
      <SearchField
        label="Search collections"
        value={search}
        onChange={setSearch}
        ref={field}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
          const tree = event.currentTarget
            .closest('section')
            ?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
          if (tree !== null && tree !== undefined) {
            event.preventDefault();
            tree.focus();
          } else if (event.key === 'Enter') void findText();
        }}
      />
      <TextSearchLine />
    </div>
  );
}

/** Goes on from the names to what the items are made of, and says what was found there. */
function TextSearchLine() {
  const search = useStore((state) => state.tree.search);
  const textSearch = useStore((state) => state.tree.textSearch);
  const { findText, setSearch } = useStore((state) => state.tree);
  if (search.trim() === '') return null;
  if (textSearch === undefined) {
    return (
      <Button size="sm" variant="ghost" icon={<TextSearchIcon />} onClick={() => void findText()}>
        Search inside requests
      </Button>
    );
  }
  const { status, found, isCut } = textSearch;
  const held = found.size === 1 ? '1 item holds it' : `${found.size} items hold it`;
  const count = found.size === 0 ? 'No item holds it' : `${isCut ? 'The first ' : ''}${held}`;
  return (
    <p className={styles['found']}>
      <span role="status">{status === 'searching' ? 'Searching inside…' : count}</span>
      <Button size="sm" variant="ghost" onClick={() => setSearch(search)}>
        {status === 'searching' ? 'Cancel' : 'Names only'}
      </Button>
    </p>
  );
}

function TreeBody() {
  const status = useStore((state) => state.tree.status);
  const error = useStore((state) => state.tree.error);
  const search = useStore((state) => state.tree.search);
  const { load, setSearch } = useStore((state) => state.tree);
  const { index, rows, query, textSearch } = useCollectionRows();
  if (status === 'failed') {
    return (
      <div className={styles['message']}>
        <Notice
          tone="danger"
          title="The workspace could not be read"
          actions={[{ label: 'Try again', onSelect: () => void load() }]}
        >
          {error?.message} {error?.code === undefined ? null : <code>{error.code}</code>}
        </Notice>
      </div>
    );
  }
  if (index.size === 0) return <NoCollections />;
  if (rows.length === 0 && textSearch?.status === 'searching') return null;
  if (rows.length === 0) {
    return (
      <EmptyState
        compact
        icon={<SearchX />}
        title="Nothing found"
        actions={
          <Button size="sm" onClick={() => setSearch('')}>
            Clear search
          </Button>
        }
      >
        {textSearch !== undefined
          ? `No request, folder or collection holds “${search.trim()}”. Values that are kept on this computer only are not searched.`
          : `No request, folder or collection is called “${search.trim()}”. Press Enter in the field to search inside requests too.`}
      </EmptyState>
    );
  }
  return (
    <TreeQueryContext value={query}>
      <CollectionTree rows={rows} index={index} />
    </TreeQueryContext>
  );
}

function NoCollections() {
  const openImport = useStore((state) => state.imports.openDialog);
  const { create } = useStore((state) => state.tree);
  const { start, install, busy, state: org } = useStore((state) => state.sandbox);
  const isRunning = org?.status === 'running';
  return (
    <EmptyState compact icon={<LibraryBig />} title="No collections yet">
      Collections hold requests you want to keep.
      <ul className={styles['starts']}>
        <li>
          <Button icon={<Download />} onClick={() => openImport('import')}>
            Import
          </Button>
        </li>
        <li>
          <Button
            icon={<FlaskConical />}
            loading={busy === 'starting' || busy === 'installing'}
            onClick={() => void (isRunning ? install() : start({ install: true }))}
          >
            {isRunning ? 'Add the sandbox collections' : 'Try the sandbox org'}
          </Button>
        </li>
        <li>
          <Button icon={<Plus />} onClick={() => void create('collection', undefined)}>
            New collection
          </Button>
        </li>
      </ul>
    </EmptyState>
  );
}
