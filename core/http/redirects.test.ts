import { describe, expect, it } from 'vitest';
import type { HeaderPairs } from './exchange.ts';
import { type RedirectedRequest, decideRedirect } from './redirects.ts';

const headers: HeaderPairs = [
  ['Authorization', 'SSWS secret'],
  ['Cookie', 'sid=secret'],
  ['Proxy-Authorization', 'Basic secret'],
  ['X-Api-Key', 'secret'],
  ['X-Custom', 'secret'],
  ['DPoP', 'secret'],
  ['Accept', '*/*'],
  ['Content-Type', 'application/json'],
];
const secretNames = ['authorization', 'cookie', 'proxy-authorization', 'x-api-key', 'x-custom', 'dpop'];

function decide(more: Partial<RedirectedRequest>, status: number, location: string) {
  const request: RedirectedRequest = {
    method: 'POST',
    url: 'https://a.test/x/y?z=1',
    headers,
    hasBody: true,
    sensitiveHeaders: secretNames,
    hasSecretBody: false,
    ...more,
  };
  return decideRedirect(request, status, [['LOCATION', location]]);
}
const names = (pairs: HeaderPairs) => pairs.map(([name]) => name.toLowerCase());

describe('decideRedirect', () => {
  it.each([
    [301, 'POST', 'GET', false],
    [302, 'POST', 'GET', false],
    [303, 'POST', 'GET', false],
    [303, 'PUT', 'GET', false],
    [303, 'HEAD', 'HEAD', false],
    [301, 'PUT', 'PUT', true],
    [302, 'DELETE', 'DELETE', true],
    [307, 'POST', 'POST', true],
    [308, 'POST', 'POST', true],
  ])('%i on %s becomes %s, body kept: %s', (status, method, next, keepBody) => {
    const decision = decide({ method, hasBody: method !== 'HEAD' }, status, '/next');
    expect(decision).toMatchObject({ kind: 'follow', method: next, keepBody, url: 'https://a.test/next' });
    if (decision.kind !== 'follow') return;
    expect(names(decision.headers).includes('content-type')).toBe(keepBody);
  });

  it.each([
    ['/p', 'https://a.test/p', true],
    ['?q=1', 'https://a.test/x/y?q=1', true],
    ['q', 'https://a.test/x/q', true],
    ['https://A.test:443/p#hash', 'https://a.test/p', true],
    ['//a.test/p', 'https://a.test/p', true],
    ['https://a.test:8443/p', 'https://a.test:8443/p', false],
    ['https://sub.a.test/p', 'https://sub.a.test/p', false],
    ['https://test/p', 'https://test/p', false],
    ['https://a.test.evil.test/p', 'https://a.test.evil.test/p', false],
    ['https://a.test@evil.test/p', 'https://evil.test/p', false],
    ['https://user:pw@a.test/p', 'https://a.test/p', true],
    ['https:\\\\evil.test\\p', 'https://evil.test/p', false],
    ['/\\evil.test/p', 'https://evil.test/p', false],
    [' https://evil.test/p ', 'https://evil.test/p', false],
    ['https://evil.test/\r\n', 'https://evil.test/', false],
  ])('%j leads to %s, same origin: %s', (location, url, isSame) => {
    const decision = decide({}, 307, location);
    expect(decision).toMatchObject({ kind: 'follow', url });
    if (decision.kind !== 'follow') return;
    const kept = names(decision.headers).filter((name) => secretNames.includes(name));
    expect(kept).toEqual(isSame ? secretNames : []);
    expect(decision.strippedHeaders.map((name) => name.toLowerCase())).toEqual(isSame ? [] : secretNames);
    expect(names(decision.headers)).toContain('accept');
  });

  it('strips on the way up and down between http and https, and refuses to carry secrets down', () => {
    expect(decide({ url: 'http://a.test/' }, 307, 'https://a.test/')).toMatchObject({
      kind: 'follow',
      strippedHeaders: headers.slice(0, 6).map(([name]) => name),
    });
    expect(decide({}, 307, 'http://a.test/')).toMatchObject({ kind: 'refuse', reason: 'downgrade' });
    expect(decide({ headers: [['Accept', '*/*']] }, 307, 'http://a.test/')).toMatchObject({ kind: 'follow' });
  });

  it('gives nothing back on the way A, B, A', () => {
    const toB = decide({}, 307, 'https://b.test/');
    if (toB.kind !== 'follow') throw new Error('not followed');
    const backToA = decide({ url: toB.url, headers: toB.headers }, 307, 'https://a.test/');
    expect(backToA).toMatchObject({
      kind: 'follow',
      headers: [
        ['Accept', '*/*'],
        ['Content-Type', 'application/json'],
      ],
    });
  });

  it('does not send a secret body to another origin', () => {
    expect(decide({ hasSecretBody: true }, 307, 'https://b.test/')).toMatchObject({
      kind: 'refuse',
      reason: 'secretBody',
    });
    expect(decide({ hasSecretBody: true }, 303, 'https://b.test/')).toMatchObject({
      kind: 'follow',
      keepBody: false,
    });
    expect(decide({ hasSecretBody: true }, 307, '/b')).toMatchObject({ kind: 'follow', keepBody: true });
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'com.example:/cb?code=1',
    'ftp://a.test/',
  ])('refuses %s', (location) => {
    expect(decide({}, 302, location)).toEqual({ kind: 'refuse', location, reason: 'scheme' });
  });

  it('is not about other answers', () => {
    expect(decide({}, 200, '/x')).toEqual({ kind: 'none' });
    expect(decide({}, 300, '/x')).toEqual({ kind: 'none' });
    expect(decide({}, 304, '/x')).toEqual({ kind: 'none' });
    expect(decide({}, 302, '')).toEqual({ kind: 'none' });
    expect(decide({}, 302, 'https://[')).toEqual({ kind: 'none' });
  });
});
