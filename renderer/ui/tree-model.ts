/** A row of a tree given as a flat list of what is in sight, parents before children. */
export type TreeRow = {
  id: string;
  /** From 0 at the root. */
  depth: number;
  /** The accessible name, what typing looks for, and what renaming edits. */
  label: string;
  /** Set for rows that can hold others. */
  isExpanded?: boolean | undefined;
  /** Its place among its siblings, from 1, and how many they are; counted where the owner does not know. */
  position?: number;
  setSize?: number;
};

/** Where something would be dropped, seen from a row. */
export type DropPosition = 'before' | 'inside' | 'after';

/** Place and number of siblings, as `aria-posinset` and `aria-setsize` want them. */
export type SiblingPlace = { position: number; count: number };

/** Computes every row's place among its siblings in one pass. */
export function siblingPlaces(rows: readonly TreeRow[]): SiblingPlace[] {
  const places: SiblingPlace[] = [];
  // One open group of siblings per depth; a shallower row closes the deeper ones.
  const open: SiblingPlace[][] = [];
  const close = (depth: number) => {
    while (open.length > depth) {
      const group = open.pop() ?? [];
      for (const place of group) place.count = group.length;
    }
  };
  for (const row of rows) {
    close(row.depth + 1);
    while (open.length <= row.depth) open.push([]);
    const group = open[row.depth] ?? [];
    const place = { position: group.length + 1, count: 0 };
    group.push(place);
    places.push(place);
  }
  close(0);
  return places;
}

/** The index of the row that holds the row at `index`, or -1 at the root. */
export function parentIndex(rows: readonly TreeRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0; at -= 1) {
    if ((rows[at]?.depth ?? 0) < depth) return at;
  }
  return -1;
}

/** What a key does in a tree, by the ARIA tree pattern. */
export type TreeMove = { kind: 'focus'; index: number } | { kind: 'toggle'; isExpanded: boolean } | undefined;

/** Gives what an arrow, Home, End, Page or `*`-less key does from the row at `index`. */
export function treeMove(rows: readonly TreeRow[], index: number, key: string, pageRows: number): TreeMove {
  const row = rows[index];
  const last = rows.length - 1;
  const focus = (to: number): TreeMove => ({ kind: 'focus', index: Math.min(last, Math.max(0, to)) });
  switch (key) {
    case 'ArrowDown':
      return focus(index + 1);
    case 'ArrowUp':
      return focus(index - 1);
    case 'Home':
      return focus(0);
    case 'End':
      return focus(last);
    case 'PageDown':
      return focus(index + pageRows);
    case 'PageUp':
      return focus(index - pageRows);
    case 'ArrowRight':
      if (row?.isExpanded === undefined) return undefined;
      if (!row.isExpanded) return { kind: 'toggle', isExpanded: true };
      return (rows[index + 1]?.depth ?? 0) > row.depth ? focus(index + 1) : undefined;
    case 'ArrowLeft': {
      if (row?.isExpanded === true) return { kind: 'toggle', isExpanded: false };
      const parent = parentIndex(rows, index);
      return parent === -1 ? undefined : focus(parent);
    }
    default:
      return undefined;
  }
}

/** The next row whose label starts with what was typed; one letter again and again steps through its rows. */
export function typeaheadIndex(rows: readonly TreeRow[], index: number, typed: string): number | undefined {
  const isRepeat = /^(.)\1+$/.test(typed);
  const wanted = (isRepeat ? typed.slice(0, 1) : typed).toLowerCase();
  const start = typed.length === 1 || isRepeat ? index + 1 : index;
  for (let step = 0; step < rows.length; step += 1) {
    const at = (start + step) % rows.length;
    if (rows[at]?.label.toLowerCase().startsWith(wanted) === true) return at;
  }
  return undefined;
}

/** Where a pointer over a row would drop: the outer quarters mean before and after, the middle of a holder inside. */
export function dropPosition(offsetY: number, height: number, canHold: boolean): DropPosition {
  if (!canHold) return offsetY < height / 2 ? 'before' : 'after';
  if (offsetY < height / 4) return 'before';
  return offsetY > (height * 3) / 4 ? 'after' : 'inside';
}
