import { createContext, useContext, useSyncExternalStore } from 'react';

/**
 * Knows which line the pointer is on, without drawing the tree again for it: only the line it left and the line it came
 * to hear of the change.
 */
export interface HoveredRow {
  get(): string | undefined;
  set(id: string | undefined): void;
  /** Keeps the present line while a menu of it is open. */
  hold(isHeld: boolean): void;
  subscribe(listener: () => void): () => void;
}

/** Makes the hover state of one tree. */
export function createHoveredRow(): HoveredRow {
  const listeners = new Set<() => void>();
  let current: string | undefined;
  let next: string | undefined;
  let isHeld = false;
  const show = () => {
    if (isHeld || current === next) return;
    current = next;
    listeners.forEach((listener) => listener());
  };
  return {
    get: () => current,
    set(id) {
      next = id;
      show();
    },
    hold(held) {
      isHeld = held;
      show();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const HoveredRowContext = createContext<HoveredRow>(createHoveredRow());

/** Tells whether the pointer is on a line, now and from now on. */
export function useIsHovered(id: string): boolean {
  const hovered = useContext(HoveredRowContext);
  return useSyncExternalStore(hovered.subscribe, () => hovered.get() === id);
}
