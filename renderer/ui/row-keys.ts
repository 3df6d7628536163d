import { useState } from 'react';
import { moveItem } from './key-value-model.ts';

/** React keys of rows that have no id of their own. */
export type RowKeys = {
  at: (index: number) => string;
  insert: (index: number, count: number) => void;
  remove: (index: number) => void;
  move: (from: number, before: number) => void;
};

function createRowKeys(): RowKeys {
  let made = 0;
  let keys: string[] = [];
  const next = () => `row-${(made += 1)}`;
  return {
    at: (index) => {
      while (keys.length <= index) keys.push(next());
      return keys[index] ?? '';
    },
    insert: (index, count) => {
      keys = keys.toSpliced(index, 0, ...Array.from({ length: count }, next));
    },
    remove: (index) => {
      keys = keys.toSpliced(index, 1);
    },
    move: (from, before) => {
      keys = moveItem(keys, from, before);
    },
  };
}

/**
 * Keys that follow the rows through the table's own edits. The draft row's key is the one after the last row's,
 * so a draft that becomes a row keeps its elements, and with them the focus and the caret.
 */
export function useRowKeys(): RowKeys {
  return useState(createRowKeys)[0];
}
