import { describe, expect, it } from 'vitest';
import { maskText } from './mask.ts';
import { maskSecretFields, replaceSecretFields } from './secret-fields.ts';

describe('maskSecretFields', () => {
  it.each([
    ['a JSON member', '{"access_token":"canary","n":1}', `{"access_token":"${maskText}","n":1}`],
    ['camel case', '{ "sessionToken" : "canary" }', `{ "sessionToken" : "${maskText}" }`],
    ['an escaped quote', '{"secret":"can\\"ary","a":"b"}', `{"secret":"${maskText}","a":"b"}`],
    ['a member that was cut', '{"password":"cana', `{"password":"${maskText}`],
    ['a password of a user', '{"password": {"value": "canary"}}', `{"password": {"value": "${maskText}"}}`],
    [
      'a private JWK',
      '{"kty":"RSA","e":"AQAB","d":"canarycanarycanary"}',
      `{"kty":"RSA","e":"AQAB","d":"${maskText}"}`,
    ],
    ['a form', 'a=1&client_secret=canary&b=2', `a=1&client_secret=${maskText}&b=2`],
    ['an address', 'https://a.test/?limit=2&apiKey=canary#x', `https://a.test/?limit=2&apiKey=${maskText}#x`],
    [
      'a fragment',
      'https://a.test/#access_token=canary&state=1',
      `https://a.test/#access_token=${maskText}&state=1`,
    ],
    ['a password in an address', 'https://user:canary@a.test/', `https://user:${maskText}@a.test/`],
    ['an element', '<a><Password>canary</Password></a>', `<a><Password>${maskText}</Password></a>`],
    ['a JWT', 'x eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW5hcnkifQ.canary y', `x ${maskText} y`],
    ['a credential', 'use SSWS 00canarycanarycanary', `use SSWS ${maskText}`],
  ])('masks %s', (_what, text, masked) => {
    expect(maskSecretFields(text)).toBe(masked);
  });

  it.each([
    '{"token_type":"Bearer","expires_in":3600}',
    '{"id":12345678901234567890,"price":1.0}',
    'https://a.test/users?limit=25&after=00u1',
    '{"d":"short","k":"v"}',
    'Basic authentication is used',
    '{"password":{}}',
  ])('leaves %s as it is', (text) => {
    expect(maskSecretFields(text)).toBe(text);
  });

  it('gives each value to the replacement', () => {
    const keepsVariables = (value: string) => (value.includes('{{') ? value : '');
    expect(replaceSecretFields('{"token":"{{token}}","secret":"x"}', keepsVariables)).toBe(
      '{"token":"{{token}}","secret":""}',
    );
  });

  it('takes time in proportion to the text', () => {
    const started = performance.now();
    for (const piece of ['token', '"token":', 'a=', 'eyJ', '://a:', '<', '\\"']) {
      maskSecretFields(piece.repeat(40_000));
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
