import { useState } from 'react';
import { rowAfterRemoved } from './key-value-filter.ts';
import type { useRowEdits } from './key-value-edits.ts';
import { placeOf } from './key-value-keys.ts';

type RowStepsOptions = {
  edits: Pick<ReturnType<typeof useRowEdits>, 'move' | 'duplicate' | 'remove'>;
  /** Of the rows, without the blank one. */
  count: number;
  focusPlace: (row: number, column: number) => boolean;
  /** The rows that a filter shows. */
  shown: readonly number[] | undefined;
};

/** Steps that move, copy and delete whole rows, told to those who do not see it, with the focus where it is expected. */
export function useRowSteps({ edits, count, focusPlace, shown }: RowStepsOptions) {
  const [announcement, announce] = useState('');
  return {
    announcement,
    move(from: number, before: number) {
      if (edits.move(from, before))
        announce(`Moved to row ${before > from ? before : before + 1} of ${count}`);
    },
    duplicate(index: number, column: number) {
      if (!edits.duplicate(index)) return;
      announce(`Row ${index + 1} duplicated`);
      requestAnimationFrame(() => focusPlace(index + 1, column));
    },
    remove(index: number) {
      const column = placeOf(document.activeElement)?.column ?? 1;
      edits.remove(index);
      announce(`Row ${index + 1} deleted`);
      requestAnimationFrame(() => focusPlace(rowAfterRemoved(shown, index, count), column));
    },
  };
}
