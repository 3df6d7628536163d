import type { OpenListener } from '../core/contract/security.ts';

/** Keeps count of the sockets of this process that take connections, for the page that shows them. */
export interface Listeners {
  /** Notes one; the returned function ends that. */
  add(listener: OpenListener): () => void;
  list(): OpenListener[];
}

/** Makes an empty list. */
export function createListeners(): Listeners {
  const open = new Set<OpenListener>();
  return {
    add(listener) {
      open.add(listener);
      return () => open.delete(listener);
    },
    list: () => [...open],
  };
}
