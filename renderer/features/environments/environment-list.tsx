import { Braces, Check, Ellipsis, Globe, Plus } from 'lucide-react';
import { countOf } from '../../../core/count-of.ts';
import { globalsId } from '../../../core/workspace/environment.ts';
import type { EnvironmentSummary } from '../../../core/workspace/environment.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { Menu } from '../../ui/menu.tsx';
import { PanelHeader } from '../../ui/panel-header.tsx';
import styles from './environments.module.css';

function EnvironmentRow({
  environment,
  isSelected,
}: {
  environment: EnvironmentSummary;
  isSelected: boolean;
}) {
  const { open, select, duplicate, exportFile, delete: remove } = useStore((state) => state.environments);
  const isOpen = useStore((state) => {
    const active = state.tabs.tabs.find((tab) => tab.key === state.tabs.activeKey);
    return active?.kind === 'environment' && active.itemId === environment.id;
  });
  const entries: MenuEntry[] = [
    { label: 'Edit', onSelect: () => open(environment.id) },
    {
      label: isSelected ? 'Stop using' : 'Use this environment',
      onSelect: () => void select(isSelected ? undefined : environment.id),
    },
    { label: 'Duplicate', onSelect: () => void duplicate(environment.id) },
    { label: 'Export as Postman environment', onSelect: () => void exportFile(environment.id) },
    { kind: 'separator' },
    { label: 'Delete', danger: true, onSelect: () => void remove(environment.id) },
  ];
  return (
    <ContextMenu items={entries}>
      <li className={styles['row']} data-open={isOpen || undefined}>
        <button
          type="button"
          className={styles['rowOpen']}
          aria-current={isOpen ? 'page' : undefined}
          onClick={() => open(environment.id)}
          onKeyDown={(event) => {
            if (event.key === 'Delete') void remove(environment.id);
          }}
        >
          <Braces aria-hidden />
          <span className={styles['rowName']} title={environment.name}>
            {environment.name}
          </span>
          {environment.damage === undefined ? (
            <span className={styles['rowCount']} aria-label={countOf(environment.variableCount, 'variable')}>
              {environment.variableCount}
            </span>
          ) : (
            <span className={styles['rowDamage']}>unreadable</span>
          )}
        </button>
        <span className={styles['rowEnd']}>
          <IconButton
            size="sm"
            label={isSelected ? `Stop using ${environment.name}` : `Use ${environment.name}`}
            pressed={isSelected}
            icon={<Check />}
            onClick={() => void select(isSelected ? undefined : environment.id)}
          />
          <Menu
            trigger={<IconButton size="sm" label={`More about ${environment.name}`} icon={<Ellipsis />} />}
            items={entries}
          />
        </span>
      </li>
    </ContextMenu>
  );
}

function GlobalsRow() {
  const { open, exportFile } = useStore((state) => state.environments);
  const entries: MenuEntry[] = [
    { label: 'Edit', onSelect: () => open(globalsId) },
    { label: 'Export as Postman globals', onSelect: () => void exportFile(globalsId) },
  ];
  return (
    <ContextMenu items={entries}>
      <li className={styles['row']}>
        <button type="button" className={styles['rowOpen']} onClick={() => open(globalsId)}>
          <Globe aria-hidden />
          <span className={styles['rowName']}>Globals</span>
        </button>
        <span className={styles['rowEnd']}>
          <Menu
            trigger={<IconButton size="sm" label="More about the globals" icon={<Ellipsis />} />}
            items={entries}
          />
        </span>
      </li>
    </ContextMenu>
  );
}

/** The side bar's list of environments. */
export function EnvironmentList() {
  const list = useStore((state) => state.environments.list);
  const selectedId = useStore((state) => state.environments.selectedId);
  const create = useStore((state) => state.environments.create);
  const openImport = useStore((state) => state.imports.openDialog);
  return (
    <section className={styles['sidebar']} aria-label="Environments">
      <PanelHeader
        title="Environments"
        actions={
          <IconButton size="sm" label="New environment" icon={<Plus />} onClick={() => void create()} />
        }
      />
      <ul className={`${styles['list']} scroll-area`}>
        <GlobalsRow />
        {list.map((environment) => (
          <EnvironmentRow
            key={environment.id}
            environment={environment}
            isSelected={environment.id === selectedId}
          />
        ))}
      </ul>
      {list.length === 0 && (
        <EmptyState
          compact
          icon={<Braces />}
          title="No environments yet"
          actions={
            <>
              <Button onClick={() => void create()}>New environment</Button>
              <Button variant="ghost" onClick={() => openImport('import')}>
                Import
              </Button>
            </>
          }
        >
          An environment holds the values that change from org to org, such as url and clientId.
        </EmptyState>
      )}
    </section>
  );
}
