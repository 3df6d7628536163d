import { describe, expect, it } from 'vitest';
import { sendableAuthTypes } from '../../../core/auth/auth.ts';
import { authEffect, authTypeLabel, authTypeOptions } from './auth-types.ts';

const auth = (type: string, values: Record<string, string>) => ({
  type,
  credentials: Object.entries(values).map(([key, value]) => ({ key, value })),
});

describe('authTypeOptions', () => {
  it('offers what is sent, and inheriting where there is a parent', () => {
    expect(authTypeOptions('bearer', true).map(({ value }) => value)).toEqual(['', ...sendableAuthTypes]);
    expect(authTypeOptions(undefined, false).map(({ value }) => value)).not.toContain('');
  });

  it('keeps an imported type as a choice of its own', () => {
    expect(authTypeOptions('ntlm', true).at(-1)).toMatchObject({
      value: 'ntlm',
      label: 'NTLM Authentication',
    });
    expect(authTypeOptions('hawk', true)).toHaveLength(sendableAuthTypes.length + 1);
    expect(authTypeLabel('constructor')).toBe('constructor');
  });
});

describe('authEffect', () => {
  it.each([
    ['bearer', { token: '{{token}}' }, { place: 'header', name: 'Authorization', value: 'Bearer {{token}}' }],
    ['bearer', { token: 'eyJhbGciOi' }, { place: 'header', name: 'Authorization', value: 'Bearer ••••••' }],
    [
      'basic',
      { username: 'tony', password: 'x' },
      { place: 'header', name: 'Authorization', value: 'Basic ••••••' },
    ],
    ['apikey', { key: 'X-Key', value: 'abc' }, { place: 'header', name: 'X-Key', value: '••••••' }],
    [
      'apikey',
      { key: 'Authorization', value: 'SSWS {{apikey}}' },
      { place: 'header', name: 'Authorization', value: 'SSWS {{apikey}}' },
    ],
    [
      'apikey',
      { key: 'Authorization', value: 'SSWS 00abc' },
      { place: 'header', name: 'Authorization', value: 'SSWS ••••••' },
    ],
    ['oauth2', {}, { place: 'header', name: 'Authorization', value: 'Bearer <current token>' }],
    [
      'oauth2',
      { addTokenTo: 'queryParams' },
      { place: 'query', name: 'access_token', value: '<current token>' },
    ],
    ['hawk', {}, { place: 'header', name: 'Authorization', value: 'Hawk <MAC of the request>' }],
    ['asap', {}, { place: 'header', name: 'Authorization', value: 'Bearer <signed JWT>' }],
    ['apikey', { key: 'k', value: 'v', in: 'query' }, { place: 'query', name: 'k', value: '••••••' }],
  ])('shows what %s %j adds and hides secrets', (type, values, effect) =>
    expect(authEffect(auth(type, values))).toEqual(effect),
  );

  it.each([
    ['noauth', {}],
    ['bearer', {}],
    ['basic', {}],
    ['apikey', { value: 'v' }],
  ])('adds nothing for %s %j', (type, values) => expect(authEffect(auth(type, values))).toBeUndefined());
});
