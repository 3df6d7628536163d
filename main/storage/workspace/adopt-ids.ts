import type { ItemId } from '../../../core/ids.ts';
import { type Entry, entryPath, type EntryTree, isContainerEntry } from './entry-tree.ts';

/** An item that is gone, remembered so that it is known again when it comes back (a change of branch and back). */
interface Ghost {
  id: ItemId;
  path: string;
  revision: string | undefined;
  isContainer: boolean;
  fileName: string;
  /** Of the container it stood in. */
  parentId: ItemId | undefined;
}

const mostGhosts = 20_000;

/** Items that are gone, by place and by content. */
export class Ghosts {
  readonly #byPath = new Map<string, Ghost>();

  /** The parts of the path must still be known, so this comes right when an item goes. */
  remember(entry: Entry, parentId: ItemId | undefined): void {
    const path = entryPath(entry);
    this.#byPath.delete(path);
    this.#byPath.set(path, {
      id: entry.id,
      path,
      revision: entry.revision,
      isContainer: isContainerEntry(entry),
      fileName: entry.fileName,
      parentId,
    });
    const oldest = this.#byPath.keys().next();
    if (this.#byPath.size > mostGhosts && oldest.done !== true) this.#byPath.delete(oldest.value);
  }

  at(path: string): Ghost | undefined {
    return this.#byPath.get(path);
  }

  values(): Iterable<Ghost> {
    return this.#byPath.values();
  }

  forget(path: string): void {
    this.#byPath.delete(path);
  }
}

/**
 * Gives items that appeared the ids of items that went: first by place, then by content; a folder, where its definition
 * does not tell, follows most of what it holds.
 */
export function adoptIds(
  tree: EntryTree,
  added: readonly Entry[],
  gone: readonly Entry[],
  ghosts: Ghosts,
): void {
  for (const entry of gone) ghosts.remember(entry, entry.parent?.id);
  if (added.length === 0) return;
  const origins = new Origins(tree, ghosts);
  /** New container -> old container -> how many of its items came from there. */
  const votes = new Map<Entry, Map<ItemId, number>>();
  // Children before parents, so that the votes are in.
  for (const entry of added.toReversed()) {
    const ghost = origins.find(entry) ?? origins.leader(entry, votes.get(entry));
    if (ghost === undefined) continue;
    tree.adoptId(entry, ghost.id);
    ghosts.forget(ghost.path);
    const { parent } = entry;
    if (parent === undefined || ghost.parentId === undefined) continue;
    const counts = votes.get(parent) ?? new Map<ItemId, number>();
    counts.set(ghost.parentId, (counts.get(ghost.parentId) ?? 0) + 1);
    votes.set(parent, counts);
  }
}

/** Looks up what an item was before. Each list is walked once, also where thousands of files are the same. */
class Origins {
  readonly #tree: EntryTree;
  readonly #ghosts: Ghosts;
  readonly #byContent = new Map<string, Ghost[]>();
  readonly #byContentAndName = new Map<string, Ghost[]>();
  readonly #byId = new Map<ItemId, Ghost>();

  constructor(tree: EntryTree, ghosts: Ghosts) {
    this.#tree = tree;
    this.#ghosts = ghosts;
    // Latest last, so that `pop` gives the latest.
    for (const ghost of ghosts.values()) {
      this.#byId.set(ghost.id, ghost);
      if (ghost.revision === undefined) continue;
      append(this.#byContent, ghost.revision, ghost);
      append(this.#byContentAndName, `${ghost.revision}/${ghost.fileName}`, ghost);
    }
  }

  find(entry: Entry): Ghost | undefined {
    const samePlace = this.#ghosts.at(entryPath(entry));
    if (this.#isFree(samePlace, entry)) return samePlace;
    if (entry.revision === undefined) return undefined;
    return (
      this.#takeFree(this.#byContentAndName.get(`${entry.revision}/${entry.fileName}`), entry) ??
      this.#takeFree(this.#byContent.get(entry.revision), entry)
    );
  }

  leader(entry: Entry, votes: Map<ItemId, number> | undefined): Ghost | undefined {
    const [first] = [...(votes ?? [])].toSorted((left, right) => right[1] - left[1]);
    const ghost = first === undefined ? undefined : this.#byId.get(first[0]);
    return this.#isFree(ghost, entry) ? ghost : undefined;
  }

  #takeFree(ghosts: Ghost[] | undefined, entry: Entry): Ghost | undefined {
    for (let ghost = ghosts?.pop(); ghost !== undefined; ghost = ghosts?.pop()) {
      if (this.#isFree(ghost, entry)) return ghost;
    }
    return undefined;
  }

  #isFree(ghost: Ghost | undefined, entry: Entry): ghost is Ghost {
    return (
      ghost !== undefined &&
      ghost.isContainer === isContainerEntry(entry) &&
      this.#tree.find(ghost.id) === undefined
    );
  }
}

function append(map: Map<string, Ghost[]>, key: string, ghost: Ghost): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [ghost]);
  else list.push(ghost);
}
