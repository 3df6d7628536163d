import { describe, expect, it } from 'vitest';
import { newOAuth2Config } from '../config.ts';
import { type ExplainedActionKind, addScope, turnOnDpop } from './actions.ts';
import { applyExplainedAction } from './apply-action.ts';

const config = {
  ...newOAuth2Config(),
  scope: 'openid {{scopes}}',
  clientAuthentication: 'client_secret_post' as const,
};
const apply = (kind: ExplainedActionKind, data?: Record<string, string | string[]>, change = {}) =>
  applyExplainedAction({ ...config, ...change }, { kind, label: '', data });

describe('applyExplainedAction', () => {
  it('adds scopes once and keeps what stands there', () => {
    expect(applyExplainedAction(config, addScope(['okta.logs.read', 'openid']))?.scope).toBe(
      'openid {{scopes}} okta.logs.read',
    );
    expect(apply('addScope', { scopes: ['a'] }, { scope: ' ' })?.scope).toBe('a');
    expect(apply('addScope', { scopes: ['openid'] })).toBeUndefined();
    expect(apply('addScope')).toBeUndefined();
  });

  it('turns DPoP on, changes authentication, grant and audience', () => {
    expect(applyExplainedAction(config, turnOnDpop())).toEqual({ ...config, dpop: 'on' });
    expect(apply('changeClientAuthentication', { method: 'private_key_jwt' })?.clientAuthentication).toBe(
      'private_key_jwt',
    );
    expect(apply('changeClientAuthentication', { method: 'magic' })).toBeUndefined();
    expect(apply('changeGrantType', { grantType: 'device_code' })?.grantType).toBe('device_code');
    expect(apply('changeGrantType')).toBeUndefined();
    expect(apply('fixAud', {}, { assertionAudience: 'issuer' })?.assertionAudience).toBe('endpoint');
  });

  it('takes the Origin header out of extra parameters, and nothing else', () => {
    const row = (key: string, sendAs: 'request_header' | 'request_body') => ({
      key,
      value: 'x',
      enabled: true,
      sendAs,
    });
    const kept = [row('origin', 'request_body'), row('X-A', 'request_header')];
    const changed = apply(
      'removeOriginHeader',
      {},
      {
        tokenRequestParameters: [row(' Origin', 'request_header'), ...kept],
      },
    );
    expect(changed?.tokenRequestParameters).toEqual(kept);
    expect(apply('removeOriginHeader', {}, { tokenRequestParameters: kept })).toBeUndefined();
  });

  it('moves every address to the org server and keeps variables', () => {
    const changed = apply(
      'useOrgServer',
      {},
      {
        authUrl: '{{url}}/oauth2/default/v1/authorize',
        accessTokenUrl: 'https://org.okta.com/oauth2/aus1/v1/token?x=1',
        revocationUrl: 'https://org.okta.com/oauth2/v1/revoke',
        issuer: 'https://org.okta.com/oauth2/default',
      },
    );
    expect(changed).toMatchObject({
      authUrl: '{{url}}/oauth2/v1/authorize',
      accessTokenUrl: 'https://org.okta.com/oauth2/v1/token?x=1',
      revocationUrl: 'https://org.okta.com/oauth2/v1/revoke',
      issuer: 'https://org.okta.com',
    });
    expect(apply('useOrgServer')).toBeUndefined();
  });

  it.each(['retry', 'getNewToken', 'copyRequestId', 'openRoleHelp', 'waitAndRetry'] as const)(
    'leaves the set-up alone for %s',
    (kind) => {
      expect(apply(kind)).toBeUndefined();
    },
  );
});
