import { showValue } from './show-value.ts';
import type { ScriptChange, ScriptPairs, ScriptScope } from '../../core/scripts/script-job.ts';

/** Variables are texts, whatever a script sets. */
export function variableText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : showValue(value);
}

/** One set of variables as `pm.environment` and its like show it. */
export class VariableScope {
  readonly name: string;
  readonly #scope: ScriptScope;
  readonly #values: Map<string, string>;
  readonly #changes: ScriptChange[];

  constructor(scope: ScriptScope, name: string, values: ScriptPairs, changes: ScriptChange[]) {
    this.name = name;
    this.#scope = scope;
    this.#values = new Map(values);
    this.#changes = changes;
  }

  get(key: string): string | undefined {
    return this.#values.get(key);
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  set(key: string, value: unknown): void {
    const text = variableText(value);
    this.#values.set(String(key), text);
    this.#changes.push({ scope: this.#scope, key: String(key), value: text });
  }

  unset(key: string): void {
    if (this.#values.delete(String(key))) this.#changes.push({ scope: this.#scope, key: String(key) });
  }

  clear(): void {
    for (const key of this.#values.keys()) this.unset(key);
  }

  toObject(): Record<string, string> {
    return Object.fromEntries(this.#values);
  }
}
