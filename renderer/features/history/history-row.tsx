import { Copy, CornerUpRight, FilePlus, Trash2 } from 'lucide-react';
import { outcomeWord } from '../../../core/history/find-entries.ts';
import type { HistoryEntry } from '../../../core/history/history-entry.ts';
import { useStore } from '../../store/store.ts';
import { formatDuration } from '../../ui/format-figures.ts';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { SideRow } from '../../ui/side-row.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { copyText } from '../notices/public.ts';
import styles from './history.module.css';
import { pathOf } from './history-slice.ts';

const timeFormat = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** What can be done with a send. */
export function entryMenu(entry: HistoryEntry): MenuEntry[] {
  const { openAsRequest, delete: remove } = useStore.getState().history;
  return [
    { label: 'Open as request', icon: <FilePlus />, onSelect: () => void openAsRequest(entry.id) },
    {
      label: 'Resend',
      icon: <CornerUpRight />,
      onSelect: () => void openAsRequest(entry.id, { send: true }),
    },
    { label: 'Copy URL', icon: <Copy />, onSelect: () => void copyText(entry.url, 'The URL') },
    { kind: 'separator' },
    { label: 'Delete', icon: <Trash2 />, danger: true, onSelect: () => void remove(entry.id) },
  ];
}

function hostOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1] ?? '';
}

/** One send in the list. */
export function HistoryListRow({ entry }: { entry: HistoryEntry }) {
  const openEntry = useStore((state) => state.history.openEntry);
  const name = useStore((state) => state.tree.nodes[entry.requestId ?? '']?.name);
  const isOpen = useStore(
    (state) => state.tabs.tabs.find((tab) => tab.key === state.tabs.activeKey)?.itemId === entry.id,
  );
  const { outcome } = entry;
  const isWhole = outcome.kind === 'response' && outcome.isIncomplete !== true;
  const status = isWhole ? outcome.status : undefined;
  const word = isWhole ? undefined : outcomeWord(entry);
  const time = timeFormat.format(entry.startedAtEpochMs);
  const path = pathOf(entry.url);
  return (
    <SideRow
      menu={entryMenu(entry)}
      menuLabel={`More about ${entry.method} ${path}`}
      isOpen={isOpen}
      onOpen={() => openEntry(entry)}
      title={entry.url}
      icon={<MethodBadge method={entry.method} compact />}
      name={name ?? path}
      outcome={
        outcome.kind === 'pending' ? (
          <span className={styles['pending']}>{word}</span>
        ) : (
          <StatusBadge status={status} text={word} size="sm" />
        )
      }
      detail={[time, name === undefined ? hostOf(entry.url) : path, entry.environmentName]
        .filter((part) => part !== undefined && part !== '')
        .join(' · ')}
      figure={entry.durationMs === undefined ? '' : formatDuration(entry.durationMs)}
    />
  );
}
