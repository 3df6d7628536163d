import { describe, expect, it } from 'vitest';
import { formatJson } from './json-lines.ts';
import { type JsonLineRange, opensContainer } from './json-lines-block.ts';
import { JsonLineIndex } from './json-lines-index.ts';
import { makeJsonText, makeRandom } from './json-samples.test-kit.ts';

const encode = (text: string) => new Uint8Array(Buffer.from(text));

function indexOf(bytes: Uint8Array, chunkBytes = bytes.length + 1): JsonLineIndex {
  const index = new JsonLineIndex();
  for (let at = 0; at < bytes.length; at += chunkBytes) index.feed(bytes.subarray(at, at + chunkBytes));
  index.finish();
  return index;
}

function blockLines(index: JsonLineIndex, bytes: Uint8Array, line: number, shownBytes = 64): JsonLineRange[] {
  const block = index.blockOf(line);
  const segments = index
    .partsOf(block, shownBytes)
    .map(({ start, end }) => ({ start, bytes: bytes.subarray(start, end) }));
  return index.linesOf(block, segments);
}

/** All lines as text, with two spaces a level, read block by block. */
function layOut(bytes: Uint8Array, chunkBytes?: number): string {
  const index = indexOf(bytes, chunkBytes);
  const lines: string[] = [];
  for (let line = 0; line < index.lineCount; line = index.blockOf(line).endLine) {
    const block = index.blockOf(line);
    const made = blockLines(index, bytes, line);
    expect(made.map((each) => each.line)).toEqual(
      Array.from({ length: block.endLine - block.firstLine }, (_, at) => block.firstLine + at),
    );
    for (const { depth, tokens } of made) {
      const texts = tokens.map(({ start, end }) => Buffer.from(bytes.subarray(start, end)).toString());
      lines.push(' '.repeat(depth * 2) + texts.map((text) => (text === ':' ? ': ' : text)).join(''));
    }
  }
  return lines.join('\n');
}

describe('JsonLineIndex', () => {
  it('shows every token of 10,000 generated bodies exactly as sent', { timeout: 60_000 }, () => {
    const random = makeRandom(82);
    for (let body = 0; body < 10_000; body += 1) {
      const { text, tokens } = makeJsonText(random);
      const bytes = encode(text);
      const index = indexOf(bytes, body % 3 === 0 ? 1 + (body % 13) : undefined);
      const shown: string[] = [];
      for (let line = 0; line < index.lineCount; line = index.blockOf(line).endLine) {
        for (const made of blockLines(index, bytes, line)) {
          for (const { start, end } of made.tokens)
            shown.push(Buffer.from(bytes.subarray(start, end)).toString());
        }
      }
      expect(shown).toEqual(tokens);
    }
  });

  it('breaks lines where the text layout breaks them, in chunks of any size', () => {
    const random = makeRandom(7);
    for (let body = 0; body < 200; body += 1) {
      const { text } = makeJsonText(random);
      for (const chunk of [undefined, 1, 3, 64]) expect(layOut(encode(text), chunk)).toBe(formatJson(text));
    }
  });

  it('lays out what is longer than many checkpoints', () => {
    const value = Array.from({ length: 3_000 }, (_, id) => ({
      id,
      tags: ['a', { b: [] }],
      text: 'x'.repeat(id % 90),
    }));
    for (const text of [JSON.stringify(value), JSON.stringify(value, null, 4)]) {
      expect(layOut(encode(text), 1_000)).toBe(JSON.stringify(value, null, 2));
    }
  });

  it('loses nothing of a text that is not JSON', () => {
    for (const text of [
      '{"a":1',
      '}}',
      '<html>x</html>',
      '[1 2]',
      '{"a":"b',
      ',,',
      '[}',
      '{]',
      '{"a":"\\',
      '['.repeat(3_000),
      ': '.repeat(900),
    ]) {
      expect(layOut(encode(text), 2).replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    }
  });

  it('begins a line for each value of a list of values', () => {
    expect(layOut(encode('{"a":1}\n{"a":2}\n[]\n'))).toBe('{\n  "a": 1\n}\n{\n  "a": 2\n}\n[]');
  });

  it('knows the end of a long token without reading it', () => {
    const long = 'y'.repeat(300_000);
    const bytes = encode(`{"a":"${long}","b":${'1'.repeat(20_000)}${' '.repeat(70_000)},"c":[2]}`);
    const index = indexOf(bytes, 4_096);
    const block = index.blockOf(1);
    const read = index.partsOf(block, 64).reduce((sum, { start, end }) => sum + end - start, 0);
    expect(read).toBeLessThan(1_000);
    const all: JsonLineRange[] = [];
    for (let line = 0; line < index.lineCount; line = index.blockOf(line).endLine)
      all.push(...blockLines(index, bytes, line));
    expect(all.map(({ tokens }) => tokens.map(({ start, end }) => end - start))).toEqual([
      [1],
      [3, 1, 300_002, 1],
      [3, 1, 20_000, 1],
      [3, 1, 1],
      [1],
      [1],
      [1],
    ]);
  });

  it('finds folds and ways to values as a stack over all lines does', () => {
    const value = {
      'a b': Array.from({ length: 400 }, (_, id) => ({ id, in: [[id], { x: [{}, { y: 1 }] }] })),
      z: [[[]]],
    };
    const bytes = encode(JSON.stringify(value));
    const index = indexOf(bytes, 999);
    const all: JsonLineRange[] = [];
    for (let line = 0; line < index.lineCount; line = index.blockOf(line).endLine)
      all.push(...blockLines(index, bytes, line));
    const nameAt = (offset: number) => {
      const text = Buffer.from(bytes).toString('latin1');
      return JSON.parse(text.slice(offset, text.indexOf('"', offset + 1) + 1)) as string;
    };
    for (const { line, tokens, depth, endMark } of all) {
      const block = blockLines(index, bytes, line);
      const ways = index.stepsOf(block, (each) => each.line === line);
      const path = (ways.get(line) ?? []).map((step) => ('index' in step ? step.index : nameAt(step.nameAt)));
      let found: unknown = value;
      for (const step of path) found = (found as Record<string | number, unknown>)[step];
      const last = tokens.findLast(({ kind }) => kind === 'number');
      if (last !== undefined)
        expect(found).toBe(Number(Buffer.from(bytes.subarray(last.start, last.end)).toString()));
      expect(path).toHaveLength(depth);
      const end = opensContainer({ line, tokens, depth, endMark })
        ? all.find((other) => other.line > line && other.depth === depth)?.line
        : line;
      expect(index.foldEnd(line, block)).toBe(end);
    }
  });

  it('gives complete lines only while the text still comes', () => {
    const index = new JsonLineIndex();
    index.feed(encode('{"a":"b","c":"d'));
    expect(index.lineCount).toBe(2);
    expect(index.foldEnd(0, blockLines(index, encode('{"a":"b",'), 0))).toBeUndefined();
    index.feed(encode('e"}'));
    index.finish();
    expect(index.lineCount).toBe(4);
  });

  it('costs memory by containers at checkpoints, not by depth times lines', () => {
    const depth = 50_000;
    const bytes = encode('['.repeat(depth) + ']'.repeat(depth));
    const index = indexOf(bytes);
    expect(index.lineCount).toBe(depth * 2 - 1);
    expect(index.foldEnd(0, blockLines(index, bytes, 0))).toBe(depth * 2 - 2);
    expect(index.isTooDeep).toBe(false);
  });

  it('does not follow a text of opening brackets alone', () => {
    expect(indexOf(encode('['.repeat(1_000_000))).isTooDeep).toBe(true);
  });
});
