import { createContext } from 'react';
import type { TreeMenuContext } from './tree-menu.tsx';

/** Gives what the menus of a line need when they are asked for: a line is not drawn again because something of it changed. */
export const TreeContext = createContext<() => TreeMenuContext>(() => {
  throw new Error('A line is drawn outside of the tree.');
});
