import { describe, expect, it } from 'vitest';
import {
  type AuthorizationRequestInput,
  buildAuthorizationParameters,
  buildAuthorizationUrl,
} from './authorization-request.ts';
import {
  buildPushedAuthorizationRequest,
  buildPushedAuthorizationUrl,
  readPushedAuthorizationResponse,
} from './par.ts';

const input: AuthorizationRequestInput = {
  responseType: 'code',
  clientId: '0oa1',
  redirectUri: 'http://localhost:8080/authorization-code/callback',
  scopes: ['openid', 'okta.users.read'],
  state: 'state-1',
  codeChallenge: { challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', method: 'S256' },
};
const extra = (key: string, value: string) => ({ key, value, enabled: true, sendAs: 'request_url' as const });

describe('the authorization request', () => {
  it('holds what RFC 6749 and RFC 7636 ask for', () => {
    const url = new URL(
      buildAuthorizationUrl('https://org/oauth2/v1/authorize', buildAuthorizationParameters(input)),
    );
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: '0oa1',
      redirect_uri: input.redirectUri,
      scope: 'openid okta.users.read',
      state: 'state-1',
      code_challenge: input.codeChallenge?.challenge,
      code_challenge_method: 'S256',
    });
  });

  it('keeps the query of the endpoint, repeats resources and takes extra parameters', () => {
    const parameters = buildAuthorizationParameters({
      ...input,
      nonce: 'n',
      audience: 'aud',
      resources: ['https://a', 'https://b'],
      dpopThumbprint: 'jkt',
      extra: [
        extra('prompt', 'login'),
        extra('scope', 'mine only'),
        { ...extra('off', 'x'), enabled: false },
      ],
    });
    const url = new URL(buildAuthorizationUrl('https://org/authorize?tenant=a%20b', parameters));
    expect(url.searchParams.get('tenant')).toBe('a b');
    expect(url.searchParams.getAll('resource')).toEqual(['https://a', 'https://b']);
    expect(url.searchParams.getAll('scope')).toEqual(['mine only']);
    expect(url.searchParams.get('prompt')).toBe('login');
    expect(url.searchParams.get('dpop_jkt')).toBe('jkt');
    expect(url.searchParams.has('off')).toBe(false);
  });

  it.each([
    'state',
    'redirect_uri',
    'code_challenge',
    'code_challenge_method',
    'response_type',
    'STATE',
    'client_secret',
    'client_assertion',
    'password',
  ])('refuses an extra parameter "%s"', (name) => {
    expect(() => buildAuthorizationParameters({ ...input, extra: [extra(name, 'x')] })).toThrow(
      expect.objectContaining({ code: 'ERR_OAUTH_PARAMETER_REFUSED' }),
    );
  });

  it('refuses to start without a client id or a usable redirect', () => {
    for (const change of [{ clientId: ' ' }, { redirectUri: '' }, { redirectUri: 'http://localhost/#x' }]) {
      expect(() => buildAuthorizationParameters({ ...input, ...change })).toThrow(
        expect.objectContaining({ code: 'ERR_OAUTH_CONFIG_INCOMPLETE' }),
      );
    }
  });

  it('carries awkward values unharmed', () => {
    const value = 'a&b=c#d?e %2F+"\'`$(x);|<é\u{1F600}>\r\n\\';
    const url = buildAuthorizationUrl('https://org/authorize', [['v', value]]);
    expect(new URL(url).searchParams.get('v')).toBe(value);
    expect(url).toMatch(/^https:\/\/org\/authorize\?v=[A-Za-z0-9%._~-]+$/);
  });
});

/** 500 addresses that a hostile server or collection may name as its authorization endpoint. */
function hostileAddresses(): string[] {
  const schemes = [
    'file',
    'javascript',
    'data',
    'vbscript',
    'ftp',
    'smb',
    'mailto',
    'tel',
    'ms-msdt',
    'search-ms',
    'calculator',
    'zoommtg',
    'vscode',
    'app.postern',
    'ws',
    'wss',
    'blob',
    'about',
    'chrome',
    'x-apple',
  ];
  const tails = [':', '://', ':///etc/passwd', '://evil.test/authorize', ':alert(1)', ':text/html,<script>'];
  const broken = [
    '',
    ' ',
    '-',
    '--help',
    '-a Calculator',
    '/authorize',
    '//evil.test/authorize',
    '\\\\evil.test\\share',
    '\\\\?\\C:\\x',
    'C:\\Windows\\calc.exe',
    'evil.test/authorize',
    'http',
    'http:',
    'http:/',
    'http://',
    'https:evil.test',
    'https:/evil.test',
    'https:///evil.test',
    'http://?x',
    'http://#x',
    'http://:80/',
    'http://[::1',
    'http://[zz]/',
    'http://%zz/',
    'http://a b/',
    'http://a<b/',
    'http://256.256.256.256/',
    'http://1.2.3.4.5/',
    'http://a..b/',
    '{{authUrl}}',
    '<https://a>',
    '"https://a"',
    '`https://a`',
    '$(https://a)',
    '| https://a',
    '; https://a',
    '& https://a',
    'xhttps://a',
    'https//a',
    'ｈttps://a',
    'https：//a',
  ];
  const metacharacters = [
    '`',
    '$',
    '$(calc)',
    '`calc`',
    ';calc',
    '|calc',
    '&calc',
    '"',
    "'",
    '<',
    '>',
    '^',
    '%00',
    '\u0000',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '\\',
    '{',
    '}',
    '(',
    ')',
    '!',
    '*',
    '\u2028',
    '\u202e',
    '@',
    'é',
  ];
  const places = [
    (x: string) => `http://${x}host/authorize`,
    (x: string) => `https://host${x}/authorize`,
    (x: string) => `https://host/${x}`,
    (x: string) => `https://host/a?x=${x}`,
    (x: string) => `${x}https://host/`,
    (x: string) => `https://host/#${x}`,
    (x: string) => `https://us${x}er:pw@host/`,
    (x: string) => `https://$(calc)${x}.test/`,
  ];
  return [
    ...schemes.flatMap((scheme) => tails.map((tail) => scheme + tail)),
    ...broken,
    ...metacharacters.flatMap((text) => places.map((place) => place(text))),
    ...metacharacters.flatMap((text) => [
      `-${text}`,
      `file://${text}`,
      `https://host:99999/${text}`,
      `https://a@host/${text}`,
      `https://host%2f${text}/x`,
    ]),
  ].slice(0, 500);
}

describe('hostile authorization endpoints', () => {
  const addresses = hostileAddresses();

  it('are refused with a code or come out as a plain http(s) address, 500 of 500', () => {
    expect(addresses).toHaveLength(500);
    let refused = 0;
    for (const address of addresses) {
      let url: string;
      try {
        url = buildAuthorizationUrl(address, buildAuthorizationParameters(input));
      } catch (error) {
        expect(error, address).toMatchObject({ code: 'ERR_OAUTH_ENDPOINT_REFUSED' });
        refused += 1;
        continue;
      }
      expect(url, address).toMatch(/^https?:\/\/[a-z0-9.-]+(?::\d+)?\/[A-Za-z0-9\-._~%/:@,=&?+[\]]*$/);
      const parsed = new URL(url);
      expect([parsed.username, parsed.password, parsed.hash], address).toEqual(['', '', '']);
      expect(parsed.searchParams.get('state'), address).toBe('state-1');
    }
    expect(refused).toBeGreaterThan(300);
  });

  it.each([
    'https://user:pw@host/a',
    'https://user@host/a',
    'https://org.okta.com@evil.test/a',
    'https://host/a\nb',
    'https://host/a b',
    'https://$(calc).test/a',
    'https:\\\\host\\a',
  ])('refuse %j rather than mend it', (address) => {
    expect(() => buildAuthorizationUrl(address, [])).toThrow(
      expect.objectContaining({ code: 'ERR_OAUTH_ENDPOINT_REFUSED' }),
    );
  });

  it.each([
    'http://localhost:8080/a',
    'https://[::1]:1/a',
    'https://ORG.okta.com/oauth2/v1/authorize',
    'https://bücher.example/a',
    'https://a_b.example./x',
  ])('does not refuse %s', (address) => {
    expect(() => buildAuthorizationUrl(address, [])).not.toThrow();
  });
});

describe('pushed authorization requests', () => {
  it('hold the same parameters and leave a short address', () => {
    const parameters = buildAuthorizationParameters(input);
    const request = buildPushedAuthorizationRequest('https://org/par', parameters);
    expect(request.parameters).toEqual(parameters);
    expect(() => buildPushedAuthorizationRequest('https://org/par', [['request_uri', 'x']])).toThrow(
      expect.objectContaining({ code: 'ERR_OAUTH_PARAMETER_REFUSED' }),
    );
    expect(
      buildPushedAuthorizationUrl('https://org/authorize', '0oa1', 'urn:ietf:params:oauth:request_uri:a b'),
    ).toBe(
      'https://org/authorize?client_id=0oa1&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aa%20b',
    );
  });

  it.each([
    [
      201,
      '{"request_uri":"urn:x","expires_in":60}',
      { kind: 'pushed', requestUri: 'urn:x', expiresInSec: 60 },
    ],
    [201, '{"request_uri":"urn:x"}', { kind: 'pushed', expiresInSec: undefined }],
    [201, '{"request_uri":7}', { kind: 'unusable', problem: 'requestUriMissing' }],
    [201, '<html>', { kind: 'unusable', problem: 'notJson' }],
    [400, '{"error":"invalid_request"}', { kind: 'error', error: 'invalid_request' }],
    [302, '', { kind: 'error', error: 'http_302' }],
  ])('read an answer %d %s', (status, bodyText, expected) => {
    expect(readPushedAuthorizationResponse({ status, headers: [], bodyText })).toMatchObject(expected);
  });
});
