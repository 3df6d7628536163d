import { describe, expect, it } from 'vitest';
import { findJsonTemplateFault, formatJsonTemplate } from './json-template.ts';

describe('formatJsonTemplate', () => {
  it('lays out and changes no token', () => {
    const text =
      '{"id":{{userId}},"big":12345678901234567890,"n":1.0,"e":1E400,"t":"a {{b}} \\u00e9","a":[{{x}},{}],"a":[]}';
    expect(formatJsonTemplate(text)).toBe(
      [
        '{',
        '  "id": {{userId}},',
        '  "big": 12345678901234567890,',
        '  "n": 1.0,',
        '  "e": 1E400,',
        '  "t": "a {{b}} \\u00e9",',
        '  "a": [',
        '    {{x}},',
        '    {}',
        '  ],',
        '  "a": []',
        '}',
      ].join('\n'),
    );
  });

  it('gives the same again for its own result', () => {
    const once = formatJsonTemplate('{"a":[1,{"b":{{c}}}],"d":"{{e}}"}', 4);
    expect(formatJsonTemplate(once, 4)).toBe(once);
  });

  it('keeps a variable whose text looks like the end of a string', () => {
    expect(formatJsonTemplate('[{{a "b}},"c{{d}}"]')).toBe('[\n  {{a "b}},\n  "c{{d}}"\n]');
  });

  it('keeps every variable of generated documents', () => {
    // A small generator with a fixed seed: values, texts and variables in every place they may stand.
    let seed = 7;
    const next = (limit: number) => (seed = (seed * 48271) % 2147483647) % limit;
    const value = (depth: number): string => {
      const kind = next(depth > 4 ? 4 : 6);
      if (kind === 0) return `{{v${next(9)}}}`;
      if (kind === 1) return `"x{{v${next(9)}}}\\"{{w}}"`;
      if (kind === 2) return '-0.50e+10';
      if (kind === 3) return 'null';
      const items = Array.from({ length: next(4) }, () => value(depth + 1));
      return kind === 4
        ? `[${items.join(',')}]`
        : `{${items.map((item, index) => `"k${index}":${item}`).join(',')}}`;
    };
    for (let round = 0; round < 500; round += 1) {
      const text = value(0);
      const formatted = formatJsonTemplate(text);
      expect(findJsonTemplateFault(text)).toBeUndefined();
      expect(formatted.replaceAll(/\n */g, '').replaceAll('": ', '":')).toBe(text);
    }
  });
});

describe('findJsonTemplateFault', () => {
  it.each([
    ['{"a":{{b}}}', undefined],
    ['{{body}}', undefined],
    ['{"a":"{{b}}"}', undefined],
    ['{"a":{{b}},}', 11],
    ['{"a" {{b}}}', 5],
    ['', 0],
    ['{"a": {{b', 7],
  ])('places the fault of %j at %j', (text, offset) =>
    expect(findJsonTemplateFault(text)?.offset).toBe(offset),
  );
});
