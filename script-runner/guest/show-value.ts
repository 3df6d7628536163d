const maxDepth = 6;
const maxEntries = 100;

/** Writes a value as a console does: text as it is, objects as JSON-like text with bounds. */
export function showValue(value: unknown): string {
  return typeof value === 'string' ? value : show(value, 0, []);
}

function show(value: unknown, depth: number, around: readonly object[]): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return `[function ${value.name || 'anonymous'}]`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (around.includes(value)) return '[circular]';
  if (depth >= maxDepth) return Array.isArray(value) ? '[…]' : '{…}';
  const inside = [...around, value];
  if (value instanceof Map) return `Map ${show(Object.fromEntries(value), depth, around)}`;
  if (value instanceof Set) return `Set ${show([...value], depth, around)}`;
  if (Array.isArray(value)) {
    const items = value.slice(0, maxEntries).map((item: unknown) => show(item, depth + 1, inside));
    return `[${bounded(items, value.length).join(', ')}]`;
  }
  const entries = Object.entries(value);
  const members = entries
    .slice(0, maxEntries)
    .map(([key, member]) => `${JSON.stringify(key)}: ${show(member, depth + 1, inside)}`);
  return `{${bounded(members, entries.length).join(', ')}}`;
}

function bounded(shown: string[], total: number): string[] {
  return shown.length < total ? [...shown, `… ${total - shown.length} more`] : shown;
}
