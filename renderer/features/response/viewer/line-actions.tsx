import { type ReactNode, useEffect, useState } from 'react';
import type { BodyRows } from './body-rows.ts';
import type { JsonRow } from './engine/rows.ts';
import { type JsonTarget, targetOf } from './json-target.ts';

/** What can be done with the value of a row, once its path is known. */
export function LineActions({
  rows,
  row,
  render,
}: {
  rows: BodyRows;
  row: JsonRow;
  render: (target: JsonTarget) => ReactNode;
}) {
  const [target, setTarget] = useState<JsonTarget>();
  useEffect(() => {
    let isCurrent = true;
    targetOf(rows, row).then(
      (found) => {
        if (isCurrent) setTarget(found);
      },
      // A body that is gone says so in the viewer.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [rows, row]);
  return target === undefined ? null : render(target);
}
