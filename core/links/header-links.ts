import { maskText } from '../http/mask.ts';
import { isLinkText } from './link-target.ts';

/** A link in the value of a header, as far as it reaches there. */
export interface HeaderLink {
  /** As it stands there: absolute or relative. */
  href: string;
  start: number;
  end: number;
}

/** More links than this are nobody's to press. */
const maxLinks = 200;
/** Their addresses are rules of a policy, or are asked by browsers alone. */
const ruleNames =
  /^(?:content-security-policy|access-control-|set-cookie|report-to$|reporting-endpoints$|nel$)/;
const wholeNames = new Set(['location', 'content-location']);
const absolutePattern = /https?:\/\/[^\s"'<>,;\\]+/gi;
const quotedPattern = /"(?:[^"\\]|\\.)*"/g;
const linkPattern = /<([^<>]*)>/g;

/**
 * Finds the links in the value of a header: the whole of `Location`, the targets of `Link`, absolute http(s) addresses
 * elsewhere. What holds a masked secret leads nowhere and is none.
 *
 * @see RFC 8288 section 3, RFC 9110 sections 8.7 and 10.2.2
 */
export function findHeaderLinks(name: string, value: string): HeaderLink[] {
  const lower = name.toLowerCase();
  if (ruleNames.test(lower)) return [];
  if (wholeNames.has(lower)) {
    const href = value.trim();
    const start = value.indexOf(href);
    return isFit(href) ? [{ href, start, end: start + href.length }] : [];
  }
  const links: HeaderLink[] = [];
  // A title in quotes may hold anything.
  const text = lower === 'link' ? value.replace(quotedPattern, ({ length }) => ' '.repeat(length)) : value;
  for (const match of text.matchAll(lower === 'link' ? linkPattern : absolutePattern)) {
    const href = (match[1] ?? match[0].replace(/[.)\]]+$/, '')).trim();
    const start = match.index + match[0].indexOf(href);
    if (links.length < maxLinks && isFit(href)) links.push({ href, start, end: start + href.length });
  }
  return links;
}

function isFit(href: string): boolean {
  return !href.includes(maskText) && isLinkText(href, 'href', () => []);
}
