import { describe, expect, it } from 'vitest';
import { decodeToken, readNumericDate, readTextMember, readTokenScopes } from './decode.ts';
import { readObjectMembers, setMember } from './json-members.ts';

const encode = (text: string | Uint8Array) => Buffer.from(text).toString('base64url');
const jwt = (payload: string) => `${encode('{"alg":"RS256","kid":"a"}')}.${encode(payload)}.c2ln`;

function payloadOf(text: string) {
  const decoded = decodeToken(text);
  if (decoded.kind !== 'jwt') throw new Error(decoded.kind);
  return decoded.payload;
}

describe('decodeToken', () => {
  it('takes a JWT apart and keeps big numbers as they are written', () => {
    const payload = payloadOf(jwt('{"id":9007199254740993123,"exp":1.7e9,"cid":"0oa1","scp":["a","b"]}'));
    expect(payload.members.map(({ name, valueText }) => [name, valueText])).toEqual([
      ['id', '9007199254740993123'],
      ['exp', '1.7e9'],
      ['cid', '"0oa1"'],
      ['scp', '["a","b"]'],
    ]);
    expect(readNumericDate(payload, 'exp')).toBe(1_700_000_000);
    expect(readNumericDate(payload, 'cid')).toBeUndefined();
    expect(readTextMember(payload, 'cid')).toBe('0oa1');
    expect(readTokenScopes(payload)).toEqual(['a', 'b']);
    expect(readTokenScopes(payloadOf(jwt('{"scope":"a  b"}')))).toEqual(['a', 'b']);
    expect(readTokenScopes(payloadOf(jwt('{}')))).toBeUndefined();
  });

  it.each([
    ['a Bearer prefix', (token: string) => `Bearer ${token}`],
    ['a DPoP prefix', (token: string) => ` DPoP  ${token} `],
    ['line ends', (token: string) => token.replace(/(.{20})/g, '$1\n')],
    ['padding', (token: string) => token.replace(/\./g, '=.')],
  ])('does not mind %s', (_name, change) => {
    expect(readTextMember(payloadOf(change(jwt('{"sub":"x"}'))), 'sub')).toBe('x');
  });

  it.each([
    ['', 'opaque'],
    ['abc', 'opaque'],
    ['a.b.c', 'opaque'],
    [`${encode('{"alg":"none"}')}.${encode('{}')}`, 'opaque'],
    [`${encode('{"alg":"dir","enc":"A128GCM"}')}..a.b.c`, 'jwe'],
    [`${encode('{"alg":"none"}')}.${encode('{}')}.`, 'jwt'],
  ])('tells what a text is: %s', (text, kind) => {
    expect(decodeToken(text).kind).toBe(kind);
  });

  it.each([
    ['not base64url', '!!!', 'notBase64Url'],
    ['not UTF-8', encode(Uint8Array.of(0xff, 0xfe)), 'notUtf8'],
    ['not JSON', encode('hello'), 'notJsonObject'],
    ['a list', encode('[1]'), 'notJsonObject'],
  ])('names what is wrong with a payload that is %s', (_name, payload, problem) => {
    expect(payloadOf(`${encode('{"alg":"x"}')}.${payload}.`).problem).toBe(problem);
  });

  it('does not pollute, crash or hang on hostile tokens', () => {
    expect(payloadOf(jwt('{"__proto__":{"a":1},"constructor":1}')).members).toHaveLength(2);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(payloadOf(jwt(`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)).members).toHaveLength(1);
    expect(decodeToken('.'.repeat(100_000)).kind).toBe('opaque');
    expect(payloadOf(jwt('{"a":1,"a":2}')).members).toHaveLength(2);
  });
});

describe('setMember', () => {
  it.each([
    ['{"exp": "1", "a": 1.0}', 'exp', 5, '{"exp": 5, "a": 1.0}'],
    ['{"a":1}', 'b', 'x', '{"a":1,"b":"x"}'.replace(',', ', ')],
    ['{\n  "a": 1\n}', 'b', 'x', '{\n  "a": 1,\n  "b": "x"\n}'],
    ['{}', 'a', 1, '{\n  "a": 1\n}'],
    ['nonsense', 'a', 1, '{\n  "a": 1\n}'],
    ['{"a":"}\\"", "b":[1,{"c":2}]}', 'b', null, '{"a":"}\\"", "b":null}'],
  ])('changes one member of %s and nothing else', (text, name, value, expected) => {
    const result = setMember(text, name, value);
    expect(result).toBe(expected);
    expect(readObjectMembers(result)?.at(-1) ?? {}).toBeDefined();
    expect((JSON.parse(result) as Record<string, unknown>)[name]).toEqual(value);
  });
});
