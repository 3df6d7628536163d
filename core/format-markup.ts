/** Longer texts, and ones that nest deeper, stay as they came. */
export const maxMarkupChars = 8 * 1024 * 1024;
const maxDepth = 1_000;

/** What a text in angle brackets is. */
export type MarkupLanguage = 'xml' | 'html';

/** A piece of the text: an element with what is in it, or anything else, from `start` up to `end`. */
interface Piece {
  kind: 'element' | 'text' | 'other';
  start: number;
  end: number;
  /** Of an element: its name as compared, where its first tag ends and its last begins. */
  name: string;
  openEnd: number;
  closeStart: number;
  children: Piece[];
}

/** @see HTML Living Standard section 13.1.2 */
const voidElements = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const rawElements = new Set(['script', 'style', 'textarea', 'title', 'pre']);
/** Parts of a line of text; what they stand in is not broken up. */
const inlineElements = new Set(
  'a abbr b bdi bdo br button cite code data dfn em i img input kbd label mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

/**
 * Puts each element of an XML or HTML text on a line of its own, indented by how deep it stands. Nothing but white space
 * between tags is added or left out: an element with text in it stays as it came, and so does one that says
 * `xml:space="preserve"`.
 *
 * @returns `undefined` where that is not possible: the text is too long, or its tags do not match.
 */
export function formatMarkup(text: string, language: MarkupLanguage): string | undefined {
  if (text.length > maxMarkupChars) return undefined;
  const pieces = new MarkupReader(text, language).read();
  if (pieces === undefined) return undefined;
  const lines: string[] = [];
  for (const piece of pieces) printPiece(text, language, piece, 0, lines);
  return lines.join('\n');
}

class MarkupReader {
  private readonly text: string;
  private readonly language: MarkupLanguage;
  private readonly top: Piece[] = [];
  private readonly open: Piece[] = [];

  constructor(text: string, language: MarkupLanguage) {
    this.text = text;
    this.language = language;
  }

  read(): Piece[] | undefined {
    const { text } = this;
    let at = text.startsWith('\uFEFF') ? 1 : 0;
    while (at < text.length) {
      const tag = text.indexOf('<', at);
      const end = tag === -1 ? text.length : tag;
      if (end > at) this.add('text', at, end);
      if (tag === -1) break;
      const next = this.readTag(tag);
      if (next === undefined) return undefined;
      at = next;
    }
    if (this.open.length > 0 && this.language === 'xml') return undefined;
    for (const piece of this.open) this.close(piece, text.length, text.length);
    return this.top;
  }

  /** Takes what begins with an angle bracket. Gives the place after it; `undefined` where it has no end. */
  private readTag(start: number): number | undefined {
    const { text } = this;
    for (const [opens, closes] of [
      ['<!--', '-->'],
      ['<![CDATA[', ']]>'],
      ['<?', '?>'],
    ] as const) {
      if (!text.startsWith(opens, start)) continue;
      const end = text.indexOf(closes, start + opens.length);
      if (end === -1) return undefined;
      // The text of a CDATA section is text like any other.
      this.add(opens === '<![CDATA[' ? 'text' : 'other', start, end + closes.length);
      return end + closes.length;
    }
    if (text.startsWith('<!', start)) return this.readDeclaration(start);
    const name = /^<\/?([^\s/>]+)/.exec(text.slice(start, start + 200))?.[1];
    // In HTML a bracket on its own is text.
    if (name === undefined) return this.readStray(start);
    const end = endOfTag(text, start + 1);
    if (end === undefined) return this.readStray(start);
    const compared = this.language === 'html' ? name.toLowerCase() : name;
    return text[start + 1] === '/'
      ? this.readEndTag(compared, start, end)
      : this.readStartTag(compared, start, end);
  }

  private readStray(start: number): number | undefined {
    if (this.language === 'xml') return undefined;
    this.add('text', start, start + 1);
    return start + 1;
  }

  /** A DOCTYPE, which may hold declarations in square brackets. */
  private readDeclaration(start: number): number | undefined {
    const { text } = this;
    const simple = text.indexOf('>', start);
    const bracket = text.indexOf('[', start);
    const close = bracket === -1 || bracket > simple ? simple : text.indexOf(']>', bracket) + 1;
    if (close <= 0) return undefined;
    this.add('other', start, close + 1);
    return close + 1;
  }

  private readStartTag(name: string, start: number, end: number): number | undefined {
    const isHtml = this.language === 'html';
    const isEmpty = this.text[end - 2] === '/' || (isHtml && voidElements.has(name));
    const piece = this.add('element', start, end, name);
    if (isEmpty) return end;
    if (isHtml && rawElements.has(name)) return this.readRaw(piece, name, end);
    if (this.open.length >= maxDepth) return undefined;
    this.open.push(piece);
    return end;
  }

  /** What stands in a script or a style sheet is not markup. */
  private readRaw(piece: Piece, name: string, from: number): number {
    const pattern = new RegExp(`</${name}[\\s>]`, 'gi');
    pattern.lastIndex = from;
    const close = pattern.exec(this.text)?.index;
    const end = close === undefined ? this.text.length : (endOfTag(this.text, close + 1) ?? this.text.length);
    const inner = { start: from, end: close ?? this.text.length };
    if (inner.end > inner.start) piece.children.push(makePiece('text', inner.start, inner.end, ''));
    this.close(piece, inner.end, end);
    return end;
  }

  private readEndTag(name: string, start: number, end: number): number | undefined {
    const at = this.open.findLastIndex((piece) => piece.name === name);
    const isMatching = at !== -1 && at === this.open.length - 1;
    if (this.language === 'xml' && !isMatching) return undefined;
    if (at === -1) {
      this.add('other', start, end);
      return end;
    }
    // In HTML the end of an element is the end of what was left open in it.
    for (const piece of this.open.splice(at + 1)) this.close(piece, start, start);
    const piece = this.open.pop();
    if (piece !== undefined) this.close(piece, start, end);
    return end;
  }

  private add(kind: Piece['kind'], start: number, end: number, name = ''): Piece {
    const piece = makePiece(kind, start, end, name);
    (this.open.at(-1)?.children ?? this.top).push(piece);
    return piece;
  }

  private close(piece: Piece, closeStart: number, end: number): void {
    piece.closeStart = closeStart;
    piece.end = end;
  }
}

function makePiece(kind: Piece['kind'], start: number, end: number, name: string): Piece {
  return { kind, start, end, name, openEnd: end, closeStart: end, children: [] };
}

/** The place after the `>` of a tag; one in quotes does not count. */
function endOfTag(text: string, from: number): number | undefined {
  const pattern = /[>"']/g;
  pattern.lastIndex = from;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    if (found[0] === '>') return found.index + 1;
    const close = text.indexOf(found[0], found.index + 1);
    if (close === -1) return undefined;
    pattern.lastIndex = close + 1;
  }
  return undefined;
}

function printPiece(
  text: string,
  language: MarkupLanguage,
  piece: Piece,
  depth: number,
  lines: string[],
): void {
  const indent = '  '.repeat(Math.min(depth, 100));
  const whole = text.slice(piece.start, piece.end);
  if (piece.kind === 'text' && isBlank(whole)) return;
  if (piece.kind !== 'element' || staysTogether(text, language, piece)) {
    lines.push(indent + whole.trim());
    return;
  }
  lines.push(indent + text.slice(piece.start, piece.openEnd));
  for (const child of piece.children) printPiece(text, language, child, depth + 1, lines);
  const close = text.slice(piece.closeStart, piece.end);
  if (close !== '') lines.push(indent + close);
}

/** Tells whether breaking an element up would change what it says. */
function staysTogether(text: string, language: MarkupLanguage, piece: Piece): boolean {
  const { children } = piece;
  const hasElements = children.some(({ kind }) => kind !== 'text');
  const hasText = children.some(
    ({ kind, start, end }) => kind === 'text' && !isBlank(text.slice(start, end)),
  );
  if (!hasElements) return true;
  if (language === 'html') {
    return hasText && children.every(({ kind, name }) => kind !== 'element' || inlineElements.has(name));
  }
  return hasText || /\sxml:space\s*=\s*["']preserve["']/.test(text.slice(piece.start, piece.openEnd));
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
