import { ListTree, ChevronDown, CloudDownload, FolderOpen, RefreshCw, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { countOf } from '../../../core/count-of.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { formatSize } from '../../ui/format-figures.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { explorerKey } from './explorer-key.ts';
import { formatAge } from './format-age.ts';
import styles from './graphql.module.css';
import { SchemaFileInput } from './schema-file.tsx';
import type { ShownSchema } from './use-schema.ts';
import { useSchemaLookup } from './use-schema.ts';

/** The moment it is, as often as an age in minutes changes. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function UnderWay({
  tabKey,
  label,
  receivedBytes,
}: {
  tabKey: string;
  label: string;
  receivedBytes: number;
}) {
  const cancel = useStore((state) => state.graphql.cancel);
  return (
    <>
      <span className={styles['underWay']} role="status">
        <Spinner size={12} />
        {label}
        {receivedBytes === 0 ? '…' : `, ${formatSize(receivedBytes)}`}
      </span>
      <Button size="sm" variant="ghost" onClick={() => cancel(tabKey)}>
        Cancel
      </Button>
    </>
  );
}

/** The schema that is kept: how old it is, and what can be done with it. */
function KeptSchemaTools({
  tabKey,
  shown,
  onLoad,
}: {
  tabKey: string;
  shown: ShownSchema;
  onLoad: () => void;
}) {
  const { get, forgetSchema } = useStore((state) => state.graphql);
  const now = useNow();
  const { reading } = shown;
  const { schema } = shown.tab;
  if (schema === undefined) return null;
  const { fileName, keptAtEpochMs, sizeBytes } = schema;
  const from = fileName === undefined ? 'From the server' : `From ${fileName}`;
  const types = reading?.status === 'ready' ? `${countOf(reading.types, 'type')}, ` : '';
  const again = fileName === undefined ? 'Refresh schema' : 'Get schema from the server';
  const age = formatAge(keptAtEpochMs, Math.max(now, keptAtEpochMs));
  const items: MenuEntry[] = [
    { kind: 'heading', label: `${from}, ${age}: ${types}${formatSize(sizeBytes)}` },
    { label: again, icon: <RefreshCw />, onSelect: () => void get(tabKey) },
    { label: 'Load schema from file…', icon: <FolderOpen />, onSelect: onLoad },
    { kind: 'separator' },
    { label: 'Forget schema', icon: <Trash2 />, onSelect: () => void forgetSchema(tabKey) },
  ];
  return (
    <>
      <Menu
        align="end"
        items={items}
        trigger={
          <Button
            size="sm"
            variant="ghost"
            icon={reading?.status === 'reading' ? <Spinner size={12} /> : undefined}
            trailingIcon={<ChevronDown />}
          >
            {fileName === undefined ? 'Schema' : 'Schema file'} <span className={styles['age']}>{age}</span>
          </Button>
        }
      />
      <IconButton
        className={styles['wide'] ?? ''}
        size="sm"
        label={again}
        icon={<RefreshCw />}
        onClick={() => void get(tabKey)}
      />
    </>
  );
}

/** Gets, loads, refreshes and shows the schema for the address of a tab's request. */
export function SchemaTools({ tabKey }: { tabKey: string }) {
  const shown = useSchemaLookup(tabKey);
  const { underWay, schema } = shown.tab;
  const get = useStore((state) => state.graphql.get);
  const isOpen = useStore((state) => state.app.layout[explorerKey] === true);
  const setLayout = useStore((state) => state.app.setLayout);
  const input = useRef<HTMLInputElement>(null);
  const chooseFile = () => input.current?.click();
  return (
    <div className={styles['tools']} role="group" aria-label="Schema">
      <SchemaFileInput tabKey={tabKey} input={input} />
      {underWay !== undefined && <UnderWay tabKey={tabKey} {...underWay} />}
      {underWay === undefined && schema !== undefined && (
        <KeptSchemaTools tabKey={tabKey} shown={shown} onLoad={chooseFile} />
      )}
      {underWay === undefined && schema === undefined && (
        <>
          <Button
            size="sm"
            variant="ghost"
            icon={<CloudDownload className={styles['wide']} />}
            tooltip="Ask the server for its schema, as this request would be sent"
            onClick={() => void get(tabKey)}
          >
            Get schema
          </Button>
          <IconButton
            className={styles['wide'] ?? ''}
            size="sm"
            label="Load schema from file…"
            icon={<FolderOpen />}
            onClick={chooseFile}
          />
        </>
      )}
      <IconButton
        size="sm"
        label="Schema explorer"
        icon={<ListTree />}
        pressed={isOpen}
        onClick={() => setLayout(explorerKey, !isOpen)}
      />
    </div>
  );
}
