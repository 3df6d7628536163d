import { describe, expect, it } from 'vitest';
import type { Auth } from './auth.ts';
import { findAuthConflicts } from './auth-conflicts.ts';
import { base64OfText } from './base64.ts';
import { basicAuthorization } from './basic.ts';
import { findEffectiveAuth } from './effective-auth.ts';
import { emptyRequest } from '../http/request.ts';

const bearer: Auth = { type: 'bearer', credentials: [{ key: 'token', value: 't' }] };
const none: Auth = { type: 'noauth', credentials: [] };
const ancestor = (id: string, auth?: Auth) => ({
  id,
  revision: 'r',
  definition: { name: `name of ${id}`, variables: [], scripts: [], ...(auth === undefined ? {} : { auth }) },
});

describe('findEffectiveAuth', () => {
  it('takes the own one, else that of the nearest ancestor that has one', () => {
    const chain = [ancestor('inner'), ancestor('outer', bearer), ancestor('collection', none)];
    expect(findEffectiveAuth(none, chain)).toEqual({ auth: none });
    expect(findEffectiveAuth(undefined, chain)).toEqual({
      auth: bearer,
      inheritedFrom: { id: 'outer', name: 'name of outer' },
    });
    expect(findEffectiveAuth(undefined, [ancestor('inner', none), ancestor('outer', bearer)])?.auth).toBe(
      none,
    );
    expect(findEffectiveAuth(undefined, [ancestor('inner')])).toBeUndefined();
  });
});

describe('findAuthConflicts', () => {
  const typed = (...keys: string[]) => ({
    ...emptyRequest(),
    headers: keys.map((key) => ({ key, value: 'x' })),
  });
  const apiKey: Auth = {
    type: 'apikey',
    credentials: [
      { key: 'key', value: 'X-Key' },
      { key: 'value', value: 'v' },
    ],
  };
  const codes = (...parameters: Parameters<typeof findAuthConflicts>) =>
    findAuthConflicts(...parameters).map(({ code }) => code);

  it('sees a header typed and generated, and one typed twice', () => {
    expect(codes(typed('authorization'), bearer)).toEqual(['typedHeaderWins']);
    expect(codes(typed('authorization'), none)).toEqual([]);
    expect(codes(typed('authorization'), undefined)).toEqual([]);
    expect(codes(typed('x-key'), apiKey)).toEqual(['typedHeaderWins']);
    expect(codes(typed('authorization'), apiKey)).toEqual([]);
    expect(codes(typed('Authorization', 'authorization'), undefined)).toEqual(['repeatedHeader']);
    expect(
      codes({ ...typed(), headers: [{ key: 'Authorization', value: 'x', disabled: true }] }, bearer),
    ).toEqual([]);
  });
});

describe('Basic', () => {
  it('is UTF-8, as RFC 7617 has it', () => {
    expect(basicAuthorization('Aladdin', 'open sesame')).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
    expect(basicAuthorization('test', '123£')).toBe('Basic dGVzdDoxMjPCow==');
    for (const text of ['äöü€', '🙂𝄞', '\ud800x', 'a\u0000b', '\u07ff\u0800\uffff']) {
      expect(base64OfText(text)).toBe(Buffer.from(text).toString('base64'));
    }
  });
});
