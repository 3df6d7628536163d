import { describe, expect, it } from 'vitest';
import { addVariables, checkVariables, completeVariables, variableNameAt } from './variables-text.ts';

const declared = [
  { name: 'id', type: 'ID!', isRequired: true },
  { name: 'n', type: 'Int', isRequired: false },
];

describe('checkVariables', () => {
  it.each<[string, [string, string][]]>([
    ['{"id": 1}', []],
    ['{"id": {{id}}, "n": [{"x": 1}]}', []],
    ['{"n": {"id": 1}}', [['{', 'error']]],
    ['', [['', 'error']]],
    ['{"id": 1, "m": "{{x}}"}', [['"m"', 'warning']]],
    ['{// "id": 1\n}', [['{', 'error']]],
    ['{{all}}', []],
    ['{ {{some}} }', []],
    ['{"id": 1, "m', [['"m', 'warning']]],
    ['[]', []],
    ['nothing', []],
  ])('%s', (text, markers) => {
    const found = checkVariables(text, declared);
    expect(found.map(({ start, end, severity }) => [text.slice(start, end), severity])).toEqual(markers);
  });

  it('asks for nothing where the operation declares nothing', () => {
    expect(checkVariables('', [])).toEqual([]);
  });
});

describe('variableNameAt', () => {
  it.each<[string, [number, number] | undefined]>([
    ['{|}', [1, 1]],
    ['{"i|d"}', [1, 5]],
    ['{"a": 1, |}', [9, 9]],
    ['{"a": 1, "|"}', [9, 11]],
    ['{"a": |}', undefined],
    ['{"a": {"|"}}', undefined],
    ['|', undefined],
  ])('%s', (marked, place) => {
    const found = variableNameAt(marked.replace('|', ''), marked.indexOf('|'));
    expect(found && [found.start, found.end]).toEqual(place);
  });
});

describe('completeVariables', () => {
  const complete = (marked: string) =>
    completeVariables(marked.replace('|', ''), marked.indexOf('|'), declared).map(({ text }) => text);
  it.each<[string, string[]]>([
    ['{"|"}', ['"id": ', '"n": ']],
    ['{"i|": 1}', ['"id"', '"n"']],
    ['{"id": 1, |}', ['"n": ']],
    ['{"id": |}', []],
  ])('%s', (marked, texts) => {
    expect(complete(marked)).toEqual(texts);
  });
});

describe('addVariables', () => {
  const added = [
    { name: 'id', value: '""' },
    { name: 'n', value: '0' },
  ];
  it.each([
    ['', '{\n  "id": "",\n  "n": 0\n}'],
    ['{}', '{\n  "id": "",\n  "n": 0\n}'],
    ['{"n": 5}', '{"n": 5,\n  "id": ""\n}'],
    ['{\n  "a": 1 // one\n}', '{\n  "a": 1, // one\n  "id": "",\n  "n": 0\n}'],
    ['{"id": "{{x}}", "n": 1}', '{"id": "{{x}}", "n": 1}'],
    ['{{all}}', '{{all}}'],
    ['{"a": ', '{"a": '],
    ['[]', '[]'],
  ])('%s', (text, expected) => {
    expect(addVariables(text, added)).toBe(expected);
  });
});
