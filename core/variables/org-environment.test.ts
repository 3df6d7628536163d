import { describe, expect, it } from 'vitest';
import { orgAddress, orgEnvironment } from './org-environment.ts';

describe('orgAddress', () => {
  it('repairs and keeps the origin only', () => {
    expect(orgAddress(' acme-admin.okta.com/ ')).toBe('https://acme.okta.com');
    expect(orgAddress('https://acme.okta.com/app/UserHome?x=1')).toBe('https://acme.okta.com');
    expect(orgAddress('127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
  });

  it('gives nothing for what is no address', () => {
    for (const text of [
      '',
      'acme okta',
      'ftp://acme.okta.com',
      'https://',
      '{{url}}',
      'https://a@b.example',
    ]) {
      expect(orgAddress(text), text).toBeUndefined();
    }
  });
});

describe('orgEnvironment', () => {
  it('keeps the secret out of the shared file', () => {
    const { name, variables } = orgEnvironment('https://acme.okta.com');
    expect(name).toBe('acme.okta.com');
    expect(variables.map(({ key, type, initialValue }) => [key, type, initialValue])).toEqual([
      ['url', 'default', 'https://acme.okta.com'],
      ['clientId', 'default', ''],
      ['clientSecret', 'secret', ''],
    ]);
  });
});
