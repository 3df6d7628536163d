import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type DigestHasher, chooseDigestChallenge, digestAuthorization } from './digest.ts';
import { readChallenges } from './oauth2/www-authenticate.ts';

const names = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' };
const hasher: DigestHasher = (hash, text) => createHash(names[hash]).update(text).digest('hex');

const choose = (...lines: string[]) =>
  chooseDigestChallenge(readChallenges(lines.map((line): [string, string] => ['WWW-Authenticate', line])));

const answer = (line: string, more: Partial<Parameters<typeof digestAuthorization>[1]> = {}) => {
  const challenge = choose(line);
  if (challenge === undefined) throw new Error('The challenge was not read.');
  return digestAuthorization(
    challenge,
    {
      username: 'Mufasa',
      password: 'Circle of Life',
      method: 'GET',
      uri: '/dir/index.html',
      clientNonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
      count: 1,
      ...more,
    },
    hasher,
  );
};
const responseOf = (value: string) => / response="([0-9a-f]+)"/.exec(value)?.[1];

/** RFC 7616 section 3.9.1. */
const rfc = (algorithm: string) =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;

describe('digestAuthorization', () => {
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('answers as RFC 7616 section 3.9.1 does with %s', (algorithm, response) => {
    const value = answer(rfc(algorithm));
    expect(responseOf(value)).toBe(response);
    expect(value).toContain('opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"');
    expect(value).toContain(`algorithm=${algorithm}, `);
    expect(value).toContain('nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, ');
  });

  it('hashes the name where the server asks for it, as RFC 7616 section 3.9.2 does in erratum 4897', () => {
    const line =
      'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true';
    const value = answer(line, {
      username: 'Jäsøn Doe',
      password: 'Secret, or not?',
      uri: '/doe.json',
      clientNonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v',
    });
    expect(value).toContain(
      'username="793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b", realm="api@example.org"',
    );
    expect(responseOf(value)).toBe('3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5');
    expect(value).toMatch(/, userhash=true$/);
  });

  it('answers the old way without a protection, as RFC 2069 does', () => {
    const value = answer('Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"', {
      username: 'Mufasa',
      password: 'CircleOfLife',
    });
    expect(responseOf(value)).toBe('1949323746fe6a43ef61f9606e7febea');
    expect(value).not.toContain('cnonce');
  });

  it('takes the nonces into the key of a session, and the body into auth-int', () => {
    const sessions = ['MD5', 'MD5-sess'].map((algorithm) => responseOf(answer(rfc(algorithm))));
    expect(new Set(sessions).size).toBe(2);
    const line = rfc('MD5').replace('auth, auth-int', 'auth-int');
    const bodies = ['a', 'b'].map((text) => responseOf(answer(line, { bodyHash: hasher('MD5', text) })));
    expect(new Set(bodies).size).toBe(2);
  });

  it('writes names beyond ASCII in their own form, and escapes quotes', () => {
    expect(answer(rfc('MD5'), { username: 'Jäsøn' })).toContain("username*=UTF-8''J%C3%A4s%C3%B8n, ");
    expect(answer(rfc('MD5'), { username: 'a"b\\c' })).toContain('username="a\\"b\\\\c", ');
  });
});

describe('chooseDigestChallenge', () => {
  it('takes the strongest hash that is known, in any order of lines', () => {
    expect(choose(rfc('MD5'), rfc('SHA-256'))?.hash).toBe('SHA-256');
    expect(choose(rfc('SHA-512-256'), rfc('MD5'))?.hash).toBe('SHA-512-256');
    expect(choose(rfc('sha-256-sess'))).toMatchObject({ hash: 'SHA-256', isSession: true });
  });

  it.each([
    ['another scheme', 'Basic realm="x", nonce="y"'],
    ['a hash nobody knows', rfc('SHA3')],
    ['a protection nobody knows', rfc('MD5').replace('auth, auth-int', 'token')],
    ['no nonce', 'Digest realm="x"'],
  ])('passes over %s', (_, line) => {
    expect(choose(line)).toBeUndefined();
  });
});
