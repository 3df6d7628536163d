import type { JsonPath } from '../json.ts';
import type { JsonToken } from '../json-lines.ts';
import type { JsonValue } from '../json-value.ts';
import { readHalLink } from './hal.ts';

/** A link of an answer, as much as its neighbours say about it. */
export interface LinkTarget {
  /** As it stands there: absolute, relative, or a template. */
  href: string;
  /** What the server allows there; empty where it does not say, which means GET. */
  methods: string[];
  isTemplated: boolean;
  /** The relation or the name the answer gives it. */
  label: string | undefined;
  /** It stands in an item of a list, whose links may be fewer than those of the item itself. */
  isInList: boolean;
}

/** A line of a pretty-printed answer, as much of it as tells a link. */
export interface JsonPlace {
  /** The way to its value; absent where that is very long. */
  path: JsonPath | undefined;
  tokens: readonly Pick<JsonToken, 'kind' | 'text'>[];
}

const maxLinkUnits = 8_192;
const maxMethods = 10;

const absolutePattern = /^https?:\/\/[^\s/\\?#]/i;
const schemePattern = /^[a-z][a-z0-9+.-]*:/i;
/** Whitespace and control characters: address parsers drop some of them, so that a link would not be what it looks like. */
const unfitPattern = /[\s\u0000-\u001f\u007f]/;

/**
 * Tells whether a text of an answer is a link: an absolute http(s) address anywhere; a relative one in a member `href` or
 * below `_links`. Other schemes never are.
 *
 * @param name The member's own name; absent in a list.
 * @param path Gives the way to the value; asked only where it decides.
 */
export function isLinkText(value: string, name: string | undefined, path: () => JsonPath): boolean {
  if (value === '' || value.length > maxLinkUnits || unfitPattern.test(value)) return false;
  if (absolutePattern.test(value)) return true;
  if (schemePattern.test(value)) return false;
  if (name === 'href') return true;
  return value.startsWith('/') && path().includes('_links');
}

/** The text a string token spells; `undefined` for other tokens. */
export function stringOf({ kind, text }: Pick<JsonToken, 'kind' | 'text'>): string | undefined {
  if (kind !== 'string') return undefined;
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

/** Gives the link on a line of a pretty-printed answer, or nothing where its value is none. */
export function linkTextOf({ path, tokens }: JsonPlace): string | undefined {
  const token = tokens.findLast((candidate) => candidate.kind === 'string');
  const value = token === undefined ? undefined : stringOf(token);
  if (value === undefined) return undefined;
  return isLinkText(value, memberNameOf(tokens), () => path ?? []) ? value : undefined;
}

/** Tells whether the object around a line's value can say more about it. */
export function isHref({ tokens }: JsonPlace): boolean {
  return memberNameOf(tokens) === 'href';
}

/**
 * Gives the link on a line with its methods.
 *
 * @param around The text of the object that the line is a member of; absent where it is too large to be a link object.
 */
export function linkTargetOf(place: JsonPlace, around: string | undefined): LinkTarget | undefined {
  const href = linkTextOf(place);
  if (href === undefined) return undefined;
  const path = place.path ?? [];
  const names = path.filter((segment) => typeof segment === 'string');
  const own = names.at(-1) === 'href' ? names.slice(0, -1) : names;
  const rel = own.at(-1);
  const isInList = path.slice(0, path.indexOf('_links') + 1).some((segment) => typeof segment === 'number');
  const object = around !== undefined && isHref(place) ? parseObject(around) : undefined;
  const hal = object === undefined ? undefined : readHalLink(rel ?? '', object)[0];
  const label = hal?.title ?? hal?.name ?? rel;
  return {
    href,
    methods: [...new Set(hal?.methods.filter((method) => /^[A-Z]{1,20}$/.test(method)))].slice(0, maxMethods),
    isTemplated: hal?.isTemplated === true,
    label,
    isInList,
  };
}

function memberNameOf([first]: JsonPlace['tokens']): string | undefined {
  return first?.kind === 'name' ? stringOf({ kind: 'string', text: first.text }) : undefined;
}

function parseObject(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
