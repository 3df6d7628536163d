type Values = Readonly<Record<string, unknown>>;

const plain = new Set(['string', 'number', 'bigint', 'boolean']);
const textOf = (value: unknown): string => (plain.has(typeof value) ? String(value) : '');

/** `encodeURIComponent`, and as Node's also `!'()*` stay as they are. */
function escape(text: unknown): string {
  return encodeURIComponent(String(text));
}

/** What is no valid escape stays as it is. */
function unescape(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}

/** Gives `a=1&b=2`; a list gives a pair for each of its values. */
function stringify(values: Values | null | undefined, separator = '&', equals = '='): string {
  return Object.entries(values ?? {})
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, textOf(one)]))
    .map(([name, value]) => `${escape(name)}${equals}${escape(value)}`)
    .join(separator);
}

/** Reads `a=1&b=2`; a name that comes again gives a list. */
function parse(text: unknown, separator = '&', equals = '='): Record<string, string | string[]> {
  const found = Object.create(null) as Record<string, string | string[]>;
  if (typeof text !== 'string' || text === '') return found;
  for (const pair of text.split(separator)) {
    if (pair === '') continue;
    const at = pair.indexOf(equals);
    const [rawName, rawValue] = at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + equals.length)];
    const [name, value] = [rawName, rawValue].map((raw) => unescape(raw.replaceAll('+', ' '))) as [
      string,
      string,
    ];
    const before = found[name];
    found[name] = before === undefined ? value : [before, value].flat();
  }
  return found;
}

/** Node's module of this name. @see https://nodejs.org/api/querystring.html */
export const lent = { parse, decode: parse, stringify, encode: stringify, escape, unescape };
