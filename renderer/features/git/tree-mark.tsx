import { useEffect } from 'react';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { changeMark } from './change-mark.tsx';
import styles from './git.module.css';

/** Keeps what the tree says of changes fresh for as long as it is in sight, where Git may be started. */
export function useTreeMarks(): void {
  const isAllowed = useStore((state) => state.git.repository?.isAllowed === true);
  const watch = useStore((state) => state.git.watch);
  useEffect(() => (isAllowed ? watch() : undefined), [isAllowed, watch]);
}

/** What became of an item since the last commit, at the end of its line; its name says it to assistive technology. */
export function TreeMarkLetter({ id }: { id: ItemId }) {
  const mark = useStore((state) => state.git.marks[id]);
  if (mark === undefined) return null;
  if (mark === 'inside')
    return <span className={styles['insideMark']} title={insideWords} aria-hidden="true" />;
  const { letter, word } = changeMark(mark);
  return (
    <span className={styles['mark']} data-state={mark} title={`${word}${since}`} aria-hidden="true">
      {letter}
    </span>
  );
}

/** The same in words. */
export function TreeMarkWord({ id }: { id: ItemId }) {
  const mark = useStore((state) => state.git.marks[id]);
  if (mark === undefined) return null;
  const words = mark === 'inside' ? insideWords : `${changeMark(mark).word}${since}`;
  return <span className="visually-hidden">, {words}</span>;
}

const since = ' since the last commit';
const insideWords = `something inside changed${since}`;
