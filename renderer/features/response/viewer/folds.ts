/** Folded containers as line ranges: `start` stays in sight, `start + 1` to `end` do not. Sorted, never overlapping. */
export interface Fold {
  start: number;
  end: number;
}

/** Folds a container; folds inside it are taken up by it. */
export function addFold(folds: readonly Fold[], fold: Fold): Fold[] {
  if (fold.end <= fold.start) return [...folds];
  const outside = folds.filter((other) => other.start < fold.start || other.start > fold.end);
  return [...outside, fold].toSorted((one, other) => one.start - other.start);
}

/** Opens the container folded at a line. */
export function removeFold(folds: readonly Fold[], start: number): Fold[] {
  return folds.filter((fold) => fold.start !== start);
}

/** Opens every fold that hides a line. */
export function revealLine(folds: readonly Fold[], line: number): Fold[] {
  return folds.filter((fold) => line <= fold.start || line > fold.end);
}

/** Number of lines left in sight. */
export function visibleCount(folds: readonly Fold[], lineCount: number): number {
  return folds.reduce((count, fold) => count - (fold.end - fold.start), lineCount);
}

/** Gives the line that stands at a visible position. */
export function lineAtPosition(folds: readonly Fold[], position: number): number {
  let line = position;
  for (const fold of folds) {
    if (fold.start >= line) break;
    line += fold.end - fold.start;
  }
  return line;
}

/** Gives the visible position of a line that no fold hides. */
export function positionOfLine(folds: readonly Fold[], line: number): number {
  return folds.reduce(
    (position, fold) => (fold.start < line ? position - (fold.end - fold.start) : position),
    line,
  );
}
