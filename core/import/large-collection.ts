import type { Request } from '../http/request.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { scanJsonKeys } from '../json.ts';
import { decodeUtf8 } from '../jwt/base64url.ts';
import { childrenOf, readRequestItem } from '../postman/item.ts';
import { field, isObject, textField } from '../postman/residue.ts';
import type { RequestItem, RequestOutline } from '../workspace/collection.ts';
import type { Example } from '../workspace/example.ts';
import type { ByteSource } from './byte-source.ts';
import { countItems } from './count-items.ts';
import { countRequests } from './count-requests.ts';
import { detectJson } from './detect.ts';
import { hasInvisibles } from './invisible.ts';
import { findItemSpans, type ItemSpan } from './item-spans.ts';
import { maxJsonDepth } from './limits.ts';
import type { ImportedMaterial } from './imported-material.ts';
import type { NoteBook } from './notes.ts';
import { type DeferredItems, readPostmanV2InSteps } from './postman-v2.ts';
import type { Steps } from './steps.ts';

/** Thrown where the bytes need the reader of whole texts. */
const unusual = new Error('The collection is unusual.');

/**
 * Reads a Postman collection of version 2 from its bytes, item by item: each request is parsed and mapped for the report,
 * let go, and read once more when somebody asks for it. So a large file is never in memory as a whole; the source has to
 * stay readable for as long as the tree is used.
 *
 * What comes out is what the reader of whole texts makes of the same bytes. `undefined` where only that one can tell: another
 * format, bytes that are not UTF-8 or no JSON, keys that stand twice or could harm.
 */
export function* readLargeCollection(
  source: ByteSource,
  notes: NoteBook,
): Steps<ImportedMaterial | undefined> {
  const root = yield* findItemSpans(source);
  if (root?.children === undefined) return undefined;
  try {
    const items = new ItemReader(source);
    const raw = yield* items.frame(root, 1);
    const found = detectJson(raw);
    if (found.kind !== 'read' || found.value !== raw || !isNamedVersion2(raw)) return undefined;
    const tree = yield* readPostmanV2InSteps(raw, { notes, invisibles: true, deferred: items });
    const mapped = countItems(tree.items);
    const leaves = { in: countRequests(raw), mapped, reported: notes.lostRequests };
    return { formats: [found.format], collections: [tree], environments: [], globals: [], leaves };
  } catch (fault) {
    if (fault === unusual) return undefined;
    throw fault;
  }
}

/** Only a collection that names its version: without, the items themselves would have to tell. */
function isNamedVersion2(raw: JsonObject): boolean {
  const info = field(raw, 'info');
  return isObject(info) && /v2\.[01]/.test(textField(info, 'schema') ?? '');
}

/** Reads pieces of a collection from its bytes. */
class ItemReader implements DeferredItems {
  private readonly source: ByteSource;
  /** Used for one piece after the other. */
  private buffer = new Uint8Array(64 * 1024);
  /** Stands in the frame for each request: where it is, and how many objects and lists are open around it. */
  private readonly places = new Map<JsonObject, { span: ItemSpan; depth: number }>();
  private last: { span: ItemSpan; request: Request; examples: Example[] } | undefined;

  constructor(source: ByteSource) {
    this.source = source;
  }

  /** A collection or folder with an empty object for each request in it. @throws `unusual` */
  *frame(span: ItemSpan, depth: number): Steps<JsonObject> {
    const { children } = span;
    if (children === undefined) throw unusual;
    const frame = this.parse(
      `${this.text(span.start, children.start)}[]${this.text(children.end, span.end)}`,
      depth,
    );
    const list: JsonValue[] = [];
    for (const child of children.spans) {
      if (child.children !== undefined) list.push(yield* this.frame(child, depth + 2));
      else {
        const stub: JsonObject = {};
        this.places.set(stub, { span: child, depth: depth + 2 });
        list.push(stub);
      }
    }
    frame['item'] = list;
    yield;
    return frame;
  }

  /** @throws `unusual` */
  open(stub: JsonObject): { raw: JsonObject; invisibles: boolean } {
    const place = this.places.get(stub);
    if (place === undefined) throw unusual;
    const text = this.text(place.span.start, place.span.end);
    const raw = this.parse(text, place.depth);
    // Its list of items goes by another spelling, or by another name.
    if (childrenOf(raw) !== undefined) throw unusual;
    return { raw, invisibles: hasInvisibles(text) };
  }

  keep(stub: JsonObject, item: RequestItem): RequestItem {
    const place = this.places.get(stub);
    if (place === undefined) return item;
    this.places.delete(stub);
    const { headers, scripts } = item.request;
    const outline = {
      exampleCount: item.examples.length,
      scriptCount: scripts.length,
      authorizationRows: headers.filter(({ key }) => key.trim().toLowerCase() === 'authorization'),
    };
    return new DeferredRequest(this, place.span, item.name, outline);
  }

  /** The request and examples at a place that was read before. */
  again(span: ItemSpan): { request: Request; examples: Example[] } {
    if (this.last?.span !== span) {
      const { request, examples } = readRequestItem(
        JSON.parse(this.text(span.start, span.end)) as JsonObject,
      ).item;
      this.last = { span, request, examples };
    }
    return this.last;
  }

  /** @throws `unusual` where the reader of whole texts would have something to say about the text */
  private parse(text: string, depth: number): JsonObject {
    let value: JsonValue;
    try {
      value = JSON.parse(text) as JsonValue;
    } catch {
      throw unusual;
    }
    const scan = scanJsonKeys(text);
    const isDeep = scan.depth + depth > maxJsonDepth;
    if (!isObject(value) || isDeep || scan.repeated.length > 0 || scan.unsafe.length > 0) throw unusual;
    return value;
  }

  private text(start: number, end: number): string {
    const length = end - start;
    if (this.buffer.length < length) this.buffer = new Uint8Array(length * 2);
    const part = this.buffer.subarray(0, length);
    if (this.source.readInto(part, start) < length) throw unusual;
    const text = decodeUtf8(part);
    if (text === undefined) throw unusual;
    return text;
  }
}

/** A request that is read from the file when it is asked for; the one asked for last is at hand. */
class DeferredRequest implements RequestItem {
  readonly kind = 'request';
  readonly name: string;
  readonly outline: RequestOutline;
  readonly #reader: ItemReader;
  readonly #span: ItemSpan;

  constructor(reader: ItemReader, span: ItemSpan, name: string, outline: RequestOutline) {
    this.#reader = reader;
    this.#span = span;
    this.name = name;
    this.outline = outline;
  }

  get request(): Request {
    return this.#reader.again(this.#span).request;
  }

  get examples(): Example[] {
    return this.#reader.again(this.#span).examples;
  }
}
