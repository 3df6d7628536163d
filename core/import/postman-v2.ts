import { sendableAuthTypes } from '../auth/auth.ts';
import type { Auth } from '../auth/auth.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { childrenOf, type ItemFacts, readContainer, readRequestItem } from '../postman/item.ts';
import { field, isObject } from '../postman/residue.ts';
import type { Script } from '../workspace/script.ts';
import type { CollectionItem, CollectionTree, RequestItem } from '../workspace/collection.ts';
import { namesWithInvisibles } from './invisible.ts';
import { countOf } from '../count-of.ts';
import type { NoteBook } from './notes.ts';
import { runToEnd, type Steps } from './steps.ts';

/** How a collection is read. */
export interface ReadOptions {
  notes: NoteBook;
  /** Look for invisible characters in names of variables; pointless where the source text has none. */
  invisibles: boolean;
  /** What an older format knew about an item and version 2 does not name, by the item it was made into. */
  leftovers?: Map<JsonObject, JsonObject>;
  /** Where requests are, if what stands for them in the material is empty. */
  deferred?: DeferredItems;
}

/** Requests that are parsed one at a time. */
export interface DeferredItems {
  /** Gives the request that an object of the material stands for, and whether invisible characters are in its text. */
  open(stub: JsonObject): { raw: JsonObject; invisibles: boolean };
  /** Gives what goes into the tree for it. */
  keep(stub: JsonObject, item: RequestItem): RequestItem;
}

/**
 * Maps a Postman collection of version 2.0 or 2.1, with or without `info`. Everything the model does not name goes
 * into extensions; entries that cannot be items are noted as lost.
 */
export function readPostmanV2(raw: JsonObject, options: ReadOptions): CollectionTree {
  return runToEnd(readPostmanV2InSteps(raw, options));
}

/** Maps a collection as {@link readPostmanV2} does, one item a step, so that the caller can let others have a turn. */
export function readPostmanV2InSteps(raw: JsonObject, options: ReadOptions): Steps<CollectionTree> {
  return new CollectionReader(options).collection(raw);
}

class CollectionReader {
  private readonly notes: NoteBook;
  private readonly options: ReadOptions;

  constructor(options: ReadOptions) {
    this.options = options;
    this.notes = options.notes;
  }

  *collection(raw: JsonObject): Steps<CollectionTree> {
    const { definition } = this.container(raw, 'collection', []);
    return { definition, items: yield* this.items(childrenOf(raw) ?? [], [definition.name]) };
  }

  private *items(list: JsonValue[], where: string[]): Steps<CollectionItem[]> {
    const items: CollectionItem[] = [];
    for (const [index, raw] of list.entries()) {
      if (isObject(raw)) items.push(yield* this.item(raw, where));
      else {
        const message = `Entry ${index + 1} is no request and no folder, but ${kindOf(raw)}.`;
        this.notes.addLost('item.unreadable', where, message, 1);
      }
      yield;
    }
    return items;
  }

  private *item(raw: JsonObject, where: string[]): Steps<CollectionItem> {
    const children = childrenOf(raw);
    if (children === undefined) return this.request(raw, where);
    const { definition } = this.container(raw, 'folder', where);
    if (Object.hasOwn(raw, 'request')) {
      const message =
        'The folder also holds a request of its own. It is kept for the way back and not shown.';
      this.notes.add('item.folderWithRequest', 'unsupported', [...where, definition.name], message);
    }
    const items = yield* this.items(children, [...where, definition.name]);
    return { kind: 'folder', definition, items };
  }

  private container(raw: JsonObject, kind: 'collection' | 'folder', where: string[]) {
    const read = readContainer(raw, kind);
    const place = [...where, read.definition.name];
    this.attachLeftovers(raw, read.definition);
    if (read.nameMissing) {
      this.notes.add('item.nameMissing', 'changed', place, `The ${kind} has no name; it was given one.`);
    }
    if (read.authUnreadable) this.noteAuthUnreadable(place);
    this.noteRows(read.converted, read.unreadable, place);
    this.noteAuth(read.definition.auth, place);
    this.noteScripts(read.definition.scripts, place);
    for (const name of read.inertFields) this.noteInert(name, place);
    return read;
  }

  private request(stub: JsonObject, where: string[]): CollectionItem {
    const { deferred } = this.options;
    const { raw, invisibles } = deferred?.open(stub) ?? { raw: stub, invisibles: this.options.invisibles };
    const { item, facts } = readRequestItem(raw);
    const place = [...where, item.name];
    this.attachLeftovers(raw, item.request);
    this.noteFacts(facts, place);
    this.noteAuth(item.request.auth, place);
    this.noteScripts(item.request.scripts, place);
    if (item.request.body.type === 'unsupported') {
      const { name } = item.request.body;
      this.notes.tally(
        'body.unsupported',
        'unsupported',
        place,
        (count) => `${countOf(count, 'body', 'bodies')} of the kind "${name}" came along and cannot be sent.`,
        { topic: name },
      );
    }
    if (invisibles) {
      const names = namesWithInvisibles(raw);
      if (names > 0) {
        this.notes.tally(
          'variable.invisibleCharacter',
          'info',
          place,
          (count) =>
            `Invisible characters stand inside ${countOf(count, 'name')} between {{ and }}. They were kept; such a name matches no variable.`,
          { count: names },
        );
      }
    }
    return deferred?.keep(stub, item) ?? item;
  }

  private attachLeftovers(raw: JsonObject, target: { extension?: JsonObject | undefined }): void {
    const leftovers = this.options.leftovers?.get(raw);
    if (leftovers !== undefined) target.extension = { ...target.extension, postmanV1: leftovers };
  }

  private noteFacts(facts: ItemFacts, place: string[]): void {
    const { notes } = this;
    if (facts.nameMissing) {
      notes.tally(
        'item.nameMissing',
        'changed',
        place,
        (count) => `${countOf(count, 'request has', 'requests have')} no name and took the address instead.`,
      );
    }
    if (facts.requestMissing) {
      notes.tally(
        'request.empty',
        'changed',
        place,
        (count) => `${countOf(count, 'item holds', 'items hold')} no request; an empty one stands there.`,
      );
    } else if (facts.urlMissing) {
      notes.tally(
        'request.urlMissing',
        'info',
        place,
        (count) => `${countOf(count, 'request has', 'requests have')} no address.`,
      );
    }
    if (facts.bareAddress) {
      notes.tally(
        'request.bareAddress',
        'changed',
        place,
        (count) => `${countOf(count, 'request was', 'requests were')} only an address; the method is GET.`,
      );
    } else if (facts.methodMissing && !facts.requestMissing) {
      notes.tally(
        'request.methodMissing',
        'info',
        place,
        (count) => `${countOf(count, 'request has', 'requests have')} no method and will be sent as GET.`,
      );
    }
    if (facts.urlRebuilt) {
      notes.tally(
        'url.rebuilt',
        'changed',
        place,
        (count) =>
          `${countOf(count, 'address was', 'addresses were')} put together from its pieces, because the text form was missing.`,
      );
    }
    if (facts.urlDisagreed) {
      notes.tally(
        'url.disagreed',
        'changed',
        place,
        (count) =>
          `${countOf(count, 'address', 'addresses')} said one thing as text and another in pieces. The pieces were taken, as Postman does.`,
      );
    }
    if (facts.bodyDisabled) {
      notes.tally(
        'body.disabled',
        'changed',
        place,
        (count) =>
          `${countOf(count, 'body was', 'bodies were')} switched off. It is kept for the way back to Postman and not shown.`,
      );
    }
    if (facts.authUnreadable) this.noteAuthUnreadable(place);
    if (facts.examplesUnreadable > 0) {
      notes.add(
        'example.unreadable',
        'lost',
        place,
        `${countOf(facts.examplesUnreadable, 'saved answer')} could not be read.`,
      );
    }
    this.noteRows(facts.converted, facts.unreadable, place);
    for (const name of facts.unsupportedSettings) this.noteInert(name, place);
    for (const name of facts.inertFields) this.noteInert(name, place);
  }

  private noteInert(name: string, place: string[]): void {
    this.notes.tally(
      'field.inert',
      'unsupported',
      place,
      (count) => `"${name}" is kept and has no effect in Postern (${countOf(count, 'place')}).`,
      { topic: name },
    );
  }

  private noteAuthUnreadable(place: string[]): void {
    this.notes.add(
      'auth.unreadable',
      'unsupported',
      place,
      'The authorization names no type. It is kept and not used.',
    );
  }

  private noteRows(converted: number, unreadable: number, place: string[]): void {
    if (converted > 0) {
      this.notes.tally(
        'row.notText',
        'changed',
        place,
        (count) =>
          `${countOf(count, 'row')} held a number, a switch or another value that is no text; it was written as text.`,
        { count: converted },
      );
    }
    if (unreadable > 0) {
      this.notes.add(
        'row.unreadable',
        'lost',
        place,
        `${countOf(unreadable, 'entry is', 'entries are')} no row and could not be read.`,
      );
    }
  }

  private noteAuth(auth: Auth | undefined, place: string[]): void {
    if (auth === undefined || sendableAuthTypes.some((type) => type === auth.type)) return;
    this.notes.tally(
      'auth.unsupported',
      'unsupported',
      place,
      (count) =>
        `Authorization of the type "${auth.type}" came along (${countOf(count, 'place')}). Postern keeps it and cannot send with it yet.`,
      { topic: auth.type },
    );
  }

  private noteScripts(scripts: Script[], place: string[]): void {
    const count = scripts.filter((script) => script.code.trim() !== '').length;
    if (count === 0) return;
    this.notes.tally(
      'script.kept',
      'info',
      place,
      (total) =>
        `${countOf(total, 'script')} came along. They run once you have looked at them and allowed them.`,
      { count },
    );
  }
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

/** Tells whether a value looks like a collection of version 2: it has a list of items. */
export function isPostmanV2(value: JsonValue): value is JsonObject {
  return isObject(value) && childrenOf(value) !== undefined && field(value, 'requests') === undefined;
}
