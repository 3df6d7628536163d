import { describe, expect, it } from 'vitest';
import type { Auth } from '../auth/auth.ts';
import { isAppError } from '../errors.ts';
import { emptyRequest, type Request } from '../http/request.ts';
import { toScope } from '../variables/scope.ts';
import { followLink, type LinkSource } from './follow-link.ts';

const scopes = [
  toScope('Dev', 'environment', [
    { key: 'url', value: 'https://acme.okta.com', secret: false },
    { key: 'slashed', value: 'https://acme.okta.com/', secret: false },
    { key: 'apikey', value: 'canary-key', secret: true },
  ]),
];
const bearer: Auth = { type: 'bearer', credentials: [{ key: 'token', value: 'canary-token' }] };

const request = (more: Partial<Request> = {}): Request => ({
  ...emptyRequest(),
  url: '{{url}}/api/v1/users?limit=2',
  headers: [
    { key: 'Accept', value: 'application/json' },
    { key: 'X-Key', value: '{{apikey}}' },
    { key: 'User-Agent', value: 'tool canary-key' },
    { key: 'Content-Length', value: '3' },
  ],
  settings: { verifyTls: false },
  description: 'A description',
  extractions: [{ variable: 'a', target: 'globals', source: 'body', expression: '$.a' }],
  ...more,
});

const follow = (href: string, more: Partial<LinkSource> = {}) =>
  followLink({
    request: request(),
    auth: bearer,
    scopes,
    answerUrls: ['https://acme.okta.com/api/v1/users?limit=2'],
    href,
    method: 'GET',
    keepsHeaders: true,
    ...more,
  });

describe('followLink on the same origin', () => {
  it('keeps headers, settings, inherited authorization and the leading variable, and nothing else', () => {
    expect(follow('/api/v1/users/00u1?a=b#frag')).toEqual({
      request: {
        ...emptyRequest(),
        url: '{{url}}/api/v1/users/00u1?a=b',
        queryParams: [{ key: 'a', value: 'b' }],
        headers: [
          { key: 'Accept', value: 'application/json' },
          { key: 'X-Key', value: '{{apikey}}' },
          { key: 'User-Agent', value: 'tool canary-key' },
        ],
        settings: { verifyTls: false },
      },
      url: 'https://acme.okta.com/api/v1/users/00u1?a=b',
      isSameOrigin: true,
      leftOut: [],
    });
  });

  it('keeps an authorization of its own', () => {
    expect(follow('/x', { request: request({ auth: bearer }) }).request.auth).toEqual(bearer);
  });

  it.each([
    ['https://ACME.okta.com:443/a', '{{url}}/a'],
    ['//acme.okta.com/a', '{{url}}/a'],
    ['?after=1', '{{url}}/api/v1/users?after=1'],
    ['https://user:pass@acme.okta.com/a', '{{url}}/a'],
    ['https://acme.okta.com', '{{url}}/'],
  ])('%s', (href, url) => {
    expect(follow(href)).toMatchObject({ isSameOrigin: true, request: { url } });
  });

  it('writes a variable that ends with a slash so that the address stays the same', () => {
    expect(follow('/a', { request: request({ url: '{{slashed}}api' }) }).request.url).toBe('{{slashed}}a');
  });

  it('takes nothing along where the setting is off', () => {
    const { request: made } = follow('/a', { keepsHeaders: false, request: request({ auth: bearer }) });
    expect(made).toEqual({ ...emptyRequest(), url: '{{url}}/a', auth: { type: 'noauth', credentials: [] } });
  });
});

describe('followLink and what an answer writes', () => {
  it.each([
    ['/a?x={{apikey}}', 'https://acme.okta.com/a?x=%7B%7Bapikey%7D%7D'],
    ['/{{apikey}}/b', 'https://acme.okta.com/%7B%7Bapikey%7D%7D/b'],
    ['/:id/:a?x=:y', 'https://acme.okta.com/%3Aid/%3Aa?x=:y'],
    ['/a?x=${apikey}', 'https://acme.okta.com/a?x=$%7Bapikey%7D'],
  ])('never reads %s as a template', (href, url) => {
    expect(follow(href).url).toBe(url);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://acme.okta.com/',
    'mailto:a@b.c',
    'app.postern:/oauth/callback',
    'blob:https://acme.okta.com/x',
    'https://',
    'https://{{apikey}}.evil.test/',
    'https://${x}.evil.test/',
  ])('refuses %s', (href) => {
    try {
      follow(href);
      expect.unreachable();
    } catch (fault) {
      expect(isAppError(fault) && fault.code).toBe('ERR_LINK_REFUSED');
    }
  });
});

describe('followLink to another origin', () => {
  it.each([
    'http://acme.okta.com/a',
    'https://acme.okta.com:8443/a',
    'https://acme.okta.com./a',
    'https://acme.okta.com.evil.test/a',
    'https://acme.okta.com@evil.test/a',
    'https://admin.acme.okta.com/a',
    'https://okta.com/a',
    '//evil.test/a',
    '\\\\evil.test/a',
    'https:\\\\evil.test',
    'https://аcme.okta.com/a',
  ])('takes nothing secret along to %s', (href) => {
    const { request: made, isSameOrigin, leftOut } = follow(href, { request: request({ auth: bearer }) });
    expect(isSameOrigin).toBe(false);
    expect(made.headers).toEqual([{ key: 'Accept', value: 'application/json' }]);
    expect(made.auth).toEqual({ type: 'noauth', credentials: [] });
    expect(made.settings).toEqual({ disabledSystemHeaders: ['cookie'] });
    expect(JSON.stringify(made)).not.toMatch(/canary|\{\{|pass@/);
    expect(leftOut).toEqual(['Authorization', 'X-Key', 'User-Agent']);
  });

  it('names an API key by its header', () => {
    const auth: Auth = {
      type: 'apikey',
      credentials: [
        { key: 'key', value: 'X-Org-Token' },
        { key: 'value', value: '{{apikey}}' },
      ],
    };
    expect(follow('https://evil.test/', { auth }).leftOut[0]).toBe('X-Org-Token');
  });

  it('counts an answer that came by way of another origin as foreign, in either direction', () => {
    const answerUrls = ['https://acme.okta.com/', 'https://evil.test/', 'https://acme.okta.com/end'];
    expect(follow('/a', { answerUrls }).isSameOrigin).toBe(false);
    expect(follow('/a', { answerUrls: answerUrls.slice(0, 2) }).isSameOrigin).toBe(false);
  });

  it('counts an answer of another environment as foreign: its request would now go elsewhere', () => {
    const other = [toScope('Other', 'environment', [{ key: 'url', value: 'https://b.test', secret: false }])];
    expect(follow('/a', { scopes: other }).isSameOrigin).toBe(false);
    expect(follow('/a', { scopes: [] }).isSameOrigin).toBe(false);
  });
});
