import { CirclePlay, FileDiff, History, House, Settings } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { ItemIcon } from '../../ui/item-icon.tsx';
import type { Tab } from './tabs-slice.ts';

/** What stands before a tab's title: its method or the sign of its kind. */
export function TabIcon({ tab }: { tab: Tab }) {
  const isFolder = useStore((state) => state.tree.nodes[tab.itemId ?? '']?.kind === 'folder');
  switch (tab.kind) {
    case 'request':
    case 'environment':
    case 'example':
      return <ItemIcon kind={tab.kind} method={tab.method} />;
    case 'collection':
      return <ItemIcon kind={isFolder ? 'folder' : 'collection'} />;
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
  }
}
