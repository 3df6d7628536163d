import type { ChangeState, FileChange } from './git-change.ts';

const states: Readonly<Record<string, ChangeState>> = {
  A: 'added',
  C: 'added',
  D: 'deleted',
  R: 'renamed',
  U: 'conflicted',
};

/** Reads what `git log --name-status -z` writes of one commit. @see git-diff(1), Raw output format */
export function parseNameStatus(text: string): FileChange[] {
  const fields = text.split('\0').values();
  const changes: FileChange[] = [];
  for (const status of fields) {
    const letter = status[0];
    // What comes after the last path.
    if (letter === undefined) break;
    const isPair = letter === 'R' || letter === 'C';
    const oldPath = isPair ? next(fields) : undefined;
    const path = next(fields);
    const state = states[letter] ?? 'changed';
    changes.push({ path, state, ...(state === 'renamed' && oldPath !== undefined ? { oldPath } : {}) });
  }
  return changes;
}

function next(fields: Iterator<string>): string {
  const { value, done } = fields.next();
  return done === true ? '' : value;
}
