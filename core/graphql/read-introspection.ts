/** What a text is that should be the answer to an introspection, or a file with one. */
export type IntrospectionReading =
  | { kind: 'schema'; text: string }
  /** The server knows GraphQL and gives no schema; with its own words. */
  | { kind: 'refused'; reason: string }
  /** JSON that no GraphQL server writes, or no JSON. */
  | { kind: 'other'; isJson: boolean };

const longestReason = 300;

/**
 * Reads the answer to an introspection: `{ "data": { "__schema": … } }`, or what files hold, `{ "__schema": … }`. Of a schema
 * nothing but `__schema` is given: what a server adds beside it is not kept.
 *
 * @see GraphQL specification (October 2021) sections 4.2 and 7.1
 */
export function readIntrospection(text: string): IntrospectionReading {
  let value: unknown;
  try {
    // A file may begin with a byte order mark, which is no JSON.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { kind: 'other', isJson: false };
  }
  if (!isObject(value)) return { kind: 'other', isJson: true };
  const data = isObject(value['data']) ? value['data'] : value;
  const described = data['__schema'];
  if (isDescription(described)) {
    const kept = stringify(described);
    return kept === undefined ? { kind: 'other', isJson: true } : { kind: 'schema', text: kept };
  }
  const { errors } = value;
  if (Array.isArray(errors) && errors.length > 0) return { kind: 'refused', reason: reasonOf(errors) };
  // A server that leaves it out without a word.
  if ('data' in value && value['data'] !== undefined) return { kind: 'refused', reason: '' };
  return { kind: 'other', isJson: true };
}

/** A text nested deeper than anybody's schema can be read and not be written. */
function stringify(described: object): string | undefined {
  try {
    return JSON.stringify({ __schema: described });
  } catch {
    return undefined;
  }
}

/** Enough of a schema to be one; the reader of schemas judges the rest. */
function isDescription(value: unknown): value is object {
  return (
    isObject(value) &&
    isObject(value['queryType']) &&
    typeof value['queryType']['name'] === 'string' &&
    Array.isArray(value['types']) &&
    value['types'].length > 0
  );
}

function reasonOf(errors: readonly unknown[]): string {
  for (const error of errors) {
    const message = isObject(error) ? error['message'] : error;
    if (typeof message === 'string' && message.trim() !== '') {
      return message.replace(/\s+/g, ' ').trim().slice(0, longestReason);
    }
  }
  return '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells whether a text has a definition of GraphQL's schema language in it, so that it may be one. */
export function looksLikeSchemaLanguage(text: string): boolean {
  return (
    /^[\s\uFEFF,]*(?:#|"|extend\b|schema\b|scalar\b|type\b|interface\b|union\b|enum\b|input\b|directive\b)/.test(
      text,
    ) && /\b(?:type|interface|union|enum|input|scalar|schema)\b/.test(text)
  );
}
