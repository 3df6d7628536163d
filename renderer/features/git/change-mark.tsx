import type { ChangeState } from '../../../core/git/git-change.ts';
import styles from './git.module.css';

const marks: Record<ChangeState, { letter: string; word: string }> = {
  added: { letter: 'A', word: 'added' },
  changed: { letter: 'M', word: 'changed' },
  deleted: { letter: 'D', word: 'deleted' },
  renamed: { letter: 'R', word: 'renamed' },
  conflicted: { letter: '!', word: 'in conflict' },
};

/** Gives the letter that Git itself uses for what became of a file, and a word for it. */
export function changeMark(state: ChangeState): { letter: string; word: string } {
  return marks[state];
}

/** What became of a file, as a letter. */
export function ChangeMark({ state }: { state: ChangeState }) {
  const { letter, word } = marks[state];
  return (
    <span className={styles['mark']} data-state={state} title={word} role="img" aria-label={word}>
      {letter}
    </span>
  );
}
