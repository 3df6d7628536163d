import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { parseAddress } from '../http/parse-address.ts';
import { isSecretHost, mostSecretHosts, normaliseSecretHosts, readSecretHost } from './secret-hosts.ts';

describe('readSecretHost', () => {
  it.each([
    ['dev-1.okta.com', 'dev-1.okta.com'],
    ['  DEV-1.Okta.COM. ', 'dev-1.okta.com'],
    ['https://dev-1.okta.com/oauth2/default?x#y', 'dev-1.okta.com'],
    ['https://me:pw@dev-1.okta.com:443/', 'dev-1.okta.com'],
    ['http://dev-1.okta.com:443/', 'dev-1.okta.com:443'],
    ['dev-1.okta.com/oauth2', 'dev-1.okta.com'],
    ['dev-1.okta.com:443', 'dev-1.okta.com:443'],
    ['dev-1.okta.com:80', 'dev-1.okta.com:80'],
    ['127.0.0.1:8080', '127.0.0.1:8080'],
    ['127.1', '127.0.0.1'],
    ['0x7f.1:80', '127.0.0.1:80'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['::1', '[::1]'],
    ['[::1]:8080', '[::1]:8080'],
    ['*.okta.com', '*.okta.com'],
    ['*.LOCALHOST', '*.localhost'],
  ])('reads %s as %s', (text, host) => {
    expect(readSecretHost(text)).toEqual({ kind: 'host', host });
  });

  it.each([
    '',
    '*',
    '*.com',
    '*.127.0.0.1',
    'a.*.com',
    '*.a.com:80',
    '{{url}}',
    'ftp://h',
    'a b',
    'h:0',
    'h:65536',
    'h:x',
    'https://',
    '/path',
  ])('says what is wrong with "%s"', (text) => {
    expect(readSecretHost(text).kind).toBe('fault');
  });
});

describe('normaliseSecretHosts', () => {
  it('keeps each host once and drops empty lines', () => {
    expect(normaliseSecretHosts('k', ['A.example', '', 'https://a.example/x', 'b.example'])).toEqual([
      'a.example',
      'b.example',
    ]);
  });

  it.each([[['no host']], [Array.from({ length: mostSecretHosts + 1 }, (_, at) => `h${at}.example`)]])(
    'refuses a list that cannot be kept',
    (hosts) => {
      expect(() => normaliseSecretHosts('k', hosts)).toThrow(
        expect.objectContaining({ code: 'ERR_SECRET_HOST_INVALID' } satisfies Partial<AppError>),
      );
    },
  );
});

describe('isSecretHost', () => {
  it.each([
    ['dev-1.okta.com', 'https://dev-1.okta.com/x', true],
    ['dev-1.okta.com', 'http://DEV-1.okta.com.:8080/', true],
    ['dev-1.okta.com', 'https://dev-1.okta.com.evil.example/', false],
    ['dev-1.okta.com', 'https://dev-1.okta.com@evil.example/', false],
    ['okta.com', 'https://dev-1.okta.com/', false],
    ['h.example:443', 'https://h.example/', true],
    ['h.example:443', 'http://h.example/', false],
    ['h.example:80', 'http://h.example/', true],
    ['*.okta.com', 'https://a.b.okta.com/', true],
    ['*.okta.com', 'https://okta.com/', false],
    ['*.okta.com', 'https://notokta.com/', false],
    ['127.0.0.1:8080', 'http://127.1:8080/', true],
    ['127.0.0.1', 'http://[::ffff:127.0.0.1]/', false],
    ['[::1]', 'http://[0:0::1]:9/', true],
  ])('%s and %s: %s', (host, url, expected) => {
    const address = parseAddress(url);
    if (address === undefined) throw new Error(url);
    expect(isSecretHost([host], address)).toBe(expected);
  });
});
