import {
  Braces,
  CirclePlay,
  FileDiff,
  Folder,
  History,
  House,
  LibraryBig,
  MessageSquareText,
  Settings,
} from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';
import type { Tab } from './tabs-slice.ts';

/** What stands before a tab's title: its method or the sign of its kind. */
export function TabIcon({ tab }: { tab: Tab }) {
  const isFolder = useStore((state) => state.tree.nodes[tab.itemId ?? '']?.kind === 'folder');
  switch (tab.kind) {
    case 'request':
      return <MethodBadge method={tab.method || 'GET'} compact />;
    case 'collection':
      return isFolder ? <Folder aria-hidden="true" /> : <LibraryBig aria-hidden="true" />;
    case 'environment':
      return <Braces aria-hidden="true" />;
    case 'history':
      return <History aria-hidden="true" />;
    case 'change':
      return <FileDiff aria-hidden="true" />;
    case 'run':
      return <CirclePlay aria-hidden="true" />;
    case 'settings':
      return <Settings aria-hidden="true" />;
    case 'welcome':
      return <House aria-hidden="true" />;
    case 'example':
      return <MessageSquareText aria-hidden="true" />;
  }
}
