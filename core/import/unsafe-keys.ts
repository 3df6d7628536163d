import type { JsonPath } from '../json.ts';
import type { JsonValue } from '../json-value.ts';
import type { NoteBook } from './notes.ts';

/** Takes keys named `__proto__` out of all objects: they could change how other objects behave. */
export function removeUnsafe(
  value: JsonValue,
  onRemoved?: (path: JsonPath) => void,
  path: JsonPath = [],
): void {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value) && Object.hasOwn(value, '__proto__')) {
    delete value['__proto__'];
    onRemoved?.(path);
  }
  for (const [key, inner] of Object.entries(value))
    removeUnsafe(inner, onRemoved, onRemoved ? [...path, key] : path);
}

/** Says that such a key was left out. */
export function noteUnsafe(path: JsonPath, notes: NoteBook): void {
  const message = 'A field named "__proto__" was left out, because it could harm the program.';
  notes.add('json.unsafeKey', 'lost', path.map(String), message);
}
