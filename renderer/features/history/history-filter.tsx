import { ListFilter, X } from 'lucide-react';
import type { HistoryEntry } from '../../../core/history/history-entry.ts';
import type { HistoryFilter } from '../../../core/history/find-entries.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { Menu } from '../../ui/menu.tsx';
import styles from './history.module.css';

const statusNames: Readonly<Record<string, string>> = {
  '2': '2xx Success',
  '3': '3xx Redirect',
  '4': '4xx Client error',
  '5': '5xx Server error',
  failed: 'No answer',
};

/** The environments that sends were made with, under the name they had last. */
function environmentsOf(entries: readonly HistoryEntry[]): [string, string][] {
  const names = new Map<string, string>();
  for (const { environmentId, environmentName } of entries) {
    if (environmentId !== undefined && !names.has(environmentId)) {
      names.set(environmentId, environmentName ?? 'A deleted environment');
    }
  }
  return [...names];
}

/** The button that narrows the list. */
export function HistoryFilterMenu() {
  const { entries, filter, setFilter } = useStore((state) => state.history);
  const openRequestId = useStore((state) => {
    const tab = state.tabs.tabs.find((open) => open.key === state.tabs.activeKey);
    return tab?.kind === 'request' ? tab.itemId : undefined;
  });
  const choice = (label: string, change: Partial<HistoryFilter>, checked: boolean): MenuEntry => ({
    label,
    checked,
    onSelect: () => setFilter(change),
  });
  const methods = [...new Set(entries.map(({ method }) => method))].toSorted();
  const environments = environmentsOf(entries);
  const requestId = filter.requestId ?? openRequestId;
  const items: MenuEntry[] = [
    {
      kind: 'submenu',
      label: 'Method',
      items: [
        choice('Any method', { method: undefined }, filter.method === undefined),
        ...methods.map((method) => choice(method, { method }, filter.method === method)),
      ],
    },
    {
      kind: 'submenu',
      label: 'Status',
      items: [
        choice('Any status', { status: undefined }, filter.status === undefined),
        ...Object.entries(statusNames).map(([status, label]) =>
          choice(label, { status }, filter.status === status),
        ),
      ],
    },
    {
      kind: 'submenu',
      label: 'Environment',
      disabled: environments.length === 0,
      items: [
        choice('Any environment', { environmentId: undefined }, filter.environmentId === undefined),
        ...environments.map(([id, name]) => choice(name, { environmentId: id }, filter.environmentId === id)),
      ],
    },
    { kind: 'separator' },
    {
      label: 'Only the open request',
      checked: filter.requestId !== undefined,
      disabled: requestId === undefined,
      onSelect: () => setFilter({ requestId: filter.requestId === undefined ? requestId : undefined }),
    },
  ];
  const isActive = [filter.method, filter.status, filter.environmentId, filter.requestId].some(
    (part) => part !== undefined,
  );
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          size="sm"
          label={isActive ? 'Filter the history (on)' : 'Filter the history'}
          icon={<ListFilter />}
          className={isActive ? styles['filterOn'] : undefined}
        />
      }
      items={items}
    />
  );
}

/** What the list is narrowed to, each with a way out. */
export function HistoryFilterNotice() {
  const { entries, filter, setFilter } = useStore((state) => state.history);
  const requestName = useStore((state) => state.tree.nodes[filter.requestId ?? '']?.name);
  const environments = new Map(environmentsOf(entries));
  const parts: [string, Partial<HistoryFilter>][] = [];
  if (filter.method !== undefined) parts.push([filter.method, { method: undefined }]);
  if (filter.status !== undefined) {
    parts.push([statusNames[filter.status] ?? filter.status, { status: undefined }]);
  }
  if (filter.environmentId !== undefined) {
    parts.push([environments.get(filter.environmentId) ?? 'One environment', { environmentId: undefined }]);
  }
  if (filter.requestId !== undefined) parts.push([requestName ?? 'One request', { requestId: undefined }]);
  if (parts.length === 0) return null;
  return (
    <ul className={styles['chips']} aria-label="Filter">
      {parts.map(([label, change]) => (
        <li key={label} className={styles['chip']}>
          <span className={styles['chipText']}>{label}</span>
          <button type="button" aria-label={`Do not filter by ${label}`} onClick={() => setFilter(change)}>
            <X aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
