import type { ScriptChange, ScriptJob } from '../../core/scripts/script-job.ts';
import { VariableScope } from './variable-scope.ts';

/** The scopes of a job. */
export interface Scopes {
  local: VariableScope;
  environment: VariableScope;
  collection: VariableScope;
  globals: VariableScope;
}

/** Makes the scopes; each change of any of them is noted in order. */
export function createScopes({ scopes }: ScriptJob, changes: ScriptChange[]): Scopes {
  const { environment } = scopes;
  return {
    local: new VariableScope('local', '', scopes.local, changes),
    environment: new VariableScope(
      'environment',
      environment?.name ?? '',
      environment?.values ?? [],
      changes,
    ),
    collection: new VariableScope('collection', '', scopes.collection ?? [], changes),
    globals: new VariableScope('globals', '', scopes.globals, changes),
  };
}

/** `pm.variables`: reads from every scope in winning order and writes local ones. */
export class AllVariables {
  readonly #scopes: Scopes;
  readonly #withheld: ReadonlySet<string>;
  readonly #warn: (text: string) => void;

  constructor(scopes: Scopes, withheld: readonly string[], warn: (text: string) => void) {
    this.#scopes = scopes;
    this.#withheld = new Set(withheld);
    this.#warn = warn;
  }

  #order(): VariableScope[] {
    const { local, environment, collection, globals } = this.#scopes;
    return [local, environment, collection, globals];
  }

  get(key: string): string | undefined {
    return this.readFrom(
      this.#order().find((candidate) => candidate.has(key)),
      key,
    );
  }

  /** Reads from one scope, and says where the name is one of a secret. */
  readFrom(scope: VariableScope | undefined, key: string): string | undefined {
    if (scope?.has(key) !== true && this.#withheld.has(key)) {
      this.#warn(`The variable "${key}" is secret; scripts are not given its value.`);
    }
    return scope?.get(key);
  }

  has(key: string): boolean {
    return this.#order().some((scope) => scope.has(key));
  }

  set(key: string, value: unknown): void {
    this.#scopes.local.set(key, value);
  }

  unset(key: string): void {
    this.#scopes.local.unset(key);
  }

  toObject(): Record<string, string> {
    return Object.fromEntries(
      this.#order()
        .toReversed()
        .flatMap((scope) => Object.entries(scope.toObject())),
    );
  }

  /** Puts values in for `{{names}}`; a name without a value stays as it stands. */
  replaceIn(text: unknown): string {
    return String(text).replace(/\{\{([^{}]+)\}\}/g, (whole, name: string) => this.get(name.trim()) ?? whole);
  }
}
