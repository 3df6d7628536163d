import { describe, expect, it } from 'vitest';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import { toScope } from '../../../core/variables/scope.ts';
import { checkRequest } from './check-request.ts';

const chain = [
  toScope('Sandbox', 'environment', [
    { key: 'url', value: 'http://127.0.0.1:1', secret: false },
    { key: 'apikey', value: '', secret: true },
    { key: 'nested', value: '{{deep}}', secret: false },
    { key: 'loop', value: '{{loop}}', secret: false },
  ]),
];
const request = (change: Partial<Request>): Request => ({
  ...emptyRequest(),
  url: '{{url}}/users',
  ...change,
});
const texts = (change: Partial<Request>) =>
  checkRequest(request(change), undefined, chain).open.map(({ text }) => text);

describe('checkRequest', () => {
  it.each<[string, Partial<Request>, string[]]>([
    ['nothing', {}, []],
    ['an address that is still empty', { url: '' }, []],
    ['a secret and a generated value', { headers: [{ key: 'X', value: '{{apikey}} {{$guid}}' }] }, []],
    ['a variable of the address', { url: '{{nobody}}/users' }, ['{{nobody}}']],
    ['the same variable twice', { url: '{{nobody}}/users?a={{nobody}}' }, ['{{nobody}}']],
    [
      'a path variable without value',
      { url: '{{url}}/users/:id', pathVariables: [{ key: 'id', value: '' }] },
      [':id'],
    ],
    [
      'an open variable in a path variable',
      { url: '{{url}}/:id', pathVariables: [{ key: 'id', value: '{{gone}}' }] },
      ['{{gone}}'],
    ],
    ['a placeholder', { url: '{{url}}/users/${userId}' }, ['${userId}']],
    [
      'a placeholder meant as written',
      { url: '{{url}}/users/${userId}', allowLiteralPlaceholders: true },
      [],
    ],
    ['a body', { body: { type: 'raw', language: 'json', content: '{"a":"{{b}}"}' } }, ['{{b}}']],
    ['a disabled row', { headers: [{ key: 'X', value: '{{gone}}', disabled: true }] }, []],
  ])('names what is open in %s', (_name, change, expected) => expect(texts(change)).toEqual(expected));

  it('tells the variable whose value is open', () => {
    const { open } = checkRequest(request({ url: '{{url}}/{{nested}}' }), undefined, chain);
    expect(open).toEqual([{ name: 'deep', kind: 'variable', text: '{{deep}}', via: 'nested' }]);
  });

  it('warns of two ways to authorize, even while something is open', () => {
    const auth = { type: 'bearer', credentials: [{ key: 'token', value: '{{apikey}}' }] };
    const headers = [{ key: 'Authorization', value: 'SSWS {{apikey}}' }];
    for (const url of ['{{url}}/users', '{{nobody}}/users', '']) {
      const { warnings } = checkRequest(request({ url, headers }), auth, chain);
      expect(warnings.map(({ code }) => code)).toEqual(['typedHeaderWins']);
    }
  });

  it.each(['oauth2', 'digest'])(
    'looks at the rest of a request whose authorization is of the type %s',
    (type) => {
      const { open, warnings } = checkRequest(
        request({ url: '{{url}}/{{nobody}}' }),
        { type, credentials: [] },
        chain,
      );
      expect(open.map(({ text }) => text)).toEqual(['{{nobody}}']);
      expect(warnings).toEqual([]);
    },
  );

  it('tells of a variable that mentions itself', () => {
    expect(checkRequest(request({ url: '{{loop}}' }), undefined, chain).warnings).toMatchObject([
      { code: 'ERR_VARIABLE_CYCLE' },
    ]);
  });
});
