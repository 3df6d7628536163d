import { AppError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json-value.ts';
import type { NeededValue, NeededValues } from '../../core/variables/needed-value.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { ValueSource } from '../../core/variables/value-source.ts';
import { watchScopes } from '../../core/variables/watch-scopes.ts';
import type { AppContext } from '../app-context.ts';

/** A value that something about to be sent needs, and that is not there yet. */
export interface MissingValue {
  source: ValueSource;
  needed: NeededValue;
}

/** Values that are missing, each once, and where they go. */
export class MissingValues {
  readonly #values = new Map<string, MissingValue>();
  readonly #hosts = new Set<string>();

  get size(): number {
    return this.#values.size;
  }

  /** Gives scopes that note here which missing values of theirs are looked up. */
  watch(chain: ScopeChain): ScopeChain {
    return watchScopes(chain, (key, { hosts, sourced }, { ref, name }) => {
      if (sourced === undefined || sourced.isHere || ref === undefined) return;
      const { source, isMasked, offered } = sourced;
      const needed = {
        scope: ref,
        key,
        scopeName: name,
        isMasked,
        offered,
        ...(hosts === undefined ? {} : { hosts: [...hosts] }),
      };
      this.#values.set(JSON.stringify([ref, key]), { source, needed });
    });
  }

  addHost(host: string | undefined): void {
    if (host !== undefined && host !== '') this.#hosts.add(host);
  }

  add(other: MissingValues): void {
    for (const [key, value] of other.#values) this.#values.set(key, value);
    for (const host of other.#hosts) this.#hosts.add(host);
  }

  /**
   * Gets them: runs programs, one after the other since each may show a prompt, and reads files. What only a person has is
   * asked for first, by refusing: whoever made the call asks, gives the values, and calls again.
   *
   * @throws AppError ERR_VARIABLE_NOT_GIVEN, and what `ValueSources.obtain` refuses
   */
  async obtain(app: AppContext, signal: AbortSignal): Promise<void> {
    const all = [...this.#values.values()];
    const asked = all.filter(({ source }) => source.kind === 'ask').map(({ needed }) => needed);
    if (asked.length > 0) throw notGiven({ values: asked, hosts: [...this.#hosts] });
    for (const { source, needed } of all) {
      const { scope, key } = needed;
      // Another send may have got it meanwhile.
      if (source.kind === 'ask' || app.valueSources.peek({ scope, key }, source) !== undefined) continue;
      await app.valueSources.obtain({ scope, key }, source, signal);
    }
  }
}

/** The refusal that lets whoever made the call ask for values. */
export function notGiven(needed: NeededValues): AppError {
  const names = needed.values.map(({ key }) => `"${key}"`).join(', ');
  const [is, was] = needed.values.length === 1 ? ['is', 'was'] : ['are', 'were'];
  return new AppError(
    'ERR_VARIABLE_NOT_GIVEN',
    `Nothing was sent: ${names} ${is} asked for when sending, and ${was} not given.`,
    { details: needed as unknown as JsonObject },
  );
}
