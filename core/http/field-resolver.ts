import { AppError } from '../errors.ts';
import type { JsonObject } from '../json-value.ts';
import type { TemplateResolver } from '../variables/resolve-template.ts';
import { type BoundSecret, mergeBound } from './bound-secret.ts';
import { type PlaceholderForms, findPlaceholders } from './placeholder.ts';

/** A part of a request, as the editor names its tabs. */
export type RequestPart = 'method' | 'url' | 'query' | 'pathVariable' | 'header' | 'body' | 'auth';

/** Where a text stands: a part of the request, and the name of the row where it has rows. */
export interface FieldPlace {
  where: RequestPart;
  key?: string;
}

/** Resolves the texts of one request and gathers what none of them may leave open. */
export interface FieldResolver {
  /** Gives the text with its variables replaced; what is unresolved is noted and reported by `assertResolved`. */
  resolve(text: string, place: FieldPlace, options?: FieldOptions): string;
  /** Notes a name that has no value, such as a path variable without one. */
  addUnresolved(name: string, place: FieldPlace): void;
  /** Secret texts that were used so far. */
  readonly secrets: ReadonlySet<string>;
  /** Those of them that may go to some hosts only, and where they were used. */
  boundSecrets(): BoundSecret[];
  /** Tells whether a secret was used in a part of the request. */
  hasSecretIn(part: RequestPart): boolean;
  /** What has no value so far, as `assertResolved` reports it. */
  readonly unresolved: readonly JsonObject[];
  /** Variables of the address whose value is empty. */
  readonly emptyNames: ReadonlySet<string>;
  /** Puts off a check of a resolved text, so that a forgotten variable is reported before what is left around it. */
  checkLater(check: () => void): void;
  /** Runs the checks that were put off. @throws AppError ERR_VARIABLE_UNRESOLVED with every name and where it stands */
  assertResolved(): void;
}

export interface FieldOptions {
  escape?(value: string): string;
  /** Which placeholders other than `{{x}}` refuse the request too; `whole`: only where they are the whole text. */
  placeholders?: PlaceholderForms | 'whole' | 'none';
  /** The text holds the host of the address. */
  isAuthority?: boolean;
}

/** The names by which a rule about where a secret stands finds it. */
function partsOf({ where, key }: FieldPlace, { isAuthority }: FieldOptions): string[] {
  const field = where === 'auth' && key !== undefined ? [key] : [];
  return [where, ...field, ...(isAuthority === true ? ['authority'] : [])];
}

/** Makes the resolver of one request. */
export function createFieldResolver(
  templates: TemplateResolver,
  allowLiteralPlaceholders: boolean,
): FieldResolver {
  const secrets = new Set<string>();
  const secretParts = new Set<RequestPart>();
  const bound: BoundSecret[] = [];
  const emptyNames = new Set<string>();
  const unresolved = new Map<string, JsonObject>();
  const shown = new Set<string>();
  const checks: (() => void)[] = [];

  function note(entry: { name: string; via?: string; text?: string; literal?: true }, place: FieldPlace) {
    const { name, via, text, literal } = entry;
    const row: JsonObject = { name, where: place.where };
    if (place.key !== undefined) row['key'] = place.key;
    if (via !== undefined) row['via'] = via;
    if (literal !== undefined) Object.assign(row, { literal, text: text ?? name });
    unresolved.set(JSON.stringify(row), row);
    shown.add(`"${text ?? name}"`);
  }

  function notePlaceholders(text: string, place: FieldPlace, forms: PlaceholderForms | 'whole') {
    for (const found of findPlaceholders(text, forms === 'whole' ? 'dollarAndBrace' : forms)) {
      const isWhole = found.text.length === text.trim().length;
      // A brace inside a password is part of the password, and naming it would give a piece of it away.
      const insideSecret = [...secrets].some(
        (secret) => secret !== found.text && secret.includes(found.text),
      );
      // `{{x}}` is reported by its own rule.
      const insideVariable = text.charAt(found.start - 1) === '{' && !found.text.startsWith('$');
      if (insideSecret || insideVariable || (forms === 'whole' && !isWhole)) continue;
      note({ name: found.name, text: found.text, literal: true }, place);
    }
  }

  return {
    secrets,
    emptyNames,
    get unresolved() {
      return [...unresolved.values()];
    },
    boundSecrets: () => mergeBound(bound),
    hasSecretIn(part) {
      return secretParts.has(part);
    },
    resolve(text, place, options = {}) {
      const resolved = templates.resolve(text, options.escape);
      for (const entry of resolved.unresolved) note(entry, place);
      for (const secret of resolved.secrets) secrets.add(secret);
      if (resolved.secrets.length > 0) secretParts.add(place.where);
      for (const entry of resolved.bound) bound.push({ ...entry, parts: partsOf(place, options) });
      if (place.where === 'url') for (const name of resolved.empty) emptyNames.add(name);
      const forms = options.placeholders ?? 'dollarAndBrace';
      if (forms !== 'none' && !allowLiteralPlaceholders) notePlaceholders(resolved.text, place, forms);
      return resolved.text;
    },
    addUnresolved(name, place) {
      note({ name }, place);
    },
    checkLater(check) {
      checks.push(check);
    },
    assertResolved() {
      if (unresolved.size === 0) {
        for (const check of checks) check();
        return;
      }
      const names = [...unresolved.values()];
      throw new AppError(
        'ERR_VARIABLE_UNRESOLVED',
        `Nothing was sent: ${[...shown].join(', ')} ${shown.size === 1 ? 'has' : 'have'} no value. Set a value, or choose the environment that has one.`,
        { details: { names, literal: names.every((row) => row['literal'] === true) } },
      );
    },
  };
}
