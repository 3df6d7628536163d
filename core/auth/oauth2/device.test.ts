import { describe, expect, it } from 'vitest';
import { buildDeviceAuthorizationRequest, readDeviceAuthorizationResponse } from './device.ts';

const now = 1_800_000_000;
const good = {
  device_code: 'dc',
  user_code: 'ABCD-EFGH',
  verification_uri: 'https://org.okta.com/activate',
  verification_uri_complete: 'https://org.okta.com/activate?user_code=ABCD-EFGH',
  expires_in: 600,
  interval: 5,
};
const read = (body: object | string, status = 200) =>
  readDeviceAuthorizationResponse(
    { status, headers: [], bodyText: typeof body === 'string' ? body : JSON.stringify(body) },
    now,
  );

describe('starting', () => {
  it('asks for scopes and reads the answer', () => {
    expect(buildDeviceAuthorizationRequest({ endpoint: 'https://x', scopes: ['a', 'b'] }).parameters).toEqual(
      [['scope', 'a b']],
    );
    expect(read(good)).toEqual({
      kind: 'started',
      authorization: {
        deviceCode: 'dc',
        userCode: 'ABCD-EFGH',
        verificationUri: 'https://org.okta.com/activate',
        verificationUriComplete: 'https://org.okta.com/activate?user_code=ABCD-EFGH',
        expiresAtEpochSec: now + 600,
        intervalSec: 5,
      },
    });
  });

  it.each([
    [
      { ...good, interval: undefined, expires_in: undefined },
      { intervalSec: 5, expiresAtEpochSec: now + 600 },
    ],
    [
      { ...good, interval: '7', expires_in: '60' },
      { intervalSec: 7, expiresAtEpochSec: now + 60 },
    ],
    [
      { ...good, interval: -1, expires_in: 'x' },
      { intervalSec: 5, expiresAtEpochSec: now + 600 },
    ],
    [{ ...good, interval: 1e9 }, { intervalSec: 300 }],
    [
      { ...good, verification_uri: undefined, verification_url: 'https://g.test/device' },
      { verificationUri: 'https://g.test/device' },
    ],
    [{ ...good, verification_uri_complete: 'javascript:alert(1)' }, { verificationUriComplete: undefined }],
  ])('is tolerant', (body, authorization) => {
    expect(read(body)).toMatchObject({ kind: 'started', authorization });
  });

  it.each([
    [{ ...good, device_code: '' }, 'deviceCodeMissing'],
    [{ ...good, user_code: 7 }, 'userCodeMissing'],
    [{ ...good, verification_uri: 'file:///x' }, 'verificationUriRefused'],
    [{ ...good, verification_uri: 'https://a:b@evil.test/' }, 'verificationUriRefused'],
    [{ ...good, verification_uri: undefined }, 'verificationUriRefused'],
    ['<html>', 'notJson'],
  ])('refuses what it cannot use', (body, problem) => {
    expect(read(body)).toEqual({ kind: 'unusable', problem });
  });

  it('gives the server’s refusal', () => {
    expect(read({ error: 'invalid_client' }, 401)).toMatchObject({ kind: 'error', error: 'invalid_client' });
  });
});
