import { AppError } from '../errors.ts';
import type { ScopeChain, ScopedValue } from './scope.ts';
import { startOfVariable, variablePattern } from './template.ts';

/** A `{{name}}` that no scope has. */
export interface UnresolvedName {
  name: string;
  /** The variable whose value mentions the name, where it is not the text itself. */
  via?: string;
}

/** A secret in force that is for some hosts only. */
export interface BoundText {
  name: string;
  value: string;
  hosts: readonly string[];
}

/** A text with its variables replaced. */
export interface ResolvedText {
  text: string;
  unresolved: readonly UnresolvedName[];
  /** Secret texts that went into it. */
  secrets: readonly string[];
  /** Those of them that may go to some hosts only, also through other variables. */
  bound: readonly BoundText[];
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
  bound: readonly BoundText[];
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
  return new Expander(chain, generate);
}

class Expander implements TemplateResolver {
  private readonly chain: ScopeChain;
  private readonly generate: (name: string) => string | undefined;
  private readonly known = new Map<string, Expansion>();
  /** Values that are only their text, by what stands between the braces. */
  private readonly plain = new Map<string, string>();
  /** Variables whose values are being expanded, outermost first. */
  private readonly active: string[] = [];
  private expansions = 0;

  constructor(chain: ScopeChain, generate: (name: string) => string | undefined) {
    this.chain = chain;
    this.generate = generate;
  }

  resolve(text: string, escape?: (value: string) => string): ResolvedText {
    if (!text.includes('{{'))
      return { text, unresolved: nothing, secrets: nothing, bound: nothing, empty: nothing };
    this.active.length = 0;
    this.expansions = 0;
    return this.expandText(text, escape);
  }

  private valueOf(name: string): ScopedValue | undefined {
    for (const scope of this.chain) {
      const found = scope.variables.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private expandText(text: string, escape: ((value: string) => string) | undefined) {
    const seen = new Seen();
    const pattern = variablePattern();
    let result = '';
    let done = 0;
    // Tens of thousands of placeholders are no rarity in a body, and its first send counts: a short loop of the engine's own
    // functions is soon at full speed.
    while (pattern.test(text)) {
      const end = pattern.lastIndex;
      const start = startOfVariable(text, end);
      const inner = text.slice(start + 2, end - 2);
      const value = this.plain.get(inner) ?? this.expandVariable(inner, seen);
      if (value === undefined) continue;
      result += text.slice(done, start);
      result += escape === undefined ? value : escape(value);
      done = end;
      if (result.length > maxLength) throw tooLarge(this.active[0] ?? inner.trim());
    }
    return { text: done === 0 ? text : result + text.slice(done), ...seen.toLists() };
  }

  /** Gives what takes the place of a variable; what else there is to know of it goes to `seen`. */
  private expandVariable(inner: string, seen: Seen): string | undefined {
    const name = inner.trim();
    if (name === '') return undefined;
    const stored = this.valueOf(name);
    if (stored !== undefined && isPlain(stored)) {
      this.plain.set(inner, stored.value);
      return stored.value;
    }
    const expansion = this.expandName(name, stored);
    seen.add(name, expansion);
    return expansion?.text;
  }

  private expandName(name: string, stored: ScopedValue | undefined): Expansion | undefined {
    if (stored === undefined) {
      const text = this.generate(name);
      return text === undefined
        ? undefined
        : { text, secrets: nothing, bound: nothing, unresolved: nothing, generated: true };
    }
    const earlier = this.known.get(name);
    if (earlier !== undefined) return earlier;
    const expansion = this.expandValue(name, stored);
    if (!expansion.generated) this.known.set(name, expansion);
    return expansion;
  }

  private expandValue(name: string, stored: ScopedValue): Expansion {
    const { value, secret, sourced } = stored;
    // What another program keeps is text, whatever it looks like.
    if (sourced !== undefined || !value.includes('{{')) {
      const secrets = secret && value !== '' ? [value] : nothing;
      const bound = boundTo(name, value, stored);
      return { text: value, secrets, bound, unresolved: nothing, generated: false };
    }
    this.enter(name);
    const inner = this.expandText(value, undefined);
    this.active.pop();
    return {
      text: inner.text,
      secrets: secret ? [...inner.secrets, inner.text] : inner.secrets,
      bound: [...inner.bound, ...boundTo(name, inner.text, stored)],
      unresolved: inner.unresolved.map((entry) =>
        entry.via === undefined ? { ...entry, via: name } : entry,
      ),
      generated: inner.generated,
    };
  }

  private enter(name: string): void {
    const again = this.active.indexOf(name);
    if (again !== -1) {
      const names = [...this.active.slice(again), name];
      throw new AppError(
        'ERR_VARIABLE_CYCLE',
        `The variable "${name}" mentions itself: ${names.join(' → ')}. Change one of these values.`,
        { details: { names } },
      );
    }
    this.expansions += 1;
    if (this.active.length >= maxDepth || this.expansions > maxExpansions)
      throw tooLarge(this.active[0] ?? name);
    this.active.push(name);
  }
}

/** Neither secret nor empty, and mentions nothing: there is no more to know of it than its text. */
function isPlain({ value, secret }: ScopedValue): boolean {
  return !secret && value !== '' && !value.includes('{{');
}

function boundTo(
  name: string,
  value: string,
  { secret, hosts = nothing }: ScopedValue,
): readonly BoundText[] {
  return secret && hosts.length > 0 && value !== '' ? [{ name, value, hosts }] : nothing;
}

/** What the variables of one text brought along. Sets: a value that doubles at each level must not double these. */
class Seen {
  private readonly secrets = new Set<string>();
  private readonly bound = new Map<string, BoundText>();
  private readonly unresolved = new Map<string, UnresolvedName>();
  private readonly empty = new Set<string>();
  private generated = false;

  add(name: string, expansion: Expansion | undefined): void {
    if (expansion === undefined) {
      this.unresolved.set(name, { name });
      return;
    }
    if (expansion.text === '') this.empty.add(name);
    if (expansion.generated) this.generated = true;
    for (const secret of expansion.secrets) this.secrets.add(secret);
    for (const entry of expansion.bound) this.bound.set(entry.name, entry);
    for (const entry of expansion.unresolved) {
      if (!this.unresolved.has(entry.name)) this.unresolved.set(entry.name, entry);
    }
  }

  toLists() {
    return {
      secrets: [...this.secrets],
      bound: this.bound.size === 0 ? nothing : [...this.bound.values()],
      unresolved: [...this.unresolved.values()],
      empty: [...this.empty],
      generated: this.generated,
    };
  }
}

function tooLarge(name: string): AppError {
  return new AppError(
    'ERR_VARIABLE_TOO_LARGE',
    `The variable "${name}" grows without a sensible end when the variables in it are replaced.`,
    { details: { names: [name] } },
  );
}
