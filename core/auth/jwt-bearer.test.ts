import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../json-value.ts';
import { decodeSecret, readJwtBearer } from './jwt-bearer.ts';

const read = (values: Record<string, JsonValue>) =>
  readJwtBearer(
    { type: 'jwt', credentials: Object.entries(values).map(([key, value]) => ({ key, value })) },
    (text) => text.replaceAll('{{user}}', 'me'),
    { nowEpochSec: 1_000, jti: 'fresh' },
  );

describe('readJwtBearer', () => {
  it('reads what Postman writes, payload and header as text or as objects', () => {
    const settings = { algorithm: 'HS512', secret: 'x', headerPrefix: 'Token', addTokenTo: 'header' };
    const texts = read({ ...settings, payload: '{"sub":"{{user}}"}', header: '{"kid":"1","alg":"none"}' });
    expect(texts).toEqual({
      algorithm: 'HS512',
      header: { typ: 'JWT', kid: '1', alg: 'HS512' },
      claims: '{"sub":"me"}',
      key: { kind: 'secret', text: 'x', isBase64: false },
      place: { in: 'header', prefix: 'Token' },
    });
    expect(read({ ...settings, payload: { sub: '{{user}}' }, header: { kid: '1' } })).toEqual(texts);
  });

  it('keeps the payload letter by letter, big numbers too', () => {
    const payload = '{ "id" : 12345678901234567890 }';
    expect(read({ secret: 'x', payload }).claims).toBe(payload);
  });

  it('adds times and an ID with a lifetime, where the payload has none of its own', () => {
    const { claims } = read({ secret: 'x', payload: '{"sub":"a","exp":5}', lifetime: '300' });
    expect(JSON.parse(claims)).toEqual({ sub: 'a', exp: 5, iat: 1_000, jti: 'fresh' });
    expect(JSON.parse(read({ secret: 'x', lifetime: '300' }).claims)).toEqual({
      iat: 1_000,
      exp: 1_300,
      jti: 'fresh',
    });
  });

  it('takes a stored key before a pasted one, and either only where no secret signs', () => {
    expect(read({ algorithm: 'RS256', keyId: 'k', privateKey: 'pem' }).key).toEqual({
      kind: 'stored',
      keyId: 'k',
    });
    expect(read({ algorithm: 'ES256', privateKey: 'pem', passphrase: ' p ' }).key).toEqual({
      kind: 'pasted',
      text: 'pem',
      passphrase: ' p ',
    });
    expect(read({ algorithm: 'HS256', keyId: 'k', secret: 's' }).key.kind).toBe('secret');
  });

  it('places the token in the query by the name that is given', () => {
    expect(read({ secret: 'x', addTokenTo: 'queryParam' }).place).toEqual({ in: 'query', name: 'token' });
    expect(read({ secret: 'x', addTokenTo: 'queryParam', queryParamKey: 'jwt' }).place).toMatchObject({
      name: 'jwt',
    });
  });

  it.each<[Record<string, JsonValue>, string]>([
    [{ algorithm: 'none' }, 'algorithm'],
    [{}, 'secret'],
    [{ algorithm: 'RS256' }, 'privateKey'],
    [{ secret: 'x', payload: '[1]' }, 'payload'],
    [{ secret: 'x', payload: '{"a":}' }, 'payload'],
    [{ secret: 'x', header: 'kid' }, 'header'],
    [{ secret: 'x', lifetime: '5m' }, 'lifetime'],
    [{ secret: 'x', lifetime: '0' }, 'lifetime'],
  ])('refuses %j', (values, field) => {
    expect(() => read(values)).toThrow(
      expect.objectContaining({ code: 'ERR_AUTH_INCOMPLETE', details: { field } }),
    );
  });
});

describe('decodeSecret', () => {
  it('reads both alphabets, with padding or without', () => {
    expect([...decodeSecret('-_8=')]).toEqual([251, 255]);
    expect([...decodeSecret('+/8')]).toEqual([251, 255]);
    expect(() => decodeSecret('not base64!')).toThrow(
      expect.objectContaining({ details: { field: 'secret' } }),
    );
  });
});
