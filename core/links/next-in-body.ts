import { findJsonFault } from '../json-fault.ts';
import { type MemberSpan, objectMembers } from './object-members.ts';

/** A look at the members of an object that lies in a text, without making values of what is around. */
class ObjectText {
  readonly #text: string;
  readonly #members: ReadonlyMap<string, MemberSpan>;

  constructor(text: string, from = 0) {
    this.#text = text;
    this.#members = new Map(objectMembers(text, from).map((member) => [member.name, member]));
  }

  object(name: string): ObjectText | undefined {
    const member = this.#members.get(name);
    return member === undefined ? undefined : new ObjectText(this.#text, member.start);
  }

  /** The value of a member that is a text; undefined for other kinds and for none. */
  text(name: string): string | undefined {
    const member = this.#members.get(name);
    if (member === undefined || this.#text.charAt(member.start) !== '"') return undefined;
    return String(JSON.parse(this.#text.slice(member.start, member.end)));
  }

  isTrue(name: string): boolean {
    const member = this.#members.get(name);
    return member !== undefined && this.#text.slice(member.start, member.end) === 'true';
  }

  lists(): MemberSpan[] {
    return [...this.#members.values()].filter(({ start }) => this.#text.charAt(start) === '[');
  }
}

/** A member that only sometimes is an address has to look like one. */
const addressPattern = /^(?:https?:\/\/|[/?])/i;

function hrefOf(links: ObjectText | undefined): string | undefined {
  const link = links?.object('next');
  if (link?.isTrue('templated') === true) return undefined;
  return link?.text('href') ?? links?.text('next');
}

/**
 * Finds where a page that is a JSON object says its next page is: HAL `_links.next`, JSON:API `links.next`, OData
 * `@odata.nextLink` (in version 2 `d.__next`), and `next` (also with `href` or `$ref`), `nextLink`, `next_page_url` or
 * `paging.next` where they hold an address. `undefined` where it says nothing, or is no JSON.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-kelly-json-hal-11 section 5, https://jsonapi.org/format/#fetching-pagination
 */
export function findNextInBody(text: string): string | undefined {
  if (!/next/i.test(text) || !/^[\s\ufeff]*\{/.test(text)) return undefined;
  if (findJsonFault(text.replace(/^\ufeff/, '')) !== undefined) return undefined;
  const page = new ObjectText(text);
  const named =
    hrefOf(page.object('_links')) ??
    hrefOf(page.object('links')) ??
    page.text('@odata.nextLink') ??
    page.object('d')?.text('__next');
  if (named !== undefined && named !== '') return named;
  const loose = [
    page.text('next'),
    page.text('nextLink'),
    page.text('next_page_url'),
    page.object('paging')?.text('next'),
    page.object('next')?.text('href'),
    page.object('next')?.text('$ref'),
  ];
  return loose.find((text) => text !== undefined && addressPattern.test(text));
}

/** What the items of a page are called, where it has more than one list. */
const itemNames = ['data', 'value', 'items', 'results'];

/** Finds the list of items in a page that is a JSON object; `undefined` where it cannot be told which one it is. */
export function findItemsInBody(text: string): MemberSpan | undefined {
  const page = new ObjectText(text);
  const lists = page.lists();
  if (lists.length === 1) return lists[0];
  const named = itemNames.flatMap((name) => lists.find((list) => list.name === name) ?? [])[0];
  if (named !== undefined || lists.length > 1) return named;
  const embedded = (page.object('_embedded') ?? page.object('d'))?.lists() ?? [];
  return embedded.length === 1 ? embedded[0] : undefined;
}
