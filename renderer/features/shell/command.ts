import type { LucideIcon } from 'lucide-react';
import type { ShortcutId } from '../../shortcuts.ts';
import type { State } from '../../store/store.ts';

/** Something the person can do from the palette, from a menu or by a shortcut. */
export interface Command {
  id: string;
  title: string;
  icon: LucideIcon;
  shortcut?: ShortcutId;
  /** Other words people look for. */
  keywords?: string;
  /** Left out of the palette where it would do nothing. */
  isAvailable?: (state: State) => boolean;
  run: (state: State) => void;
}

/** The tab that is shown. */
export const activeTab = (state: State) => state.tabs.tabs.find((tab) => tab.key === state.tabs.activeKey);
export const hasTab = (state: State) => state.tabs.activeKey !== undefined;
