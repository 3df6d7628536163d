import { type OAuth2Config, resolveOAuth2Config } from '../../core/auth/oauth2/config.ts';
import { parseAddress } from '../../core/http/parse-address.ts';
import type { ItemId } from '../../core/ids.ts';
import { createTemplateResolver } from '../../core/variables/resolve-template.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import { watchScopes } from '../../core/variables/watch-scopes.ts';
import type { AppContext } from '../app-context.ts';
import { resolveAuthFields } from '../auth/resolve-fields.ts';
import { readRequestScopes } from '../services/request-scopes.ts';
import { fillScopes } from '../sources/fill-scopes.ts';
import { MissingValues } from '../sources/missing-values.ts';
import { valueToCome } from '../sources/stand-in.ts';
import type { TokenRecord } from '../storage/token-store.ts';

/** What of a set-up comes from elsewhere, and is never written with a token. */
export interface SourcedConfig {
  /** The set-up with its variables in it. */
  template: OAuth2Config;
  /** The fields that hold such values, directly or through other variables. */
  fields: readonly (keyof OAuth2Config)[];
  /** The variables themselves. */
  names: ReadonlySet<string>;
  /** The item whose variables they may be. */
  itemId?: ItemId | undefined;
}

/** Finds which fields of a set-up hold values from elsewhere; nothing, where no scope has any. */
export function findSourced(template: OAuth2Config, scopes: ScopeChain): SourcedConfig | undefined {
  if (!scopes.some(({ hasSourced }) => hasSourced === true)) return undefined;
  const fields = new Set<keyof OAuth2Config>();
  const names = new Set<string>();
  let current = '';
  const watched = watchScopes(scopes, (name, { sourced }) => {
    if (sourced === undefined) return;
    fields.add(current as keyof OAuth2Config);
    names.add(name);
  });
  resolveOAuth2Config(template, (text, field) => {
    current = field;
    // A resolver of its own for each field: one that knows a value does not look it up again.
    return createTemplateResolver(watched, () => undefined).resolve(text).text;
  });
  return fields.size === 0 ? undefined : { template, fields: [...fields], names };
}

/** Fields that a stored token is found by, or that go out with it; the others are needed only when one is got. */
const neededWithToken: readonly string[] = [
  'issuer',
  'authUrl',
  'accessTokenUrl',
  'clientId',
  'scope',
  'audience',
  'resource',
  'keyId',
  'username',
  'grantAssertion',
  'grantIssuer',
  'grantSubject',
  'grantAudience',
  'grantClaims',
  'subjectToken',
  'actorToken',
  'requestedTokenType',
  'accessToken',
  'headerPrefix',
] satisfies (keyof OAuth2Config)[];

/** Tells whether a token cannot even be looked for without a value that is missing. */
export function isNeededForFinding(sourced: SourcedConfig | undefined, config: OAuth2Config): boolean {
  const fields = sourced?.fields ?? [];
  return fields.some((field) => neededWithToken.includes(field) && isMissingIn(config[field]));
}

function isMissingIn(value: unknown): boolean {
  return JSON.stringify(value ?? '').includes(valueToCome);
}

/** Gets what is missing in a set-up. @throws AppError ERR_VARIABLE_NOT_GIVEN, and what `MissingValues.obtain` throws */
export async function obtainForConfig(
  app: AppContext,
  { template, fields }: Pick<SourcedConfig, 'template' | 'fields'>,
  scopes: ScopeChain,
  signal: AbortSignal,
): Promise<void> {
  const missing = findMissingIn(template, fields, scopes);
  if (missing.size > 0) await missing.obtain(app, signal);
}

/** Names what is missing in some fields of a set-up, and where it goes. */
export function findMissingIn(
  template: OAuth2Config,
  fields: readonly (keyof OAuth2Config)[],
  scopes: ScopeChain,
): MissingValues {
  const missing = new MissingValues();
  const templates = createTemplateResolver(missing.watch(scopes), () => undefined);
  resolveOAuth2Config(template, (text, field) =>
    fields.includes(field as keyof OAuth2Config) ? templates.resolve(text).text : text,
  );
  const plain = createTemplateResolver(scopes, () => undefined);
  const host = parseAddress(plain.resolve(template.accessTokenUrl).text.trim())?.host;
  if (host?.includes(valueToCome) === false) missing.addHost(host);
  return missing;
}

/** Gives a set-up as it may be kept: what came from elsewhere is the name of its variable again. */
export function withoutSourced(config: OAuth2Config, sourced: SourcedConfig | undefined): OAuth2Config {
  if (sourced === undefined) return config;
  const { template, fields, names } = sourced;
  return {
    ...config,
    ...Object.fromEntries(fields.map((field) => [field, template[field]])),
    boundSecrets: config.boundSecrets?.filter(({ name }) => !names.has(name)),
  };
}

/**
 * Gives a stored token whose set-up is whole again: the values that were not kept are got, as a send gets them.
 *
 * @throws AppError ERR_VARIABLE_NOT_GIVEN, ERR_VARIABLE_PROGRAM_FAILED, ERR_VARIABLE_FILE_UNREADABLE,
 *   ERR_VARIABLE_UNRESOLVED, ERR_VARIABLE_SCOPE_NOT_FOUND
 */
export async function withWholeConfig(
  app: AppContext,
  record: TokenRecord,
  signal: AbortSignal,
): Promise<TokenRecord> {
  const { config, sourced } = record.secret;
  if (config === undefined || sourced === undefined) return record;
  const fields = sourced.fields as (keyof OAuth2Config)[];
  const { itemId } = sourced;
  const ancestors = itemId === undefined ? [] : await app.workspace.readAncestors(itemId).catch(() => []);
  const { environmentId } = record.summary;
  let scopes = await readRequestScopes(app, { ancestors, environmentId, variables: undefined });
  await obtainForConfig(app, { template: config, fields }, scopes, signal);
  scopes = fillScopes(app.valueSources, scopes);
  const resolver = resolveAuthFields(scopes, app.now());
  const resolved = resolveOAuth2Config(config, (text, field) =>
    fields.includes(field as keyof OAuth2Config) ? resolver.resolve(text, field) : text,
  );
  resolver.fields.assertResolved();
  const boundSecrets = [...(config.boundSecrets ?? []), ...resolver.fields.boundSecrets()];
  return { ...record, secret: { ...record.secret, config: { ...resolved, boundSecrets } } };
}
