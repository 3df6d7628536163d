import { useRef } from 'react';
import type { TreeRow } from './tree-model.ts';

export type TreeChoiceOptions = {
  rows: readonly TreeRow[];
  chosenIds: readonly string[];
  /** Absent where only one row can be chosen. */
  onChoose: ((ids: readonly string[]) => void) | undefined;
  /** The one row it is about while none are chosen: a first step beside it takes it along. */
  currentId: string | undefined;
};

export type TreeChoice = {
  isOn: boolean;
  toggle: (row: TreeRow) => void;
  /** All between the row the choice began with and another one. */
  extendTo: (row: TreeRow) => void;
  /** Back to one; false where it was about one already. */
  clear: () => boolean;
};

/** Choosing several rows, by the ARIA tree pattern: one is added or taken away, or all of a range are chosen. */
export function useTreeChoice({ rows, chosenIds, onChoose, currentId }: TreeChoiceOptions): TreeChoice {
  const anchorId = useRef<string>(undefined);
  const choose = (ids: readonly string[]) => onChoose?.(ids);
  const places = (id: string | undefined) => rows.findIndex((row) => row.id === id);
  return {
    isOn: onChoose !== undefined,
    toggle: (row) => {
      const isFirst = chosenIds.length === 0 && currentId !== row.id && places(currentId) !== -1;
      const next = new Set(isFirst && currentId !== undefined ? [currentId] : chosenIds);
      if (!next.delete(row.id)) next.add(row.id);
      anchorId.current = row.id;
      choose([...next]);
    },
    extendTo: (row) => {
      if (chosenIds.length === 0 || places(anchorId.current) === -1) anchorId.current = currentId ?? row.id;
      const to = places(row.id);
      const found = places(anchorId.current);
      const from = found === -1 ? to : found;
      choose(rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ id }) => id));
    },
    clear: () => {
      if (chosenIds.length === 0) return false;
      choose([]);
      return true;
    },
  };
}
