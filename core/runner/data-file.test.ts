import { describe, expect, it } from 'vitest';
import { parseDataFile } from './data-file.ts';

const fault = (details?: object) =>
  expect.objectContaining({ code: 'ERR_RUN_DATA_INVALID', ...(details && { details }) });

describe('a data file', () => {
  it('in CSV is read with quotes, commas, line breaks and empty cells', () => {
    const text = '\uFEFFname, note ,n\r\nAnn,"a, ""b""\nc",1\r\n\r\nBob,,\r\n"Cid"\n';
    expect(parseDataFile(text)).toEqual([
      { name: 'Ann', note: 'a, "b"\nc', n: '1' },
      { name: 'Bob', note: '', n: '' },
      { name: 'Cid', note: '', n: '' },
    ]);
  });

  it.each([
    ['semicolons', 'a;b\n1,5;2', { a: '1,5', b: '2' }],
    ['tabs', 'a\tb\n1\t', { a: '1', b: '' }],
    ['one column', 'id\n00u1', { id: '00u1' }],
    ['old line ends', 'a,b\r1,2\r', { a: '1', b: '2' }],
  ])('in CSV may have %s', (_what, text, row) => {
    expect(parseDataFile(text)).toEqual([row]);
  });

  it('in JSON keeps every digit and what is nested', () => {
    const text =
      '[{"id":12345678901234567890,"ok":true,"none":null,"list":[1.0,{"a":"ü"}],"__proto__":"x"},{"id":"2"}]';
    const [first, second] = parseDataFile(text);
    expect(first).toMatchObject({ id: '12345678901234567890', ok: 'true', none: '' });
    expect(first?.['list']).toBe('[1.0,{"a":"ü"}]');
    expect(Object.getOwnPropertyDescriptor(first, '__proto__')?.value).toBe('x');
    expect(second).toEqual({ id: '2' });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it.each([
    ['', undefined],
    ['a,b\n', undefined],
    ['a,,c\n1,2,3', { line: 1 }],
    ['a,a\n1,2', { line: 1 }],
    ['a,b\n1,2\n1,2,3', { line: 3 }],
    ['a,b\n1,"open\nand open', { line: 2 }],
    ['[]', undefined],
    ['{"a":1}', undefined],
    ['[1]', undefined],
    ['[{"a":', undefined],
    [`a\n${'1\n'.repeat(10_001)}`, undefined],
    [`${Array.from({ length: 201 }, (_, index) => `c${index}`).join()}\n1`, { line: 1 }],
  ])('is refused: %j', (text, details) => {
    expect(() => parseDataFile(text)).toThrow(fault(details));
  });
});
