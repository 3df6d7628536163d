import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type AwsInput, readAwsCredentials, signForAws } from './aws-signature.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hashers = {
  sha256,
  hmac: (key: Uint8Array | string, text: string) => createHmac('sha256', key).update(text).digest(),
};
const secretKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const credentials = {
  accessKey: 'AKIDEXAMPLE',
  secretKey,
  sessionToken: '',
  region: 'us-east-1',
  service: 'service',
};

const sign = (input: Partial<AwsInput>, more: Partial<typeof credentials> = {}) =>
  signForAws(
    { ...credentials, ...more },
    {
      method: 'GET',
      host: 'example.amazonaws.com',
      path: '/',
      query: '',
      headers: [],
      bodyHash: sha256(''),
      nowIso: '2015-08-30T12:36:00.000Z',
      ...input,
    },
    hashers,
  );
const proof = (lines: ReturnType<typeof sign>) => lines.at(-1)?.[1] ?? '';

/** Of Amazon's published test suite for Signature Version 4, by the names used there. */
describe('signForAws', () => {
  it.each<[string, Partial<AwsInput>, string]>([
    ['get-vanilla', {}, '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'get-vanilla-query-order-key-case',
      { query: 'Param2=value2&Param1=value1' },
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    ['post-vanilla', { method: 'POST' }, '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
  ])('signs %s as published', (_, input, signature) => {
    expect(sign(input)).toEqual([
      ['X-Amz-Date', '20150830T123600Z'],
      [
        'Authorization',
        `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
      ],
    ]);
  });

  it('signs the example of the IAM documentation as published', () => {
    const lines = sign(
      {
        host: 'iam.amazonaws.com',
        query: 'Action=ListUsers&Version=2010-05-08',
        headers: [
          ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'],
          ['Accept', '*/*'],
        ],
      },
      { service: 'iam' },
    );
    expect(proof(lines)).toContain('SignedHeaders=content-type;host;x-amz-date, ');
    expect(proof(lines)).toContain(
      'Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    );
  });

  it('carries a session token, and the hash of the body for S3', () => {
    const lines = sign({}, { service: 's3', sessionToken: 'session' });
    expect(lines.map(([name]) => name)).toEqual([
      'X-Amz-Date',
      'X-Amz-Security-Token',
      'X-Amz-Content-Sha256',
      'Authorization',
    ]);
    expect(proof(lines)).toContain(
      'SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, ',
    );
  });

  it('takes paths without dot segments, except for S3', () => {
    const of = (path: string, service = 'service') => proof(sign({ path }, { service }));
    expect(of('/a/../b/./c//d')).toBe(of('/b/c/d'));
    expect(of('/b/')).not.toBe(of('/b'));
    expect(of('/a%20b')).not.toBe(of('/a b'));
    expect(of('/a/../b', 's3')).not.toBe(of('/b', 's3'));
  });

  it('knows the bodies apart', () => {
    expect(proof(sign({ bodyHash: sha256('a') }))).not.toBe(proof(sign({ bodyHash: sha256('b') })));
  });
});

describe('readAwsCredentials', () => {
  const auth = (values: Record<string, string | boolean>) => ({
    type: 'awsv4',
    credentials: Object.entries(values).map(([key, value]) => ({ key, value })),
  });
  const plain = (text: string) => text;

  it('has Postman’s region and service where none are typed', () => {
    expect(readAwsCredentials(auth({ accessKey: 'a', secretKey: 'b' }), plain)).toMatchObject({
      region: 'us-east-1',
      service: 'execute-api',
    });
  });

  it.each([
    [{ secretKey: 'b' }, 'accessKey'],
    [{ accessKey: 'a' }, 'secretKey'],
    [{ accessKey: 'a', secretKey: 'b', addAuthDataToQuery: true }, 'addAuthDataToQuery'],
  ])('refuses %j', (values, field) => {
    expect(() => readAwsCredentials(auth(values), plain)).toThrow(
      expect.objectContaining({ code: 'ERR_AUTH_INCOMPLETE', details: { field } }),
    );
  });
});
