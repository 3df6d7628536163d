import { describe, expect, it } from 'vitest';
import { scanTemplate } from './template.ts';

const names = (text: string) =>
  scanTemplate(text).flatMap((segment) => (segment.kind === 'variable' ? [segment.name] : []));

describe('scanTemplate', () => {
  it('cuts text into literals and variables without gaps', () => {
    expect(scanTemplate('{{url}}/api/{{ id }}!')).toEqual([
      { kind: 'variable', name: 'url', start: 0, end: 7 },
      { kind: 'literal', text: '/api/', start: 7, end: 12 },
      { kind: 'variable', name: 'id', start: 12, end: 20 },
      { kind: 'literal', text: '!', start: 20, end: 21 },
    ]);
    expect(scanTemplate('')).toEqual([]);
  });

  it.each([
    ['{{{x}}}', ['x']],
    ['{{a{{b}}}}', ['b']],
    ['{{}} {{ }} {{a\nb}}', []],
    ['{"a":{"b":{"c":1}}}', []],
    ['{{$guid}}{{$guid}}', ['$guid', '$guid']],
    ['{{open {x} {{y', []],
    ['{{a}b}} {{c}}', ['c']],
    ['{{__proto__}}', ['__proto__']],
    ['{{a.b-c d}}', ['a.b-c d']],
  ])('finds the names in %j', (text, expected) => {
    expect(names(text)).toEqual(expected);
    expect(
      scanTemplate(text)
        .map((segment) => text.slice(segment.start, segment.end))
        .join(''),
    ).toBe(text);
  });
});
