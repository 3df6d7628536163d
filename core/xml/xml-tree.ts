/** A part of an XML text, and where it stands there. */
export interface XmlNode {
  kind: 'root' | 'element' | 'attribute' | 'text' | 'comment' | 'instruction';
  /** As written, with its prefix; empty for texts and comments. */
  name: string;
  /** Of attributes, texts, comments and instructions, with references resolved. */
  value: string;
  parent: XmlNode | undefined;
  attributes: XmlNode[];
  children: XmlNode[];
  start: number;
  end: number;
  /** Its place in the order of the document. */
  order: number;
}

/** Deeper texts are not read. */
const maxDepth = 1_000;

/** Parses a well-formed XML text; `undefined` for any other. References to entities of its own stay as written. */
export function parseXmlTree(text: string): XmlNode | undefined {
  return new XmlReader(text).read();
}

/** Gives all text in a node, as XPath's `string()` does. @see XPath 1.0 section 5 */
export function textOfXml(node: XmlNode): string {
  if (node.kind !== 'root' && node.kind !== 'element') return node.value;
  const known = texts.get(node);
  if (known !== undefined) return known;
  let text = '';
  for (const child of node.children) {
    if (child.kind === 'text' || child.kind === 'element') text += textOfXml(child);
  }
  texts.set(node, text);
  return text;
}

/** A path may ask for the text of every element around a text; it is put together once. */
const texts = new WeakMap<XmlNode, string>();

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };

function resolveReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return entities[name] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
}

const tagName = /[^\s/>="'<]+/y;
const attribute = /\s+([^\s/>="'<]+)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const tagEnd = /\s*(\/?)>/y;

class XmlReader {
  readonly #text: string;
  readonly #root: XmlNode;
  #open: XmlNode;
  #depth = 0;
  #order = 0;

  constructor(text: string) {
    this.#text = text;
    this.#root = this.#make('root', '', '', 0, text.length, undefined);
    this.#open = this.#root;
  }

  read(): XmlNode | undefined {
    const text = this.#text;
    let at = text.startsWith('\uFEFF') ? 1 : 0;
    while (at < text.length) {
      const tag = text.indexOf('<', at);
      const end = tag === -1 ? text.length : tag;
      if (end > at && !this.#putText(resolveReferences(text.slice(at, end)), at, end)) return undefined;
      if (tag === -1) break;
      const next = this.#readTag(tag);
      if (next === undefined) return undefined;
      at = next;
    }
    const elements = this.#root.children.filter(({ kind }) => kind === 'element');
    return this.#open === this.#root && elements.length === 1 ? this.#root : undefined;
  }

  #make(
    kind: XmlNode['kind'],
    name: string,
    value: string,
    start: number,
    end: number,
    parent: XmlNode | undefined,
  ): XmlNode {
    const order = this.#order;
    this.#order += 1;
    return { kind, name, value, parent, attributes: [], children: [], start, end, order };
  }

  /** Outside of the one element there is white space at most. */
  #putText(value: string, start: number, end: number): boolean {
    if (this.#open === this.#root) return value.trim() === '';
    const last = this.#open.children.at(-1);
    if (last?.kind === 'text') {
      last.value += value;
      last.end = end;
    } else {
      this.#open.children.push(this.#make('text', '', value, start, end, this.#open));
    }
    return true;
  }

  /** Takes what begins with an angle bracket. Gives the place after it; `undefined` where that is not well-formed. */
  #readTag(start: number): number | undefined {
    const text = this.#text;
    if (text.startsWith('</', start)) return this.#close(start);
    if (text.startsWith('<!--', start)) return this.#delimited(start, '<!--', '-->', 'comment');
    if (text.startsWith('<?', start)) return this.#delimited(start, '<?', '?>', 'instruction');
    if (text.startsWith('<![CDATA[', start)) {
      const end = text.indexOf(']]>', start);
      if (end === -1 || !this.#putText(text.slice(start + 9, end), start, end + 3)) return undefined;
      return end + 3;
    }
    return text.startsWith('<!', start) ? this.#skipDeclaration(start) : this.#openElement(start);
  }

  #delimited(
    start: number,
    opens: string,
    closes: string,
    kind: 'comment' | 'instruction',
  ): number | undefined {
    const end = this.#text.indexOf(closes, start + opens.length);
    if (end === -1) return undefined;
    const inside = this.#text.slice(start + opens.length, end);
    const name = kind === 'instruction' ? (/^\S*/.exec(inside)?.[0] ?? '') : '';
    const value = inside.slice(name.length).trimStart();
    // The declaration at the very beginning is no instruction.
    if (name.toLowerCase() !== 'xml') {
      const node = this.#make(
        kind,
        name,
        kind === 'comment' ? inside : value,
        start,
        end + closes.length,
        this.#open,
      );
      this.#open.children.push(node);
    }
    return end + closes.length;
  }

  /** Passes over a document type, with what stands in its brackets. */
  #skipDeclaration(start: number): number | undefined {
    if (this.#open !== this.#root) return undefined;
    const bracket = /[[>]/g;
    bracket.lastIndex = start;
    const first = bracket.exec(this.#text);
    if (first === null) return undefined;
    if (first[0] === '>') return first.index + 1;
    const inside = this.#text.indexOf(']', first.index);
    const end = inside === -1 ? -1 : this.#text.indexOf('>', inside);
    return end === -1 ? undefined : end + 1;
  }

  #openElement(start: number): number | undefined {
    tagName.lastIndex = start + 1;
    const [name] = tagName.exec(this.#text) ?? [];
    if (name === undefined || this.#depth >= maxDepth) return undefined;
    const element = this.#make('element', name, '', start, start, this.#open);
    let at = start + 1 + name.length;
    attribute.lastIndex = at;
    for (let found = attribute.exec(this.#text); found !== null; found = attribute.exec(this.#text)) {
      const [whole, key = '', quoted = ''] = found;
      const begins = at + whole.length - whole.trimStart().length;
      at += whole.length;
      const value = resolveReferences(quoted.slice(1, -1));
      element.attributes.push(this.#make('attribute', key, value, begins, at, element));
    }
    tagEnd.lastIndex = at;
    const end = tagEnd.exec(this.#text);
    if (end === null) return undefined;
    element.end = at + end[0].length;
    this.#open.children.push(element);
    if (end[1] === '') {
      this.#open = element;
      this.#depth += 1;
    }
    return element.end;
  }

  #close(start: number): number | undefined {
    const end = this.#text.indexOf('>', start);
    const { name, parent } = this.#open;
    if (end === -1 || parent === undefined || this.#text.slice(start + 2, end).trimEnd() !== name) {
      return undefined;
    }
    this.#open.end = end + 1;
    this.#open = parent;
    this.#depth -= 1;
    return end + 1;
  }
}
