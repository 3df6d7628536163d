import type { Auth } from '../../core/auth/auth.ts';
import { readOAuth2Config } from '../../core/auth/oauth2/config-format.ts';
import {
  type OAuth2Config,
  resolveOAuth2Config,
  signsWithKey,
  splitScopes,
} from '../../core/auth/oauth2/config.ts';
import { tokenCacheKey } from '../../core/auth/oauth2/token-key.ts';
import type { ItemId } from '../../core/ids.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import { resolveAuthFields } from '../auth/resolve-fields.ts';
import { readRequestScopes } from '../services/request-scopes.ts';
import { fillScopes } from '../sources/fill-scopes.ts';
import { findSourced, obtainForConfig, type SourcedConfig } from './sourced-config.ts';

/** A set-up with every variable replaced; Node side only, since it holds secrets. */
export interface ResolvedConfig {
  config: OAuth2Config;
  /** Every secret text that went into it. */
  secrets: string[];
  /** What of it comes from elsewhere; it may be missing still. */
  sourced?: SourcedConfig | undefined;
  /** Gives it with what was missing. @throws AppError ERR_VARIABLE_NOT_GIVEN, and what programs and files are refused for */
  complete?: ((signal: AbortSignal) => Promise<ResolvedConfig>) | undefined;
}

/**
 * Resolves the variables of an OAuth 2.0 authorization.
 *
 * @throws AppError ERR_VARIABLE_UNRESOLVED, ERR_VARIABLE_CYCLE, ERR_VARIABLE_TOO_LARGE
 */
export function resolveConfig(
  app: AppContext,
  auth: Auth,
  scopes: ScopeChain,
  itemId?: ItemId,
): ResolvedConfig {
  const { fields, resolve } = resolveAuthFields(scopes, app.now());
  const typed = auth.type === 'oauth2' ? auth : { ...auth, credentials: [] };
  const template = readOAuth2Config(typed);
  const resolved = resolveOAuth2Config(template, resolve);
  fields.assertResolved();
  const boundSecrets = fields.boundSecrets();
  const config = boundSecrets.length === 0 ? resolved : { ...resolved, boundSecrets };
  const own = [
    config.clientSecret,
    config.password,
    config.accessToken,
    config.codeVerifier,
    config.grantAssertion,
    config.subjectToken,
    config.actorToken,
  ];
  const secrets = [...fields.secrets, ...own].filter((secret) => secret !== '');
  const sourced = findSourced(template, scopes);
  if (sourced === undefined) return { config, secrets };
  return {
    config,
    secrets,
    sourced: { ...sourced, itemId },
    async complete(signal) {
      await obtainForConfig(app, sourced, scopes, signal);
      return resolveConfig(app, auth, fillScopes(app.valueSources, scopes), itemId);
    },
  };
}

/** Resolves a set-up with the variables of the place it stands at. @throws AppError as {@link resolveConfig}, and what reading the workspace throws */
export async function resolveConfigAt(
  app: AppContext,
  auth: Auth,
  place: { itemId?: ItemId | undefined; environmentId?: ItemId | undefined },
): Promise<ResolvedConfig> {
  const ancestors = place.itemId === undefined ? [] : await app.workspace.readAncestors(place.itemId);
  const scopes = await readRequestScopes(app, {
    ancestors,
    environmentId: place.environmentId,
    variables: undefined,
  });
  return resolveConfig(app, auth, scopes, place.itemId);
}

/** Gives a set-up with everything in it, for what is sent at once. @throws AppError as `ResolvedConfig.complete` */
export function completeConfig(resolved: ResolvedConfig, signal: AbortSignal): Promise<ResolvedConfig> {
  return resolved.complete?.(signal) ?? Promise.resolve(resolved);
}

/** Gives the key under which a token of the set-up is kept. */
export function cacheKeyOf(config: OAuth2Config, environmentId: ItemId | undefined): Promise<string> {
  return tokenCacheKey({
    ...(environmentId === undefined ? {} : { environmentId }),
    server: config.issuer === '' ? config.accessTokenUrl || config.authUrl : config.issuer,
    clientId: config.clientId,
    grantType: config.grantType,
    scopes: splitScopes(config.scope),
    audience: config.audience,
    resources: splitScopes(config.resource),
    ...(signsWithKey(config) ? { keyId: config.keyId } : {}),
    subject: subjectOf(config),
  });
}

/** What tells two tokens of one client apart, by the grant. */
function subjectOf(config: OAuth2Config): string {
  switch (config.grantType) {
    case 'password_credentials':
      return config.username;
    case 'jwt_bearer': {
      const { grantAssertion, grantIssuer, grantSubject, grantAudience, grantClaims } = config;
      return JSON.stringify([grantAssertion, grantIssuer, grantSubject, grantAudience, grantClaims]);
    }
    case 'token_exchange':
      return JSON.stringify([config.subjectToken, config.actorToken, config.requestedTokenType]);
    default:
      return '';
  }
}
