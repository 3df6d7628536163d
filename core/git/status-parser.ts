import type { ChangeState, FileChange } from './git-change.ts';

/** How a branch stands to the one it follows. */
export interface BranchStatus {
  /** Absent before the first commit. */
  commit?: string;
  /** Absent where no branch is checked out. */
  branch?: string;
  /** Such as `origin/main`. */
  upstream?: string;
  /** Absent also where the branch it follows is gone. */
  ahead?: number;
  behind?: number;
}

export interface RepositoryStatus extends BranchStatus {
  changes: FileChange[];
  /** There are more changes than were taken. */
  isCut: boolean;
}

/**
 * Reads `git status --porcelain=v2 --branch -z` as it comes, part by part.
 *
 * @see git-status(1), Porcelain Format Version 2
 */
export class StatusParser {
  readonly #mostChanges: number;
  readonly #changes = new Map<string, FileChange>();
  readonly #branch: BranchStatus = {};
  #rest = '';
  /** A renamed file whose old path comes next. */
  #renamed: FileChange | undefined;
  #isCut = false;

  constructor(mostChanges: number) {
    this.#mostChanges = mostChanges;
  }

  push(text: string): void {
    const tokens = (this.#rest + text).split('\0');
    this.#rest = tokens.pop() ?? '';
    for (const token of tokens) this.#take(token);
  }

  finish(): RepositoryStatus {
    return { ...this.#branch, changes: [...this.#changes.values()], isCut: this.#isCut };
  }

  #take(token: string): void {
    if (this.#renamed !== undefined) {
      const renamed = this.#renamed;
      this.#renamed = undefined;
      // Renamed in the index and deleted since: what is gone is the file it was.
      this.#put(renamed.state === 'deleted' ? { ...renamed, path: token } : { ...renamed, oldPath: token });
      return;
    }
    switch (token[0]) {
      case '#':
        this.#takeHeader(token);
        return;
      case '1': {
        const state = stateOf(token.slice(2, 4));
        if (state === undefined) return;
        const blob = state === 'deleted' ? token.split(' ', 7)[6] : undefined;
        this.#put({ path: fieldsAfter(token, 8), state, ...(blob === undefined ? {} : { blob }) });
        return;
      }
      case '2':
        this.#renamed = { path: fieldsAfter(token, 9), state: renamedState(token.slice(2, 4)) };
        return;
      case 'u':
        this.#put({ path: fieldsAfter(token, 10), state: 'conflicted' });
        return;
      case '?':
        this.#put({ path: token.slice(2), state: 'added', isUntracked: true });
        return;
      default:
    }
  }

  #takeHeader(token: string): void {
    const [, name, ...words] = token.split(' ');
    const value = words.join(' ');
    if (name === 'branch.oid' && value !== '(initial)') this.#branch.commit = value;
    else if (name === 'branch.head' && value !== '(detached)') this.#branch.branch = value;
    else if (name === 'branch.upstream') this.#branch.upstream = value;
    else if (name === 'branch.ab') {
      this.#branch.ahead = Number(words[0]);
      this.#branch.behind = -Number(words[1]);
    }
  }

  #put(change: FileChange): void {
    const known = this.#changes.get(change.path);
    if (known !== undefined) {
      // Taken out of the index, and there all the same.
      const isBack = known.state === 'deleted' && change.state === 'added';
      this.#changes.set(change.path, isBack ? { path: change.path, state: 'changed' } : change);
    } else if (this.#changes.size < this.#mostChanges) this.#changes.set(change.path, change);
    else this.#isCut = true;
  }
}

/** The path stands after this many fields and may hold spaces itself. */
function fieldsAfter(token: string, fields: number): string {
  let at = 0;
  for (let field = 0; field < fields; field += 1) at = token.indexOf(' ', at) + 1;
  return token.slice(at);
}

/** By what the index and the working tree say; nothing for a file that was added to the index and is gone again. */
function stateOf([index, tree]: string | [string, string]): ChangeState | undefined {
  if (index === 'A') return tree === 'D' ? undefined : 'added';
  if (index === 'D' || tree === 'D') return 'deleted';
  return tree === 'A' ? 'added' : 'changed';
}

function renamedState([index, tree]: string | [string, string]): ChangeState {
  if (tree === 'D') return 'deleted';
  return index === 'C' || tree === 'C' ? 'added' : 'renamed';
}
