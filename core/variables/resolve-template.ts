import { AppError } from '../errors.ts';
import type { ScopeChain, ScopedValue } from './scope.ts';
import { findVariable } from './template.ts';

/** A `{{name}}` that no scope has. */
export interface UnresolvedName {
  name: string;
  /** The variable whose value mentions the name, where it is not the text itself. */
  via?: string;
}

/** A text with its variables replaced. */
export interface ResolvedText {
  text: string;
  unresolved: readonly UnresolvedName[];
  /** Secret texts that went into it. */
  secrets: readonly string[];
  /** Names of variables in the text itself whose value is empty. */
  empty: readonly string[];
}

/** Replaces variables for one send; values are looked up and expanded once. */
export interface TemplateResolver {
  /**
   * @param escape Applied to the value of each variable of the text, so that a value cannot end the part it stands in.
   * @throws AppError ERR_VARIABLE_CYCLE, ERR_VARIABLE_TOO_LARGE
   */
  resolve(text: string, escape?: (value: string) => string): ResolvedText;
}

const maxDepth = 64;
/** Values expanded in one resolve; only values with generated parts, which are not kept, come near it. */
const maxExpansions = 100_000;
const maxLength = 64 * 1024 * 1024;
const nothing: readonly never[] = [];

interface Expansion {
  text: string;
  secrets: readonly string[];
  unresolved: readonly UnresolvedName[];
  /** Made anew for each use, as `{{$guid}}` is. */
  generated: boolean;
}

/**
 * Makes a resolver over scopes in winning order. Values are looked up and never run; a value that mentions variables is
 * expanded too, up to 64 deep and 64 Mi characters in all.
 *
 * @param generate Gives the value of a name such as `$guid`, or `undefined`; asked only where no scope has the name.
 */
export function createTemplateResolver(
  chain: ScopeChain,
  generate: (name: string) => string | undefined,
): TemplateResolver {
  const known = new Map<string, Expansion>();
  const active: string[] = [];
  let expansions = 0;

  function valueOf(name: string): ScopedValue | undefined {
    for (const scope of chain) {
      const found = scope.variables.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function expandName(name: string, stored: ScopedValue | undefined): Expansion | undefined {
    if (stored === undefined) {
      const text = generate(name);
      return text === undefined ? undefined : { text, secrets: nothing, unresolved: nothing, generated: true };
    }
    const earlier = known.get(name);
    if (earlier !== undefined) return earlier;
    const expansion = expandValue(name, stored);
    if (!expansion.generated) known.set(name, expansion);
    return expansion;
  }

  function expandValue(name: string, { value, secret }: ScopedValue): Expansion {
    if (!value.includes('{{')) {
      const secrets = secret && value !== '' ? [value] : nothing;
      return { text: value, secrets, unresolved: nothing, generated: false };
    }
    enter(name);
    const inner = expandText(value, undefined);
    active.pop();
    return {
      text: inner.text,
      secrets: secret ? [...inner.secrets, inner.text] : inner.secrets,
      unresolved: inner.unresolved.map((entry) =>
        entry.via === undefined ? { ...entry, via: name } : entry,
      ),
      generated: inner.generated,
    };
  }

  function enter(name: string): void {
    const again = active.indexOf(name);
    if (again !== -1) {
      const names = [...active.slice(again), name];
      throw new AppError(
        'ERR_VARIABLE_CYCLE',
        `The variable "${name}" mentions itself: ${names.join(' → ')}. Change one of these values.`,
        { details: { names } },
      );
    }
    expansions += 1;
    if (active.length >= maxDepth || expansions > maxExpansions) throw tooLarge(active[0] ?? name);
    active.push(name);
  }

  function expandText(text: string, escape: ((value: string) => string) | undefined) {
    let result = '';
    let done = 0;
    let generated = false;
    // Sets, because a value that doubles what it mentions at each level must not double these.
    const secrets = new Set<string>();
    const unresolved = new Map<string, UnresolvedName>();
    const empty = new Set<string>();
    for (let found = findVariable(text, 0); found !== undefined; found = findVariable(text, found.end)) {
      const stored = valueOf(found.name);
      if (stored !== undefined && !stored.secret && stored.value !== '' && !stored.value.includes('{{')) {
        // The common case, kept free of objects: tens of thousands of placeholders are no rarity in a body.
        result += text.slice(done, found.start) + (escape === undefined ? stored.value : escape(stored.value));
        done = found.end;
        if (result.length > maxLength) throw tooLarge(active[0] ?? found.name);
        continue;
      }
      const expansion = expandName(found.name, stored);
      if (expansion === undefined) {
        unresolved.set(found.name, { name: found.name });
        continue;
      }
      const value = escape === undefined ? expansion.text : escape(expansion.text);
      result += text.slice(done, found.start) + value;
      done = found.end;
      if (result.length > maxLength) throw tooLarge(active[0] ?? found.name);
      if (expansion.text === '') empty.add(found.name);
      if (expansion.generated) generated = true;
      for (const secret of expansion.secrets) secrets.add(secret);
      for (const entry of expansion.unresolved) {
        if (!unresolved.has(entry.name)) unresolved.set(entry.name, entry);
      }
    }
    return {
      text: done === 0 ? text : result + text.slice(done),
      secrets: [...secrets],
      unresolved: [...unresolved.values()],
      empty: [...empty],
      generated,
    };
  }

  return {
    resolve(text, escape) {
      if (!text.includes('{{')) return { text, unresolved: nothing, secrets: nothing, empty: nothing };
      active.length = 0;
      expansions = 0;
      return expandText(text, escape);
    },
  };
}

function tooLarge(name: string): AppError {
  return new AppError(
    'ERR_VARIABLE_TOO_LARGE',
    `The variable "${name}" grows without a sensible end when the variables in it are replaced.`,
    { details: { names: [name] } },
  );
}
