import { effectiveClientAuthentication, splitScopes } from '../../core/auth/oauth2/config.ts';
import type { TokenSet } from '../../core/auth/oauth2/token-set.ts';
import type { TokenSummary } from '../../core/auth/oauth2/token-summary.ts';
import type { TokenRecord, TokenSecret } from '../storage/token-store.ts';
import { findKeyId } from './client-credentials.ts';
import type { Flow } from './flow.ts';
import { cacheKeyOf } from './resolve-config.ts';
import { withoutSourced } from './sourced-config.ts';

/** Keeps the tokens of a flow that ended well. On disk when this returns. */
export async function keepToken(flow: Flow, tokens: TokenSet): Promise<TokenRecord> {
  const { app, config: sent, environmentId, sourced } = flow;
  const config = withoutSourced(sent, sourced);
  const usesKey = effectiveClientAuthentication(sent) === 'private_key_jwt' && flow.looseKey === undefined;
  const keyId = usesKey ? findKeyId(app, sent.keyId) : undefined;
  const environmentName =
    environmentId === undefined
      ? undefined
      : (await app.workspace.listEnvironments()).find(({ id }) => id === environmentId)?.name;
  const summary: Omit<TokenSummary, 'id'> = {
    name: config.tokenName === '' ? config.clientId : config.tokenName,
    grantType: config.grantType === 'authorization_code_with_pkce' ? 'authorization_code' : config.grantType,
    requestedScope: splitScopes(config.scope),
    createdAtEpochMs: app.now(),
    ...(environmentId === undefined ? {} : { environmentId }),
    ...(environmentName === undefined ? {} : { environmentName }),
    clientId: config.clientId,
    tokenUrl: config.accessTokenUrl,
    ...(keyId === undefined ? {} : { keyId }),
    canRevoke: config.revocationUrl !== '',
    canIntrospect: config.introspectionUrl !== '',
    canReadUserInfo: config.userInfoUrl !== '',
    ...factsOfTokens(tokens),
    ...(flow.remarks.length === 0 ? {} : { remarks: flow.remarks }),
    ...(flow.dpop === undefined ? {} : { dpopThumbprint: flow.dpop.thumbprint }),
  };
  const boundSecrets = config.boundSecrets?.filter(({ parts }) => parts.some((part) => !isForgotten(part)));
  const secret: TokenSecret = {
    tokens,
    // What a refresh needs; a password and one-time texts are not kept.
    config: { ...config, password: '', codeVerifier: '', state: '', accessToken: '', boundSecrets },
    ...(flow.dpop === undefined ? {} : { dpopJwk: flow.dpop.privateJwk }),
    ...(sourced === undefined
      ? {}
      : { sourced: { fields: keptFields(sourced.fields), itemId: sourced.itemId } }),
  };
  const record = await app.tokens.add({ summary, cacheKey: await cacheKeyOf(sent, environmentId) }, secret);
  if (keyId !== undefined) await app.keys.noteUse(keyId, config.clientId);
  return record;
}

/** Of a field that is not kept there is nothing to be got again. */
function keptFields(fields: readonly string[]): string[] {
  return fields.filter((field) => !isForgotten(field));
}

/** Of a secret that stands only in these nothing is kept; `auth` says only that it is one of a set-up. */
function isForgotten(part: string): boolean {
  return ['auth', 'password', 'codeVerifier', 'state', 'accessToken'].includes(part);
}

/** The part of a summary that changes with every answer. */
export function factsOfTokens(
  tokens: TokenSet,
): Pick<TokenSummary, 'tokenType' | 'scope' | 'hasRefreshToken' | 'hasIdToken' | 'expiresAtEpochSec'> {
  return {
    tokenType: tokens.tokenType,
    scope: tokens.scopes,
    hasRefreshToken: tokens.refreshToken !== undefined,
    hasIdToken: tokens.idToken !== undefined,
    expiresAtEpochSec: tokens.expiresAtEpochSec,
  };
}
