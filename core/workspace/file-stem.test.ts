import { describe, expect, it } from 'vitest';
import { FileStems, fileStem, stemKey } from './file-stem.ts';

describe('fileStem', () => {
  it.each([
    ['Get a user', 'Get a user'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['../../etc/passwd', '--..-etc-passwd'],
    ['..', '-'],
    ['.resources', '-resources'],
    ['CON', 'CON-'],
    ['nul.txt', 'nul-.txt'],
    ['Com1', 'Com1-'],
    ['console', 'console'],
    ['trailing. . ', 'trailing'],
    ['  lead', 'lead'],
    ['a\u0000\nb', 'a--b'],
    ['\ud800x', '-x'],
    ['', 'Untitled'],
    [' ', 'Untitled'],
    ['e\u0301', '\u00e9'],
    ['{{url}} 100% #1', '{{url}} 100% #1'],
  ])('%j is %j', (name, stem) => {
    expect(fileStem(name)).toBe(stem);
  });

  it('keeps to 200 bytes and whole characters', () => {
    for (const name of ['x'.repeat(400), 'é'.repeat(300), '日'.repeat(300), '😀'.repeat(300)]) {
      const stem = fileStem(name);
      const size = new TextEncoder().encode(stem).length;
      expect(size).toBeGreaterThan(190);
      expect(size).toBeLessThanOrEqual(200);
      expect(name.startsWith(stem)).toBe(true);
    }
  });
});

describe('FileStems', () => {
  it('tells names apart that a file system would not', () => {
    const names = [
      'a',
      'A',
      'a',
      'A 2',
      'é',
      'e\u0301',
      'É',
      'straße',
      'STRASSE',
      'x'.repeat(300),
      'x'.repeat(301),
      'a/b',
      'a:b',
      'CON',
      'con',
    ];
    const stems = new FileStems(['B']);
    const given = [...names, 'b'].map((name) => stems.take(name));
    expect(new Set([...given, 'B'].map(stemKey)).size).toBe(names.length + 2);
    for (const stem of given) expect(new TextEncoder().encode(stem).length).toBeLessThanOrEqual(200);
    expect(given.slice(0, 4)).toStrictEqual(['a', 'A 2', 'a 3', 'A 2 2']);
    expect(given.at(-1)).toBe('b 2');
  });

  it('does not slow down over many items of one name', () => {
    const stems = new FileStems();
    const started = performance.now();
    const given = Array.from({ length: 20_000 }, () => stems.take('New Request'));
    expect(new Set(given).size).toBe(20_000);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
