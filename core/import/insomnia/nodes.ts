import type { JsonObject, JsonValue } from '../../json-value.ts';
import { field, isObject, textField } from '../../postman/residue.ts';
import type { NoteBook } from '../notes.ts';

/** A folder or request of either version, with what stands in it in order. */
export interface InsomniaNode {
  kind: 'folder' | 'request' | 'other';
  raw: JsonObject;
  /** What Insomnia calls the kind: `grpc_request`, ... */
  type: string;
  children: InsomniaNode[];
}

/** An environment of either version. */
export interface InsomniaEnvironment {
  name: string;
  raw: JsonObject;
  isPrivate: boolean;
  subs: InsomniaEnvironment[];
}

/** One workspace: a collection with its environments, or the environments alone. */
export interface InsomniaWorkspace {
  raw: JsonObject;
  nodes: InsomniaNode[];
  environments: InsomniaEnvironment[];
  onlyEnvironments: boolean;
}

/** Orders by Insomnia's sort key; entries without one stay where they are in the file. */
export function bySortKey<T>(entries: T[], keyOf: (entry: T) => JsonValue | undefined): T[] {
  if (!entries.every((entry) => typeof keyOf(entry) === 'number')) return entries;
  return entries.toSorted((left, right) => Number(keyOf(left)) - Number(keyOf(right)));
}

/** Things that are neither request nor environment, counted and told of. */
export function noteOthers(counts: ReadonlyMap<string, number>, notes: NoteBook): void {
  for (const [type, count] of counts) {
    const name = type.replaceAll('_', ' ');
    notes.add(
      'insomnia.other',
      'lost',
      [],
      `${name === '' ? 'Something without a type' : `Insomnia's "${name}"`} came along (${count}). Postern has no place for it; it was left out.`,
    );
  }
}

/** The text of a field of the object itself or of its `meta`. */
export function ownOrMeta(raw: JsonObject, key: string): string | undefined {
  const own = textField(raw, key);
  if (own !== undefined) return own;
  const meta = field(raw, 'meta');
  return isObject(meta) ? textField(meta, key) : undefined;
}
