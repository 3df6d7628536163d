import type { ReactNode } from 'react';
import type { Shortcut } from './shortcut.ts';

/** One thing a menu can do. */
export type MenuItem = {
  kind?: 'item';
  label: string;
  icon?: ReactNode;
  /** Shown only; the caller binds the key. */
  shortcut?: Shortcut;
  danger?: boolean;
  disabled?: boolean;
  /** Makes it a check item. */
  checked?: boolean;
  onSelect: () => void;
};

export type MenuSubmenu = {
  kind: 'submenu';
  label: string;
  icon?: ReactNode;
  disabled?: boolean;
  items: readonly MenuEntry[];
};

/** Anything that can stand in a menu. */
export type MenuEntry = MenuItem | MenuSubmenu | { kind: 'separator' } | { kind: 'heading'; label: string };
