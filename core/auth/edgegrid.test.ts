import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HeaderPairs } from '../http/exchange.ts';
import { type EdgeGridInput, edgeGridTime, readEdgeGrid, signForEdgeGrid } from './edgegrid.ts';

/** Of Akamai's published test data. */
const host = 'akaa-baseurl-xxxxxxxxxxx-xxxxxxxxxxxxx.luna.akamaiapis.net';
const values: Record<string, string> = {
  accessToken: 'akab-access-token-xxx-xxxxxxxxxxxxxxxx',
  clientToken: 'akab-client-token-xxx-xxxxxxxxxxxxxxxx',
  clientSecret: `${'x'.repeat(43)}=`,
  headersToSign: 'X-Test1, X-Test2,X-Test3',
  maxBodySize: '2048',
};
const config = (more: Record<string, string> = {}) =>
  readEdgeGrid(
    {
      type: 'edgegrid',
      credentials: Object.entries({ ...values, ...more }).map(([key, value]) => ({ key, value })),
    },
    (text) => text,
  );
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');
const hashOf = (text: string) => createHash('sha256').update(text.slice(0, 2_048)).digest('base64');
const sign = (more: Partial<EdgeGridInput>, settings: Record<string, string> = {}) => {
  const input: EdgeGridInput = {
    method: 'GET',
    scheme: 'https',
    host,
    resource: '/',
    headers: [],
    bodyHash: '',
    timestamp: '20140321T19:34:21+0000',
    nonce: 'nonce-xx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
    ...more,
  };
  return signForEdgeGrid(config(settings), input, hmac)[0]?.[1] ?? '';
};
const signatureOf = (line: string) => line.slice(line.indexOf('signature=') + 'signature='.length);
const t3 = { method: 'POST', resource: '/testapi/v1/t3' };
const t4 = (headers: HeaderPairs) => ({ resource: '/testapi/v1/t4', headers });

describe('signForEdgeGrid', () => {
  it('writes its parameters in the order the service wants', () => {
    expect(sign({})).toBe(
      'EG1-HMAC-SHA256 client_token=akab-client-token-xxx-xxxxxxxxxxxxxxxx;access_token=akab-access-token-xxx-xxxxxxxxxxxxxxxx;timestamp=20140321T19:34:21+0000;nonce=nonce-xx-xxxx-xxxx-xxxx-xxxxxxxxxxxx;signature=tL+y4hxyHxgWVD30X3pWnGKHcPzmrIF+LThiAOhMxYU=',
    );
  });

  it.each<[string, Partial<EdgeGridInput>, string]>([
    ['a query', { resource: '/testapi/v1/t1?p1=1&p2=2' }, 'hKDH1UlnQySSHjvIcZpDMbQHihTQ0XyVAKZaApabdeA='],
    [
      'a body',
      { ...t3, bodyHash: hashOf('datadatadatadatadatadatadatadata') },
      'hXm4iCxtpN22m4cbZb4lVLW5rhX8Ca82vCFqXzSTPe4=',
    ],
    [
      'the beginning of a long body',
      { ...t3, bodyHash: hashOf('d'.repeat(2_049)) },
      '6Q6PiTipLae6n4GsSIDTCJ54bEbHUBp+4MUXrbQCBoY=',
    ],
    [
      'an empty body',
      { method: 'POST', resource: '/testapi/v1/t6' },
      '1gEDxeQGD5GovIkJJGcBaKnZ+VaPtrc4qBUHixjsPCQ=',
    ],
    ['a header', t4([['X-Test1', 'test-simple-header']]), '8F9AybcRw+PLxnvT+H0JRkjROrrUgsxJTnRXMzqvcwY='],
    [
      'a header with spaces',
      t4([['X-Test1', '"     test-header-with-spaces     "']]),
      'ucq2AbjCNtobHfCTuS38fdkl5UDdWHZhQX46fYR8CqI=',
    ],
    [
      'headers in another order than they are sent',
      t4([
        ['X-Test2', 't2'],
        ['X-Test1', 't1'],
        ['X-Test3', 't3'],
      ]),
      'Wus73Nx8jOYM+kkBFF2q8D1EATRIMr0WLWwpLBgkBqY=',
    ],
    [
      'PUT, whose body is not signed',
      { method: 'PUT', resource: '/testapi/v1/t6' },
      'GNBWEYSEWOLtu+7dD52da2C39aX/Jchpon3K/AmBqBU=',
    ],
  ])('signs %s as published', (_, input, signature) => expect(signatureOf(sign(input))).toBe(signature));

  it('signs for the host of the settings where they have one', () => {
    expect(sign({ host: 'proxy.local' }, { baseURL: `https://${host}/` })).toBe(sign({}));
  });
});

it('writes times as the service wants them', () => {
  expect(edgeGridTime('2014-03-21T19:34:21.123Z')).toBe('20140321T19:34:21+0000');
});

it.each([
  ['accessToken', ''],
  ['clientToken', ' '],
  ['clientSecret', ''],
  ['maxBodySize', 'large'],
  ['maxBodySize', '-1'],
])('says what is wrong with %s "%s"', (field, value) => {
  expect(() => config({ [field]: value })).toThrow(
    expect.objectContaining({ code: 'ERR_AUTH_INCOMPLETE', details: { field } }),
  );
});
