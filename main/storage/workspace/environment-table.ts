import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isAppError } from '../../../core/errors.ts';
import type { ItemId, Revision } from '../../../core/ids.ts';
import { readEnvironmentFile } from '../../../core/workspace/formats/environment-file.ts';
import { isMissing } from '../file-system.ts';
import { mintId } from './entry-tree.ts';
import type { FileStamp } from './file-stamp.ts';
import { environmentsPath, environmentStem } from './layout.ts';
import { type FileLook, lookAtFile } from './read-entry.ts';

/** One environment on disk. */
export interface EnvironmentEntry {
  id: ItemId;
  fileName: string;
  name: string;
  variableCount: number;
  stamp: FileStamp;
  revision: Revision;
  /** Why the file cannot be read. */
  damage?: string;
}

export interface EnvironmentChanges {
  /** Ids of environments that are new, gone or have another content. */
  ids: Set<ItemId>;
}

/** The environments of a workspace in memory. */
export class EnvironmentTable {
  readonly #byId = new Map<ItemId, EnvironmentEntry>();
  /** Ids of environments that are gone, by file name and by content, for when they come back. */
  readonly #ghosts = new Map<string, ItemId>();

  constructor(entries: readonly EnvironmentEntry[] = []) {
    for (const entry of entries) this.#byId.set(entry.id, entry);
  }

  find(id: ItemId): EnvironmentEntry | undefined {
    return this.#byId.get(id);
  }

  all(): EnvironmentEntry[] {
    return [...this.#byId.values()];
  }

  put(entry: EnvironmentEntry): void {
    this.#byId.set(entry.id, entry);
  }

  remove(entry: EnvironmentEntry): void {
    this.#byId.delete(entry.id);
    this.#ghosts.set(`name:${entry.fileName}`, entry.id);
    this.#ghosts.set(`content:${entry.revision}`, entry.id);
  }

  /** Brings the table in line with the disk. */
  reconcile(root: string, now: number): EnvironmentChanges {
    const changes: EnvironmentChanges = { ids: new Set() };
    const byName = new Map(this.all().map((entry) => [entry.fileName, entry]));
    const fresh: { fileName: string; look: FileLook }[] = [];
    for (const fileName of listFiles(join(root, environmentsPath))) {
      const known = byName.get(fileName);
      const look = lookAtFile(join(root, environmentsPath, fileName), known?.stamp, now);
      if (look === undefined) continue;
      byName.delete(fileName);
      if (look === 'same') continue;
      if (known === undefined) {
        fresh.push({ fileName, look });
        continue;
      }
      if (known.revision !== look.revision) changes.ids.add(known.id);
      this.put({ ...describeEnvironment(look, fileName), id: known.id, fileName });
    }
    for (const gone of byName.values()) {
      this.remove(gone);
      changes.ids.add(gone.id);
    }
    for (const { fileName, look } of fresh) {
      const id = this.#takeGhost(fileName, look.revision) ?? mintId();
      this.put({ ...describeEnvironment(look, fileName), id, fileName });
      changes.ids.add(id);
    }
    return changes;
  }

  #takeGhost(fileName: string, revision: Revision): ItemId | undefined {
    return [`name:${fileName}`, `content:${revision}`]
      .map((key) => this.#ghosts.get(key))
      .find((id) => id !== undefined && !this.#byId.has(id));
  }
}

/** Gives what lists show of an environment's file. */
export function describeEnvironment(
  look: FileLook,
  fileName: string,
): Omit<EnvironmentEntry, 'id' | 'fileName'> {
  const stem = environmentStem(fileName) ?? fileName;
  const facts = { stamp: look.stamp, revision: look.revision };
  if (look.damage !== undefined) return { ...facts, name: stem, variableCount: 0, damage: look.damage };
  try {
    const { name, variables } = readEnvironmentFile(look.text, stem);
    return { ...facts, name, variableCount: variables.length };
  } catch (fault) {
    if (!isAppError(fault)) throw fault;
    const reason = fault.details?.['reason'];
    return {
      ...facts,
      name: stem,
      variableCount: 0,
      damage: typeof reason === 'string' ? reason : 'unreadable',
    };
  }
}

function listFiles(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => environmentStem(name) !== undefined);
  } catch (fault) {
    if (isMissing(fault)) return [];
    throw fault;
  }
}
