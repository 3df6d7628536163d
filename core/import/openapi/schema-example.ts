import type { JsonObject, JsonValue } from '../../json-value.ts';
import { field, isObject, textField } from '../../postman/residue.ts';
import type { References } from './references.ts';

const maxDepth = 6;
/** Values one example may have. */
const maxValues = 500;

/** Makes an example of a schema: its own example where it has one, else a value of each kind. Bounded in depth and size. */
export function exampleOf(schema: JsonValue | undefined, references: References): JsonValue {
  return new ExampleMaker(references).make(schema, 0);
}

class ExampleMaker {
  private readonly references: References;
  private left = maxValues;

  constructor(references: References) {
    this.references = references;
  }

  make(value: JsonValue | undefined, depth: number): JsonValue {
    const schema = this.references.resolve(value);
    this.left -= 1;
    if (schema === undefined || depth > maxDepth || this.left < 0) return null;
    const given = givenExample(schema);
    if (given !== undefined) return given;
    for (const key of ['oneOf', 'anyOf']) {
      const choices = field(schema, key);
      if (Array.isArray(choices) && choices.length > 0 && field(schema, 'properties') === undefined) {
        return this.make(choices[0], depth + 1);
      }
    }
    const type = typeOf(schema);
    const parts = field(schema, 'allOf');
    if (type === 'object') return this.object(schema, depth);
    if (Array.isArray(parts)) return this.combined(schema, parts, depth);
    if (type === 'array') return [this.make(field(schema, 'items'), depth + 1)];
    return scalarOf(schema, type);
  }

  /** Parts that hold for one value: objects are put together, of others the first that says anything counts. */
  private combined(schema: JsonObject, parts: JsonValue[], depth: number): JsonValue {
    const made = parts.map((part) => this.make(part, depth + 1));
    const scalar = made.find((value) => value !== null && !isObject(value));
    return scalar ?? this.object(schema, depth);
  }

  private object(schema: JsonObject, depth: number): JsonObject {
    const result: [string, JsonValue][] = [];
    const parts = field(schema, 'allOf');
    for (const part of Array.isArray(parts) ? parts : []) {
      const made = this.make(part, depth + 1);
      if (isObject(made)) result.push(...Object.entries(made));
    }
    const properties = field(schema, 'properties');
    for (const [name, property] of isObject(properties) ? Object.entries(properties) : []) {
      // The server gives what is read-only; a request does not.
      const resolved = this.references.resolve(property);
      if (resolved === undefined || field(resolved, 'readOnly') === true || this.left < 0) continue;
      result.push([name, this.make(resolved, depth + 1)]);
    }
    return Object.fromEntries(result);
  }
}

/** The value that a schema, parameter or media type names itself. */
export function givenExample(holder: JsonObject): JsonValue | undefined {
  const examples = field(holder, 'examples');
  const [first] = Array.isArray(examples) ? examples : isObject(examples) ? Object.values(examples) : [];
  const choices = field(holder, 'enum');
  const named = isObject(first) && Object.hasOwn(first, 'value') ? field(first, 'value') : undefined;
  return (
    field(holder, 'example') ??
    named ??
    (Array.isArray(examples) ? first : undefined) ??
    field(holder, 'default') ??
    field(holder, 'const') ??
    (Array.isArray(choices) ? choices[0] : undefined)
  );
}

/** The type of a schema; version 3.1 may list several, `null` among them. */
function typeOf(schema: JsonObject): string | undefined {
  const type = field(schema, 'type');
  if (Array.isArray(type))
    return type.find((name) => typeof name === 'string' && name !== 'null') as string | undefined;
  if (typeof type === 'string') return type;
  return isObject(field(schema, 'properties')) ? 'object' : undefined;
}

const formats: Record<string, string> = {
  'date-time': '2026-01-01T00:00:00Z',
  date: '2026-01-01',
  email: 'user@example.com',
  uri: 'https://example.com',
  uuid: '00000000-0000-4000-8000-000000000000',
};

function scalarOf(schema: JsonObject, type: string | undefined): JsonValue {
  if (type === 'integer' || type === 'number') return 0;
  if (type === 'boolean') return true;
  if (type !== 'string') return null;
  const format = textField(schema, 'format') ?? '';
  return Object.hasOwn(formats, format) ? (formats[format] ?? '') : 'string';
}
