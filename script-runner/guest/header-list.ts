import type { ScriptPairs } from '../../core/scripts/script-job.ts';
import { variableText } from './variable-scope.ts';

interface HeaderRow {
  key: string;
  value: string;
}

/** Headers as `pm.request.headers` and `pm.response.headers` show them; names do not mind their case. */
export class HeaderList {
  #rows: HeaderRow[];

  constructor(pairs: ScriptPairs) {
    this.#rows = pairs.map(([key, value]) => ({ key, value }));
  }

  get(name: string): string | undefined {
    return this.one(name)?.value;
  }

  one(name: string): HeaderRow | undefined {
    return this.#rows.find((row) => sameName(row.key, name));
  }

  has(name: string, value?: string): boolean {
    return this.#rows.some((row) => sameName(row.key, name) && (value === undefined || row.value === value));
  }

  all(): HeaderRow[] {
    return this.#rows.map((row) => ({ ...row }));
  }

  each(visit: (row: HeaderRow) => void): void {
    for (const row of this.all()) visit(row);
  }

  count(): number {
    return this.#rows.length;
  }

  toObject(): Record<string, string> {
    return Object.fromEntries(this.#rows.map(({ key, value }) => [key, value]));
  }

  /** Takes `{ key, value }` or `Name: value`. */
  add(header: unknown): void {
    this.#rows.push(readHeader(header));
  }

  upsert(header: unknown): void {
    const row = readHeader(header);
    const at = this.#rows.findIndex(({ key }) => sameName(key, row.key));
    if (at === -1) this.#rows.push(row);
    else this.#rows[at] = row;
  }

  remove(name: unknown): void {
    this.#rows = this.#rows.filter(({ key }) => !sameName(key, String(name)));
  }

  toPairs(): ScriptPairs {
    return this.#rows.map(({ key, value }) => [key, value]);
  }
}

function sameName(left: string, right: unknown): boolean {
  return left.toLowerCase() === String(right).toLowerCase();
}

function readHeader(header: unknown): HeaderRow {
  if (typeof header === 'object' && header !== null) {
    const { key, value } = header as { key?: unknown; value?: unknown };
    return { key: variableText(key), value: variableText(value) };
  }
  const text = String(header);
  const colon = text.indexOf(':');
  if (colon < 1) throw new TypeError('A header is { key, value } or "Name: value".');
  return { key: text.slice(0, colon).trim(), value: text.slice(colon + 1).trim() };
}
