import { useEffect } from 'react';
import { ChevronDown, Copy, Download, FolderOpen, FolderPlus, House, Settings } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { shownShortcut } from '../../store/use-shortcut.ts';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { Menu } from '../../ui/menu.tsx';
import { copyText } from '../notices/public.ts';
import { openWelcome } from './commands.ts';
import { openSettings } from './setting-commands.ts';
import styles from './top-bar.module.css';

/** How many other workspaces the menu offers. */
const mostOffered = 8;

/** Which workspace is open, and the way to others. */
export function WorkspaceMenu() {
  const workspace = useStore((state) => state.app.state?.workspace);
  const recent = useStore((state) => state.workspaces.recent);
  const { loadRecent, open, setDialog } = useStore((state) => state.workspaces);
  const show = useStore((state) => state.notices.show);
  const path = workspace?.path;
  useEffect(() => {
    if (path !== undefined) void loadRecent();
  }, [path, loadRecent]);
  if (workspace === undefined) return null;
  const others = recent.filter((one) => one.path !== workspace.path).slice(0, mostOffered);
  const change = async (to: string) => {
    const problem = await open(to);
    if (problem !== undefined) show({ kind: 'warning', text: problem });
  };
  const recentEntries: MenuEntry[] = others.map((one) => ({
    label: others.some((other) => other !== one && other.name === one.name) ? one.path : one.name,
    onSelect: () => void change(one.path),
  }));
  return (
    <Menu
      trigger={
        <button type="button" className={styles['workspace']} title={workspace.path}>
          <span className="visually-hidden">Workspace </span>
          <span className={styles['workspaceName']}>{workspace.name}</span>
          <ChevronDown aria-hidden="true" />
        </button>
      }
      items={[
        { kind: 'heading', label: workspace.path },
        {
          label: 'Copy path of the workspace',
          icon: <Copy />,
          onSelect: () => void copyText(workspace.path, 'The path'),
        },
        { kind: 'separator' },
        { label: 'Open workspace…', icon: <FolderOpen />, onSelect: () => setDialog('open') },
        { label: 'New workspace…', icon: <FolderPlus />, onSelect: () => setDialog('create') },
        ...(recentEntries.length === 0
          ? []
          : [{ kind: 'heading', label: 'Recent workspaces' } as const, ...recentEntries]),
        { kind: 'separator' },
        {
          label: 'Import',
          icon: <Download />,
          shortcut: shownShortcut('import'),
          onSelect: () => useStore.getState().imports.openDialog('import'),
        },
        { label: 'Welcome', icon: <House />, onSelect: () => openWelcome(useStore.getState()) },
        {
          label: 'Settings',
          icon: <Settings />,
          shortcut: shownShortcut('settings'),
          onSelect: () => openSettings(useStore.getState()),
        },
      ]}
    />
  );
}
