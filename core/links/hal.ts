import type { JsonValue } from '../json-value.ts';
import type { JsonPathSegments } from './normal-path.ts';

/** One link of a HAL object. */
export interface HalLink {
  rel: string;
  href: string;
  /** What the server allows there, upper case; empty where it does not say (Okta says it under `hints.allow`). */
  methods: string[];
  name?: string;
  title?: string;
  type?: string;
  /** The address has `{placeholders}` to fill in first. */
  isTemplated: boolean;
}

/** The links of one object of an answer. */
export interface HalObject {
  path: JsonPathSegments;
  links: HalLink[];
}

const maxObjects = 10_000;

/**
 * Reads the `_links` of one object; each value is a link or a list of links.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-kelly-json-hal-11
 */
export function readHalLinks(value: JsonValue): HalLink[] {
  const links = isObject(value) ? value['_links'] : undefined;
  if (!isObject(links)) return [];
  return Object.entries(links).flatMap(([rel, entry]) =>
    (Array.isArray(entry) ? entry : [entry]).flatMap((link) => readHalLink(rel, link)),
  );
}

/** Finds every object with `_links` in an answer, outer ones first. */
export function findHalLinks(root: JsonValue): HalObject[] {
  const found: HalObject[] = [];
  const open: { value: JsonValue; path: JsonPathSegments }[] = [{ value: root, path: [] }];
  for (let next = open.shift(); next !== undefined && found.length < maxObjects; next = open.shift()) {
    const { value, path } = next;
    const links = readHalLinks(value);
    if (links.length > 0) found.push({ path, links });
    if (Array.isArray(value))
      value.forEach((item, index) => open.push({ value: item, path: [...path, index] }));
    else if (isObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        if (key !== '_links' && typeof member === 'object')
          open.push({ value: member, path: [...path, key] });
      }
    }
  }
  return found;
}

/** Reads one link object; none where it has no `href`. */
export function readHalLink(rel: string, value: JsonValue): HalLink[] {
  if (!isObject(value) || typeof value['href'] !== 'string' || value['href'] === '') return [];
  const hints = value['hints'];
  const allow = isObject(hints) ? hints['allow'] : undefined;
  const methods = Array.isArray(allow) ? allow.filter((method) => typeof method === 'string') : [];
  return [
    {
      rel,
      href: value['href'],
      methods: methods.map((method) => method.toUpperCase()),
      isTemplated: value['templated'] === true,
      ...textOf('name', value['name']),
      ...textOf('title', value['title']),
      ...textOf('type', value['type']),
    },
  ];
}

function textOf(key: 'name' | 'title' | 'type', value: JsonValue | undefined): Partial<HalLink> {
  return typeof value === 'string' ? { [key]: value } : {};
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
