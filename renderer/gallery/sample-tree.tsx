import { useMemo, useState } from 'react';
import { Copy, Ellipsis, Folder, FolderOpen, Pencil, Trash2 } from 'lucide-react';
import { IconButton } from '../ui/icon-button.tsx';
import type { MenuEntry } from '../ui/menu-entry.ts';
import { Menu } from '../ui/menu.tsx';
import { MethodBadge } from '../ui/method-badge.tsx';
import type { TreeRow } from '../ui/tree-model.ts';
import { Tree } from '../ui/tree.tsx';

type Row = TreeRow & { method?: string };

/** Rows in the order of a whole tree; folded branches are cut out when shown. */
export function sampleRows(folders: number, perFolder: number): Row[] {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'GET'];
  const verbs = [
    'List users',
    'Create user',
    'Replace user',
    'Update user',
    'Delete user',
    'Get current user',
  ];
  const names = ['Users (Okta API)', 'Groups (Okta API)', 'Apps (Okta API)'];
  return Array.from({ length: folders }, (_, folder): Row[] => [
    { id: `f${folder}`, depth: 0, label: names[folder] ?? `Collection ${folder + 1}`, isExpanded: true },
    { id: `g${folder}`, depth: 1, label: 'Lifecycle operations', isExpanded: folder === 0 },
    { id: `g${folder}-0`, depth: 2, label: 'Activate user', method: 'POST' },
    {
      id: `g${folder}-1`,
      depth: 2,
      label: 'Deactivate user and everything that hangs on it',
      method: 'POST',
    },
    ...Array.from({ length: perFolder }, (__, index) => ({
      id: `r${folder}-${index}`,
      depth: 1,
      label: verbs[index % verbs.length] ?? '',
      method: methods[index % methods.length],
    })),
  ]).flat();
}

function visibleRows(rows: readonly Row[], folded: ReadonlySet<string>): Row[] {
  let hiddenBelow = Infinity;
  return rows.flatMap((row) => {
    if (row.depth > hiddenBelow) return [];
    hiddenBelow = row.isExpanded !== undefined && folded.has(row.id) ? row.depth : Infinity;
    return [row.isExpanded === undefined ? row : { ...row, isExpanded: !folded.has(row.id) }];
  });
}

/** A tree of requests that folds, renames, deletes and moves. */
export function SampleTree({ initialRows }: { initialRows: Row[] }) {
  const [all, setAll] = useState(initialRows);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set(['g1', 'g2']));
  const [selectedId, setSelectedId] = useState<string | undefined>('r0-0');
  const [renamingId, setRenamingId] = useState<string>();
  const rows = useMemo(() => visibleRows(all, folded), [all, folded]);
  const remove = (row: Row) => setAll(all.filter((candidate) => candidate.id !== row.id));
  const toggle = (row: Row) => {
    const next = new Set(folded);
    if (!next.delete(row.id)) next.add(row.id);
    setFolded(next);
  };
  const menu = (row: Row): MenuEntry[] => [
    { label: 'Rename', icon: <Pencil />, shortcut: 'F2', onSelect: () => setRenamingId(row.id) },
    { label: 'Duplicate', icon: <Copy />, onSelect: () => undefined },
    { kind: 'separator' },
    { label: 'Delete', icon: <Trash2 />, danger: true, shortcut: 'Delete', onSelect: () => remove(row) },
  ];
  return (
    <Tree
      label="Collections"
      rows={rows}
      selectedId={selectedId}
      onToggle={toggle}
      onActivate={(row, keeps) => {
        if (row.isExpanded === undefined) setSelectedId(row.id);
        else if (!keeps) toggle(row);
      }}
      renderIcon={(row) => {
        if (row.method !== undefined) return <MethodBadge method={row.method} compact />;
        return row.isExpanded === true ? <FolderOpen /> : <Folder />;
      }}
      renderEnd={(row) => (
        <Menu
          trigger={
            <IconButton size="sm" label={`More about ${row.label}`} icon={<Ellipsis />} tabIndex={-1} />
          }
          items={menu(row)}
        />
      )}
      contextMenu={menu}
      renamingId={renamingId}
      onRenameStart={(row) => setRenamingId(row.id)}
      onRenameEnd={(row, label) => {
        setRenamingId(undefined);
        if (label !== undefined) setAll(all.map((old) => (old.id === row.id ? { ...old, label } : old)));
      }}
      onDelete={remove}
      onMove={(row, target, position) => {
        const rest = all.filter((candidate) => candidate.id !== row.id);
        const at =
          rest.findIndex((candidate) => candidate.id === target.id) + (position === 'before' ? 0 : 1);
        const depth = position === 'inside' ? target.depth + 1 : target.depth;
        setAll(rest.toSpliced(at, 0, { ...row, depth }));
      }}
      canDrop={(row) => row.isExpanded === undefined}
    />
  );
}
