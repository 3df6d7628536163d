import { describe, expect, it } from 'vitest';
import { readForeignYaml } from './read-foreign-yaml.ts';

const codeOf = (text: string) => {
  try {
    return readForeignYaml(text);
  } catch (fault) {
    return fault;
  }
};

describe('YAML that others wrote', () => {
  it('may close its brackets further left than its content', () => {
    const text = ['examples:', '    one:', '        {', '          "a": [ 1', '  ]', '  }', '    two: 2'];
    expect(readForeignYaml(text.join('\n'))).toEqual({ examples: { one: { a: [1] }, two: 2 } });
  });

  it('is refused with its line where it is wrong otherwise', () => {
    expect(codeOf('a:\n  b: 1\n c: 2\n')).toMatchObject({
      code: 'ERR_IMPORT_INVALID_YAML',
      details: { line: 3 },
    });
    expect(codeOf('a:\n  b: {\n    c: 1\n')).toMatchObject({ code: 'ERR_IMPORT_INVALID_YAML' });
  });

  it('is given up after so many brackets', () => {
    const block = (at: number) => `k${at}:\n    v:\n        {\n          "a": 1\n  }\n`;
    const text = (count: number) => Array.from({ length: count }, (_, at) => block(at)).join('');
    expect(Object.keys(readForeignYaml(text(20)))).toHaveLength(20);
    expect(codeOf(text(60))).toMatchObject({ code: 'ERR_IMPORT_INVALID_YAML' });
  });
});
