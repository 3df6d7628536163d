import { useState } from 'react';

/**
 * A row on its way to another place: gives, for each row, what marks and handles the drag.
 *
 * @param move Takes the row out and puts it before what is at `before` now.
 */
export function useRowDrag(move: (from: number, before: number) => void) {
  const [drag, setDrag] = useState<{ from: number; before: number | undefined }>();
  return (index: number) => ({
    drop: dropMark(drag?.before, index),
    onDragStart: () => setDrag({ from: index, before: undefined }),
    onDragOver: (before: number) => setDrag((now) => (now === undefined ? now : { ...now, before })),
    onDragEnd: () => setDrag(undefined),
    onDrop: () => {
      if (drag?.before !== undefined) move(drag.from, drag.before);
      setDrag(undefined);
    },
  });
}

function dropMark(before: number | undefined, index: number): 'before' | 'after' | undefined {
  if (before === index) return 'before';
  return before === index + 1 ? 'after' : undefined;
}
