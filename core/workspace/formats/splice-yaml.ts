import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { sameValue } from '../../same-value.ts';
import { pairRows } from './merge-edit.ts';
import { keyText, readYaml, type YamlSource } from './read-yaml.ts';
import { writeYaml, writeYamlEntry, writeYamlPair, writeYamlText, writeYamlValue } from './write-yaml.ts';

/** One replacement in the text, by offsets. */
interface Splice {
  start: number;
  end: number;
  text: string;
}

type YamlPair = Pair<Node, Node | null>;

/** Thrown inside this module where the text cannot be patched in place. */
const notInPlace = Symbol('not in place');

/**
 * Gives the text of a file with its data changed to `desired`: only the lines of what differs are touched. Where that
 * cannot be done in place (anchors, tags, unusual layouts) the file is written anew from the data.
 */
export function spliceYaml(source: YamlSource, desired: JsonObject): string {
  if (sameValue(source.value, desired)) return source.text;
  const patched = patch(source, desired);
  return patched ?? writeYaml(desired);
}

function patch(source: YamlSource, desired: JsonObject): string | undefined {
  try {
    const { contents } = source.document;
    if (!isBlockMap(contents)) return undefined;
    const editor = new Editor(source.text);
    editor.patchMap(contents, source.value, desired, false);
    const text = editor.apply();
    return sameValue(readYaml(text).value, desired) ? text : undefined;
  } catch {
    // Whatever went wrong, writing the whole file anew is right; only its layout is lost.
    return undefined;
  }
}

class Editor {
  readonly #text: string;
  readonly #lineEnd: string;
  readonly #splices: Splice[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#lineEnd = /\r\n/.test(text) && !/[^\r]\n/.test(text) ? '\r\n' : '\n';
  }

  apply(): string {
    let result = '';
    let from = 0;
    for (const { start, end, text } of this.#splices.toSorted((a, b) => a.start - b.start)) {
      if (start < from) throw notInPlace;
      result += this.#text.slice(from, start);
      // What follows the end of a file without a last line break would run into its last line.
      if (text !== '' && start > 0 && this.#needsBreak(start, text)) result += this.#lineEnd;
      result += text;
      from = end;
    }
    return result + this.#text.slice(from);
  }

  /** Changes a map in block style; `inEntry` where its first key stands on the line of a list's dash. */
  patchMap(map: YAMLMap<Node, Node | null>, before: JsonObject, after: JsonObject, inEntry: boolean): void {
    const pairs = new Map(map.items.map((pair) => [keyText(pair.key), pair]));
    const [first] = map.items;
    if (first === undefined || pairs.size !== map.items.length) throw notInPlace;
    const indent = ' '.repeat(this.#column(startOf(first.key)));
    if (inEntry && !Object.hasOwn(after, keyText(first.key))) throw notInPlace;

    for (const [key, pair] of pairs) {
      if (Object.hasOwn(after, key)) continue;
      this.#replace(this.#lineStart(startOf(pair.key)), this.#pairEnd(pair), '');
    }
    let previous: YamlPair | undefined;
    let added = '';
    const flush = () => {
      if (added === '') return;
      if (previous === undefined && inEntry) throw notInPlace;
      const at = previous === undefined ? this.#lineStart(startOf(first.key)) : this.#pairEnd(previous);
      this.#replace(at, at, added);
      added = '';
    };
    for (const [key, value] of Object.entries(after)) {
      const pair = pairs.get(key);
      if (pair === undefined) {
        added += indent + writeYamlPair(key, value, indent);
        continue;
      }
      flush();
      this.#patchPair(pair, before[key] ?? null, value, indent);
      previous = pair;
    }
    flush();
  }

  #patchPair(pair: YamlPair, before: JsonValue, after: JsonValue, indent: string): void {
    if (sameValue(before, after)) return;
    const { value } = pair;
    if (value !== null && (isTagged(value) || this.#isExplicit(pair))) throw notInPlace;
    if (isBlockMap(value) && isFilledMap(before) && isFilledMap(after)) {
      this.patchMap(value, before, after, false);
    } else if (isBlockSeq(value) && Array.isArray(before) && Array.isArray(after) && after.length > 0) {
      this.#patchSeq(value, before, after);
    } else if (isLineScalar(value) && isOneLine(after)) {
      this.#replace(startOf(value), endOf(value), scalarText(after, value));
    } else {
      const from = this.#afterColon(pair);
      this.#replace(from, this.#pairEnd(pair), writeYamlValue(after, indent));
    }
  }

  #patchSeq(seq: YAMLSeq<Node>, before: JsonValue[], after: JsonValue[]): void {
    const [first] = seq.items;
    const last = seq.items.at(-1);
    if (first === undefined || last === undefined) throw notInPlace;
    const starts = seq.items.map((item) => this.#entryStart(item));
    const indent = ' '.repeat(this.#column(starts[0] ?? 0));
    const partners = pairRows(before, after);
    const inOrder = before.length === after.length && partners.every((partner, at) => partner === at);
    if (inOrder) {
      for (const [at, item] of seq.items.entries())
        this.#patchEntry(item, starts[at] ?? 0, before[at] ?? null, after[at] ?? null, indent);
      return;
    }
    const ends = [
      ...starts.slice(1).map((start) => this.#lineStart(start)),
      this.#lineEndAfter(lastOffset(last)),
    ];
    const rows = after.map((row, at) => {
      const from = partners[at];
      const slice =
        from === undefined ? undefined : this.#text.slice(this.#lineStart(starts[from] ?? 0), ends[from]);
      const same = from !== undefined && slice !== undefined && sameValue(before[from], row);
      return same ? withLastBreak(slice, this.#lineEnd) : indent + writeYamlEntry(row, indent);
    });
    // Rows at the head that stay are not touched, so that the diff is small.
    let head = 0;
    while (partners[head] === head && sameValue(before[head], after[head])) head += 1;
    const start = head < starts.length ? this.#lineStart(starts[head] ?? 0) : (ends.at(-1) ?? 0);
    this.#replace(start, ends.at(-1) ?? start, rows.slice(head).join(''));
  }

  #patchEntry(item: Node, start: number, before: JsonValue, after: JsonValue, indent: string): void {
    if (sameValue(before, after)) return;
    if (isTagged(item)) throw notInPlace;
    if (isBlockMap(item) && isFilledMap(before) && isFilledMap(after)) {
      const mark = this.#splices.length;
      try {
        this.patchMap(item, before, after, true);
        return;
      } catch (fault) {
        if (fault !== notInPlace) throw fault;
        this.#splices.length = mark;
      }
    }
    if (isLineScalar(item) && isOneLine(after))
      this.#replace(startOf(item), endOf(item), scalarText(after, item));
    else this.#replace(start, this.#lineEndAfter(lastOffset(item)), writeYamlEntry(after, indent));
  }

  #replace(start: number, end: number, text: string): void {
    this.#splices.push({
      start,
      end,
      text: this.#lineEnd === '\n' ? text : text.replaceAll('\n', this.#lineEnd),
    });
  }

  #needsBreak(start: number, text: string): boolean {
    return start === this.#text.length && !this.#text.endsWith('\n') && text.endsWith('\n');
  }

  #lineStart(offset: number): number {
    const start = this.#text.lastIndexOf('\n', offset - 1) + 1;
    return start === 0 && this.#text.startsWith('\ufeff') ? 1 : start;
  }

  #column(offset: number): number {
    return offset - this.#lineStart(offset);
  }

  /** The start of the line after an offset that is the end of a value. */
  #lineEndAfter(offset: number): number {
    if (offset > 0 && this.#text[offset - 1] === '\n') return offset;
    const at = this.#text.indexOf('\n', offset);
    return at === -1 ? this.#text.length : at + 1;
  }

  #pairEnd(pair: YamlPair): number {
    return this.#lineEndAfter(pair.value === null ? endOf(pair.key) : lastOffset(pair.value));
  }

  #afterColon(pair: YamlPair): number {
    const at = this.#text.indexOf(':', endOf(pair.key));
    if (at === -1 || this.#text.slice(endOf(pair.key), at).trim() !== '') throw notInPlace;
    return at + 1;
  }

  #isExplicit(pair: YamlPair): boolean {
    const start = startOf(pair.key);
    return /[^\s-]/.test(this.#text.slice(this.#lineStart(start), start));
  }

  /** The offset of the dash of a list's entry. */
  #entryStart(item: Node): number {
    const dash = this.#text.lastIndexOf('-', startOf(item) - 1);
    if (dash === -1 || this.#text.slice(dash + 1, startOf(item)).trim() !== '') throw notInPlace;
    if (this.#text.slice(this.#lineStart(dash), dash).trim() !== '') throw notInPlace;
    return dash;
  }
}

function startOf(node: Node): number {
  if (!node.range) throw notInPlace;
  return node.range[0];
}

function endOf(node: Node): number {
  if (!node.range) throw notInPlace;
  return node.range[1];
}

/** The end of the last thing inside a node, without the comments and empty lines after it. */
function lastOffset(node: Node): number {
  if (isBlockMap(node) || isBlockSeq(node)) {
    const last: unknown = node.items.at(-1);
    const inner = isMap(node) ? ((last as YamlPair).value ?? (last as YamlPair).key) : (last as Node);
    return lastOffset(inner);
  }
  return endOf(node);
}

function isBlockMap(node: unknown): node is YAMLMap<Node, Node | null> {
  return isMap(node) && node.flow !== true && node.items.length > 0;
}

function isBlockSeq(node: unknown): node is YAMLSeq<Node> {
  return isSeq(node) && node.flow !== true && node.items.length > 0;
}

function isTagged(node: Node): boolean {
  return node.tag !== undefined || ('anchor' in node && node.anchor !== undefined);
}

function isFilledMap(value: JsonValue): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  );
}

function isLineScalar(node: Node | null): node is Node {
  return isScalar(node) && node.range?.[0] !== node.range?.[1] && node.type?.startsWith('BLOCK') !== true;
}

function isOneLine(value: JsonValue): value is string | number | boolean | null {
  return typeof value === 'string' ? !value.includes('\n') : typeof value !== 'object' || value === null;
}

/** Writes a scalar in the quotes its place had, where they still fit. */
function scalarText(value: string | number | boolean | null, before: Node): string {
  if (typeof value !== 'string') return String(value);
  const text = writeYamlText(value);
  const type = isScalar(before) ? before.type : undefined;
  const isEscaped = text.startsWith('"');
  if (type === 'QUOTE_DOUBLE' && !isEscaped) return JSON.stringify(value);
  if (type === 'QUOTE_SINGLE' && !isEscaped) return `'${value.replaceAll("'", "''")}'`;
  return text;
}

function withLastBreak(text: string, lineEnd: string): string {
  return text.endsWith('\n') ? text : text + lineEnd;
}
