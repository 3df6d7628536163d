import { describe, expect, it } from 'vitest';
import { readAsap } from './asap.ts';

const values: Record<string, string> = {
  iss: 'my-service',
  aud: 'their-service',
  kid: 'my-service/key.pem',
  privateKey: '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----',
};
const read = (more: Record<string, string> = {}) =>
  readAsap(
    {
      type: 'asap',
      credentials: Object.entries({ ...values, ...more }).map(([key, value]) => ({ key, value })),
    },
    (text) => text,
    { nowEpochSec: 1_000, jti: 'once' },
  );
const claimsOf = (more: Record<string, string> = {}) => JSON.parse(read(more).claims) as unknown;
const incomplete = (field: string) =>
  expect.objectContaining({ code: 'ERR_AUTH_INCOMPLETE', details: { field } });

describe('readAsap', () => {
  it('gives every claim a service asks for; the issuer stands for itself', () => {
    expect(claimsOf()).toEqual({
      iss: 'my-service',
      sub: 'my-service',
      aud: 'their-service',
      jti: 'once',
      iat: 1_000,
      exp: 4_600,
    });
    expect(read()).toMatchObject({
      algorithm: 'RS256',
      header: { alg: 'RS256', kid: 'my-service/key.pem' },
      place: { in: 'header', prefix: 'Bearer' },
    });
  });

  it('lets further claims come first', () => {
    const claims = '{"aud":["a","b"],"iss":"other","scope":"read","exp":2000}';
    expect(claimsOf({ claims, aud: '' })).toMatchObject({
      aud: ['a', 'b'],
      iss: 'other',
      sub: 'other',
      scope: 'read',
      exp: 2_000,
    });
  });

  it('takes a key that came as an address, and only with its own ID', () => {
    const privateKey = 'data:application/pkcs8;kid=my-service%2Fkey.pem;base64,QUJD';
    expect(read({ privateKey }).key).toMatchObject({
      kind: 'pasted',
      text: '-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n',
    });
    expect(() => read({ privateKey, kid: 'another' })).toThrow(incomplete('kid'));
    expect(() => read({ privateKey: 'data:text/plain,x' })).toThrow(incomplete('privateKey'));
  });

  it.each([
    ['iss', ''],
    ['aud', ' '],
    ['kid', ''],
    ['privateKey', ''],
    ['alg', 'HS256'],
    ['claims', '[1]'],
    ['exp', '3601'],
    ['exp', 'soon'],
  ])('says what is wrong with %s "%s"', (field, value) => {
    expect(() => read({ [field]: value })).toThrow(incomplete(field));
  });
});
