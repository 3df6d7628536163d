import { describe, expect, it } from 'vitest';
import { readChallenges } from './www-authenticate.ts';

const read = (...lines: string[]) =>
  readChallenges(lines.map((line) => ['WWW-Authenticate', line])).map(({ scheme, parameters }) => [
    scheme,
    { ...parameters },
  ]);

describe('challenges', () => {
  it('are read from several lines and from one', () => {
    expect(read('Bearer realm="a"', 'DPoP algs="ES256 RS256", error="use_dpop_nonce"')).toEqual([
      ['bearer', { realm: 'a' }],
      ['dpop', { algs: 'ES256 RS256', error: 'use_dpop_nonce' }],
    ]);
    expect(read('Basic realm="x, y", Bearer error=invalid_token , DPoP')).toEqual([
      ['basic', { realm: 'x, y' }],
      ['bearer', { error: 'invalid_token' }],
      ['dpop', {}],
    ]);
  });

  it('are read as Okta writes them', () => {
    expect(
      read(
        'Bearer authorization_uri="http://org.okta.com/oauth2/v1/authorize", realm="http://org.okta.com", scope="okta.logs.read", error="insufficient_scope", error_description="The access token provided does not contain the required scopes.", resource="/api/v1/logs"',
      ),
    ).toMatchObject([
      ['bearer', { scope: 'okta.logs.read', error: 'insufficient_scope', resource: '/api/v1/logs' }],
    ]);
  });

  it.each([
    ['Bearer realm="a \\"quoted\\" word"', { realm: 'a "quoted" word' }],
    ['Bearer Realm = "x"', { realm: 'x' }],
    ['Bearer realm=', {}],
    ['Bearer realm="open', {}],
  ])('take %s', (line, parameters) => {
    const [first] = readChallenges([['www-authenticate', line]]);
    expect(first?.scheme).toBe('bearer');
    expect(first?.parameters).toMatchObject(parameters);
  });

  it('have no prototype and do not hang', () => {
    const [first] = readChallenges([['WWW-Authenticate', 'Bearer __proto__="x", constructor="y"']]);
    expect(first?.parameters['constructor']).toBe('y');
    expect(Object.getPrototypeOf(first?.parameters ?? {})).toBeNull();
    const startedAt = performance.now();
    read(`Bearer ${'a="'.repeat(100_000)}`, 'a '.repeat(500_000), '"\\'.repeat(200_000));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
