import { type Stats, statSync } from 'node:fs';
import { z } from 'zod';
import type { ItemId } from '../../../core/ids.ts';
import { sameValue } from '../../../core/same-value.ts';
import type { LocalValue } from '../../../core/variables/local-values.ts';
import { withoutCommands } from '../../../core/variables/source-rules.ts';
import { valueSourceSchema } from '../../../core/variables/value-source.ts';
import type { Log } from '../../log.ts';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { statInTurn } from '../stat-in-turn.ts';

const localValueSchema = z.object({
  key: z.string(),
  value: z.string().optional(),
  secretId: z.string().optional(),
  hosts: z.array(z.string()).optional(),
  // One of a kind that a later version knows costs nothing else of the file.
  source: valueSourceSchema.optional().catch(undefined),
});
const scopeSchema = z.object({
  /** Id of the environment, collection or folder, or `globals`. */
  id: z.string(),
  /** Where its file was, so that values are found again when the index was lost. */
  path: z.string(),
  values: z.array(localValueSchema),
});
const fileSchema = z.object({ version: z.literal(1), scopes: z.array(scopeSchema) });

/** The local values of one set of variables. */
export type LocalScope = z.infer<typeof scopeSchema>;

export interface LocalValueContext {
  log: Log;
  now(): number;
  /** Tells whether an item of that id is there: then nobody else is given its values. */
  isKnown(id: ItemId): boolean;
}

/**
 * Current values and handles of secrets of one workspace: `current-values.json` in the profile. Another process may write
 * it too: it is read again when it changed, and changes are made to what is there at that moment, under the workspace's lock.
 */
export class LocalValueFile {
  readonly #path: string;
  readonly #context: LocalValueContext;
  #scopes = new Map<ItemId, LocalScope>();
  #stamp: string | undefined;

  constructor(path: string, context: LocalValueContext) {
    this.#path = path;
    this.#context = context;
  }

  /**
   * The values of a set of variables; `path` finds them where the id is new. A file that only has the name of one that is
   * gone may be anybody's: it gets no commands.
   */
  async read(id: ItemId, path: string): Promise<LocalValue[]> {
    await this.#refresh();
    const found = this.#find(id, path);
    if (found === undefined) return [];
    return found.id === id ? found.values : withoutTheCommands(found.values);
  }

  /** All sets, for what has to go through them. */
  async all(): Promise<LocalScope[]> {
    await this.#refresh();
    return [...this.#scopes.values()];
  }

  /** Gives the ids of the sets that another process changed since this one looked. */
  async takeOutsideChanges(): Promise<ItemId[]> {
    const before = this.#scopes;
    await this.#refresh();
    if (this.#scopes === before) return [];
    const ids = new Set([...before.keys(), ...this.#scopes.keys()]);
    return [...ids].filter((id) => !sameValue(before.get(id), this.#scopes.get(id)));
  }

  /** Puts, and where there are no values takes out, several sets in one write. */
  async put(changes: readonly LocalScope[]): Promise<void> {
    // Read for sure: a stamp can be the same by chance, and a change on top of an old state would lose the new one.
    await this.#load();
    const next = new Map(this.#scopes);
    for (const { id, path, values } of changes) {
      const known = this.#find(id, path);
      if (known !== undefined) next.delete(known.id);
      if (values.length > 0) next.set(id, { id, path, values });
    }
    if (next.size === 0 && this.#scopes.size === 0) return;
    await writeJsonFile(this.#path, { version: 1, scopes: [...next.values()] });
    this.#scopes = next;
    this.#stamp = this.#stampNow();
  }

  #find(id: ItemId, path: string): LocalScope | undefined {
    const scopes = [...this.#scopes.values()];
    return (
      this.#scopes.get(id) ?? scopes.find((scope) => scope.path === path && !this.#context.isKnown(scope.id))
    );
  }

  async #refresh(): Promise<void> {
    if (stampOf(statInTurn(this.#path)) !== this.#stamp) await this.#load();
  }

  async #load(): Promise<void> {
    const file = await readJsonFile(this.#path, (value) => fileSchema.parse(value), this.#context);
    this.#scopes = new Map(file?.scopes.map((scope) => [scope.id, scope]));
    this.#stamp = this.#stampNow();
  }

  #stampNow(): string {
    return stampOf(statSync(this.#path, { throwIfNoEntry: false }));
  }
}

/** Lists of local values are told apart by being another object, so that the same one is given where nothing is left out. */
function withoutTheCommands(values: LocalValue[]): LocalValue[] {
  return values.some((value) => withoutCommands(value) !== value) ? values.map(withoutCommands) : values;
}

function stampOf(stat: Stats | undefined): string {
  return stat === undefined ? 'absent' : `${stat.ino}-${stat.mtimeMs}-${stat.size}`;
}
