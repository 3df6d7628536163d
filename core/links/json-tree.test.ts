import { describe, expect, it } from 'vitest';
import { evaluateJsonPath, straightPath } from './json-path.ts';
import { JsonNumber, parseJsonTree, readJsonAt } from './json-tree.ts';
import { parseJsonPath } from './parse-json-path.ts';

const awkward = [
  '{"a":1,"a":{"b":[true,false,null,"x"]},"c":"\\"}]"}',
  '[ { "id" : "00u1" , "n" : 12345678901234567890.10 } , [ ] , { } , "\\\\" , "a\\\\\\"b" ]',
  '{"\\u0061":"by an escape","deep":[[[{"k":-1.5E+10}]]],"":{"":0}}',
  '"only a text"',
  '7',
];
const paths = [
  '$',
  '$.a',
  '$.a.b[3]',
  '$.a.b[4]',
  '$.c',
  '$[0].id',
  '$[0].n',
  '$[1]',
  '$[2]',
  '$[3]',
  '$[4]',
  '$[5]',
  '$.deep[0][0][0].k',
  "$['']['']",
  '$.toString',
  '$.a[0]',
];

describe('readJsonAt', () => {
  it.each(awkward.flatMap((text) => paths.map((path) => [path, text] as const)))(
    'finds at %s of %s what a whole parse finds',
    (path, text) => {
      const query = parseJsonPath(path);
      const tree = parseJsonTree(text);
      const whole = tree === undefined ? undefined : evaluateJsonPath(query, tree)[0]?.value;
      expect(readJsonAt(text, straightPath(query) ?? [])).toEqual(whole);
    },
  );

  it('keeps every digit', () => {
    expect(readJsonAt(awkward[1] ?? '', [0, 'n'])).toEqual(new JsonNumber('12345678901234567890.10'));
  });

  it.each(['', '{', '[1,]', '{"a":1}x'])('finds nothing in "%s", which is no JSON', (text) => {
    expect(readJsonAt(text, [])).toBeUndefined();
    expect(parseJsonTree(text)).toBeUndefined();
  });

  it.each(['$..a', '$[*]', '$[-1]', '$[0:1]', '$[0,1]', '$[?@.a]'])('%s is no straight path', (path) => {
    expect(straightPath(parseJsonPath(path))).toBeUndefined();
  });
});

describe('parseJsonTree', () => {
  it('looks at each character a few times only, whatever the text', () => {
    const row = '{"name":"without any escape","path":"C:\\\\dir\\\\file"}';
    const plain = `[${Array.from({ length: 20_000 }, () => '{"name":"without any escape"}').join()}]`;
    const escaped = `[${Array.from({ length: 20_000 }, () => row).join()}]`;
    for (const text of [plain, escaped]) {
      const startedAt = performance.now();
      const tree = parseJsonTree(text);
      // Some milliseconds; with a look at the rest of the text for each string it is minutes.
      expect(performance.now() - startedAt).toBeLessThan(5_000);
      expect(tree).toHaveLength(20_000);
    }
  });
});
