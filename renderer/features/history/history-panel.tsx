import { Ellipsis, History, SearchX, Settings, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { findEntries } from '../../../core/history/find-entries.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PanelHeader } from '../../ui/panel-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { openSettings } from '../shell/public.ts';
import { HistoryFilterMenu, HistoryFilterNotice } from './history-filter.tsx';
import { HistoryListRow } from './history-row.tsx';
import { rowsByDay } from './history-rows.ts';
import { noFilter } from './history-slice.ts';
import styles from './history.module.css';

/** The side bar's view of what was sent. */
export function HistoryPanel() {
  const load = useStore((state) => state.history.load);
  const isEmpty = useStore((state) => state.history.entries.length === 0);
  const text = useStore((state) => state.history.filter.text);
  const { setFilter, clear } = useStore((state) => state.history);
  useEffect(() => {
    void load();
  }, [load]);
  return (
    <section className={styles['panel']} aria-label="History of sends">
      <PanelHeader
        title="History"
        actions={
          <>
            {isEmpty ? null : <HistoryFilterMenu />}
            <Menu
              align="end"
              trigger={<IconButton size="sm" label="More about the history" icon={<Ellipsis />} />}
              items={[
                {
                  label: 'History settings',
                  icon: <Settings />,
                  onSelect: () => openSettings(useStore.getState(), 'History'),
                },
                { kind: 'separator' },
                {
                  label: 'Clear history',
                  icon: <Trash2 />,
                  danger: true,
                  disabled: isEmpty,
                  onSelect: () => void clear(),
                },
              ]}
            />
          </>
        }
      />
      {isEmpty ? null : (
        <div className={styles['search']}>
          <SearchField label="Search history" value={text} onChange={(next) => setFilter({ text: next })} />
          <HistoryFilterNotice />
        </div>
      )}
      <div className={styles['list']}>
        <HistoryBody />
      </div>
    </section>
  );
}

function HistoryBody() {
  const { status, error, entries, problem, filter } = useStore((state) => state.history);
  const { load, setFilter } = useStore((state) => state.history);
  const nodes = useStore((state) => state.tree.nodes);
  const isOff = useStore((state) => state.app.state?.settings.history.enabled === false);
  const [openedEpochMs] = useState(() => Date.now());
  const nowEpochMs = Math.max(openedEpochMs, entries[0]?.startedAtEpochMs ?? 0);
  const rows = useMemo(
    () =>
      rowsByDay(
        findEntries(entries, filter, (id) => nodes[id]?.name),
        nowEpochMs,
      ),
    [entries, filter, nodes, nowEpochMs],
  );
  if (status === 'idle' || status === 'loading') return <Skeleton label="Loading the history" lines={8} />;
  if (status === 'failed') {
    return (
      <div className={styles['message']}>
        <Notice
          tone="danger"
          title="The history could not be read"
          actions={[{ label: 'Try again', onSelect: () => void load() }]}
        >
          {error?.message} <code>{error?.code}</code>
        </Notice>
      </div>
    );
  }
  if (entries.length === 0) return <NothingSent isOff={isOff} />;
  return (
    <>
      {problem === undefined ? null : (
        <div className={styles['message']}>
          <Notice tone="warning" title="New sends are not kept">
            {problem.message} <code>{problem.code}</code>
          </Notice>
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState
          compact
          icon={<SearchX />}
          title="Nothing found"
          actions={
            <Button size="sm" onClick={() => setFilter({ ...noFilter, ...emptyParts })}>
              Show everything
            </Button>
          }
        >
          No send matches the search and the filter.
        </EmptyState>
      ) : (
        <div className={styles['rows']}>
          <VirtualList
            label="Sends"
            items={rows}
            itemKey={(row) => (row.kind === 'day' ? row.key : row.entry.id)}
            rowHeight={44}
            measures
            renderItem={(row) =>
              row.kind === 'day' ? (
                <h3 className={styles['day']}>{row.label}</h3>
              ) : (
                <HistoryListRow entry={row.entry} />
              )
            }
          />
        </div>
      )}
    </>
  );
}

const emptyParts = {
  method: undefined,
  status: undefined,
  environmentId: undefined,
  requestId: undefined,
};

function NothingSent({ isOff }: { isOff: boolean }) {
  if (isOff) {
    return (
      <EmptyState
        compact
        icon={<History />}
        title="The history is off"
        actions={
          <Button size="sm" onClick={() => openSettings(useStore.getState(), 'History')}>
            History settings
          </Button>
        }
      >
        Nothing that you send is noted down.
      </EmptyState>
    );
  }
  return (
    <EmptyState compact icon={<History />} title="Nothing sent yet">
      Every request that you send stands here, to look at again and to send again. Secrets are masked, and
      nothing leaves this machine.
    </EmptyState>
  );
}
