import { useState } from 'react';
import type { BodyRows } from './body-rows.ts';
import { addFold, type Fold, removeFold, revealLine } from './folds.ts';

/** What is folded in a JSON body. */
export interface Folding {
  folds: readonly Fold[];
  isFolded(row: number): boolean;
  toggle(row: number): void;
  /** Opens what hides a row. Gives the folds that are left. */
  reveal(row: number): readonly Fold[];
}

/** Keeps the folds of a body; where a container ends is asked of the engine when it is folded. */
export function useFolds(rows: BodyRows): Folding {
  const [folds, setFolds] = useState<readonly Fold[]>([]);
  const isFolded = (row: number) => folds.some((fold) => fold.start === row);
  return {
    folds,
    isFolded,
    toggle(row) {
      if (isFolded(row)) {
        setFolds((current) => removeFold(current, row));
        return;
      }
      rows.foldEnd(row).then(
        (end) => setFolds((current) => addFold(current, { start: row, end })),
        // A body that is gone says so in the viewer.
        () => undefined,
      );
    },
    reveal(row) {
      const left = revealLine(folds, row);
      if (left.length !== folds.length) setFolds(left);
      return left;
    },
  };
}
