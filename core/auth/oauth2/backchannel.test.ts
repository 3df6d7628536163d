import { describe, expect, it } from 'vitest';
import {
  buildBackchannelAuthenticationRequest,
  readBackchannelAuthenticationResponse,
} from './backchannel.ts';
import { buildCibaRequest } from './grants/ciba.ts';

const now = 1_800_000_000;
const read = (body: object | string, status = 200) =>
  readBackchannelAuthenticationResponse(
    { status, headers: [], bodyText: typeof body === 'string' ? body : JSON.stringify(body) },
    now,
  );
const input = {
  endpoint: 'https://x/bc',
  scopes: ['openid', 'a'],
  loginHint: 'ada@example.com',
  idTokenHint: '',
  bindingMessage: 'W4SCT',
};

describe('asking for approval', () => {
  // OpenID Connect CIBA Core 1.0 section 7.1 names the parameters.
  it('names the person, and shows the message', () => {
    expect(buildBackchannelAuthenticationRequest(input)).toEqual({
      endpoint: 'https://x/bc',
      parameters: [
        ['scope', 'openid a'],
        ['login_hint', 'ada@example.com'],
        ['binding_message', 'W4SCT'],
      ],
      headers: [],
      secrets: [],
    });
  });

  it('sends one hint only; an ID token is one, and a secret', () => {
    const request = buildBackchannelAuthenticationRequest({
      ...input,
      idTokenHint: 'e.y.J',
      bindingMessage: '',
    });
    expect(request.parameters).toEqual([
      ['scope', 'openid a'],
      ['id_token_hint', 'e.y.J'],
    ]);
    expect(request.secrets).toEqual(['e.y.J']);
  });

  // The answer of section 7.3.
  it('reads the answer, with five seconds where it says nothing of them', () => {
    const id = '1c266114-a1be-4252-8ad1-04986c5b9ac1';
    const started = { kind: 'started', authentication: { authReqId: id, expiresAtEpochSec: now + 120 } };
    expect(read({ auth_req_id: id, expires_in: 120, interval: 2 })).toMatchObject({
      ...started,
      authentication: { intervalSec: 2 },
    });
    expect(read({ auth_req_id: id, expires_in: 120 })).toMatchObject({
      ...started,
      authentication: { intervalSec: 5 },
    });
  });

  it.each([
    [{}, 'authReqIdMissing'],
    [{ auth_req_id: 7 }, 'authReqIdMissing'],
    ['<html>', 'notJson'],
  ])('refuses what it cannot use', (body, problem) => {
    expect(read(body)).toEqual({ kind: 'unusable', problem });
  });

  it('gives the server’s refusal', () => {
    expect(read({ error: 'unknown_user_id' }, 400)).toMatchObject({
      kind: 'error',
      error: 'unknown_user_id',
    });
  });
});

it('a poll names what it polls for, which is a secret', () => {
  const request = buildCibaRequest({ tokenEndpoint: 'https://x/token', authReqId: 'r-1' });
  expect(request.parameters).toEqual([
    ['grant_type', 'urn:openid:params:grant-type:ciba'],
    ['auth_req_id', 'r-1'],
  ]);
  expect(request.secrets).toEqual(['r-1']);
});
