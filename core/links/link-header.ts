import type { HeaderPairs } from '../http/exchange.ts';
import { originOf, parseAddress } from '../http/parse-address.ts';

/** A link that an answer gives in its headers. */
export interface WebLink {
  /** As written: absolute or relative to the request. */
  target: string;
  /** Relation types, lower case, such as `next`. */
  rels: string[];
  /** The other parameters, names in lower case; of repeated ones the first. */
  parameters: ReadonlyMap<string, string>;
}

/** More links than this are nobody's pagination. */
const maxLinks = 1_000;

/**
 * Reads the links of an answer: several `Link` lines, several links in one line, quoted parameters.
 *
 * @see RFC 8288 section 3
 */
export function parseLinkHeaders(headers: HeaderPairs): WebLink[] {
  const links: WebLink[] = [];
  for (const [name, value] of headers) {
    if (name.toLowerCase() === 'link') readLinks(value, links);
  }
  return links;
}

/** A link to follow from an answer. */
export interface ResolvedLink {
  url: string;
  /** Credentials may only follow to the same origin. */
  isSameOrigin: boolean;
}

/** Resolves a link's target against the request it came with; `undefined` where it is no http(s) address. */
export function resolveLink(target: string, requestUrl: string): ResolvedLink | undefined {
  const from = parseAddress(requestUrl);
  const to = parseAddress(target, requestUrl);
  if (to === undefined || (to.protocol !== 'http:' && to.protocol !== 'https:')) return undefined;
  return { url: to.href, isSameOrigin: from !== undefined && originOf(from) === originOf(to) };
}

/** Gives the first link with a relation type, such as `next`. */
export function findLink(headers: HeaderPairs, rel: string): WebLink | undefined {
  const wanted = rel.toLowerCase();
  return parseLinkHeaders(headers).find((link) => link.rels.includes(wanted));
}

function readLinks(value: string, links: WebLink[]): void {
  let at = 0;
  while (at < value.length && links.length < maxLinks) {
    const open = value.indexOf('<', at);
    const close = open === -1 ? -1 : value.indexOf('>', open);
    if (close === -1) return;
    const { parameters, end } = readParameters(value, close + 1);
    const rels = (parameters.get('rel') ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((rel) => rel !== '');
    parameters.delete('rel');
    links.push({ target: value.slice(open + 1, close).trim(), rels, parameters });
    at = end;
  }
}

/** Reads `; name=value` pairs up to the comma that ends the link. */
function readParameters(value: string, from: number): { parameters: Map<string, string>; end: number } {
  const parameters = new Map<string, string>();
  let at = from;
  for (;;) {
    at = skip(value, at, ' \t');
    if (value[at] === ',' || at >= value.length) return { parameters, end: at + 1 };
    if (value[at] !== ';') {
      at += 1;
      continue;
    }
    const nameStart = skip(value, at + 1, ' \t;');
    let nameEnd = nameStart;
    while (nameEnd < value.length && !'=;, \t'.includes(value.charAt(nameEnd))) nameEnd += 1;
    const name = value.slice(nameStart, nameEnd).toLowerCase();
    at = skip(value, nameEnd, ' \t');
    let text = '';
    if (value[at] === '=') {
      const read = readValue(value, skip(value, at + 1, ' \t'));
      text = read.text;
      at = read.end;
    }
    if (name !== '' && !parameters.has(name)) parameters.set(name, text);
  }
}

function readValue(value: string, from: number): { text: string; end: number } {
  let at = from;
  if (value[at] !== '"') {
    while (at < value.length && !';, \t'.includes(value.charAt(at))) at += 1;
    return { text: value.slice(from, at), end: at };
  }
  let text = '';
  for (at += 1; at < value.length && value[at] !== '"'; at += 1) {
    if (value[at] === '\\') at += 1;
    text += value.charAt(at);
  }
  return { text, end: at + 1 };
}

function skip(value: string, from: number, characters: string): number {
  let at = from;
  while (at < value.length && characters.includes(value.charAt(at))) at += 1;
  return at;
}
