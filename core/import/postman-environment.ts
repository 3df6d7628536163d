import type { JsonObject } from '../json-value.ts';
import { asText, field, isObject } from '../postman/residue.ts';
import { readVariables } from '../postman/variable.ts';
import type { Variable } from '../variables/variable.ts';
import { countOf } from '../count-of.ts';
import type { NoteBook } from './notes.ts';

/** An environment as it was read; what the file says besides stands in the extension. */
export interface ImportedEnvironment {
  name: string;
  variables: Variable[];
  extension?: JsonObject;
}

/** Tells whether a value is a Postman environment or a set of globals: it has a list of `values`. */
export function isPostmanEnvironment(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'values') &&
    Array.isArray((value as JsonObject)['values'])
  );
}

/** Tells whether a set of values are the globals of a workspace. */
export function isGlobals(raw: JsonObject): boolean {
  return field(raw, '_postman_variable_scope') === 'globals';
}

const named = new Set(['name', 'values']);
/** What tools write about the file itself; it says nothing about the variables. */
const aboutTheFile = new Set([
  'id',
  'uid',
  'timestamp',
  'synced',
  'syncedFilename',
  'isDeleted',
  'team',
  'owner',
  'color',
  '_postman_variable_scope',
  '_postman_exported_at',
  '_postman_exported_using',
]);

/** Reads an environment. A missing `enabled` means enabled, a value of null is empty, a missing name becomes `fallbackName`. */
export function readPostmanEnvironment(
  raw: JsonObject,
  notes: NoteBook,
  fallbackName: string,
): ImportedEnvironment {
  const name = asText(field(raw, 'name')).trim();
  const where = [name === '' ? fallbackName : name];
  const read = readVariables(field(raw, 'values'), 'environment');
  if (read.converted > 0) {
    notes.add(
      'variable.notText',
      'changed',
      where,
      `${countOf(read.converted, 'value was', 'values were')} no text (a number, a switch or an object) and became text.`,
    );
  }
  if (read.unreadable > 0) {
    notes.add(
      'variable.unreadable',
      'lost',
      where,
      `${countOf(read.unreadable, 'entry is', 'entries are')} no variable and could not be read.`,
    );
  }
  noteRepeatedKeys(read.variables, notes, where);
  const others = Object.fromEntries(Object.entries(raw).filter(([key]) => !named.has(key)));
  const unknown = Object.keys(others).filter((key) => !aboutTheFile.has(key));
  if (unknown.length > 0) {
    const message = `Fields that Postern has no place for were left out: ${unknown.join(', ')}.`;
    notes.add('environment.fields', 'lost', where, message);
  }
  const environment: ImportedEnvironment = { name: where[0] ?? fallbackName, variables: read.variables };
  if (Object.keys(others).length > 0) environment.extension = { postman: others };
  return environment;
}

function noteRepeatedKeys(variables: Variable[], notes: NoteBook, where: string[]): void {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { key, enabled } of variables) {
    if (!enabled) continue;
    if (seen.has(key)) repeated.add(key);
    seen.add(key);
  }
  if (repeated.size === 0) return;
  const names = Array.from(repeated).slice(0, 5).join(', ');
  notes.add(
    'variable.repeated',
    'info',
    where,
    `${countOf(repeated.size, 'name stands', 'names stand')} more than once (${names}); the last enabled one counts.`,
  );
}

/** Reads the `globals` of a data dump: the list itself. */
export function readGlobals(raw: unknown, notes: NoteBook): Variable[] {
  if (!Array.isArray(raw)) return [];
  return readPostmanEnvironment({ values: raw.filter(isObject) }, notes, 'Globals').variables;
}
