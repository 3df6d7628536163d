import {
  type OAuth2Config,
  addressFields,
  clientAuthenticationMethods,
  oauth2GrantTypes,
  splitScopes,
} from '../config.ts';
import type { ExplainedAction } from '../explanation.ts';

/**
 * Makes the change to a set-up that a button of the explainer stands for; get a new token afterwards. `undefined` where
 * the action changes no set-up (copying, waiting, help) or there is nothing to change. `{{variables}}` stay.
 */
export function applyExplainedAction(
  config: OAuth2Config,
  action: ExplainedAction,
): OAuth2Config | undefined {
  const changed = changeFor(config, action);
  return changed === undefined || Object.keys(changed).length === 0 ? undefined : { ...config, ...changed };
}

function changeFor(
  config: OAuth2Config,
  { kind, data = {} }: ExplainedAction,
): Partial<OAuth2Config> | undefined {
  switch (kind) {
    case 'addScope':
      return addScopes(config.scope, data['scopes']);
    case 'turnOnDpop':
      return { dpop: 'on' };
    case 'turnOffDpop':
      return { dpop: 'off' };
    case 'fixAud':
      return { assertionAudience: 'endpoint' };
    case 'changeClientAuthentication': {
      const method = clientAuthenticationMethods.find((known) => known === data['method']);
      return method && { clientAuthentication: method };
    }
    case 'changeGrantType': {
      const grantType = oauth2GrantTypes.find((known) => known === data['grantType']);
      return grantType && { grantType };
    }
    case 'removeOriginHeader':
      return withoutOrigin(config);
    case 'useOrgServer':
      return toOrgServer(config);
    default:
      return undefined;
  }
}

function addScopes(scope: string, added: unknown): Partial<OAuth2Config> | undefined {
  if (!Array.isArray(added)) return undefined;
  const present = splitScopes(scope);
  const missing = added.filter((name) => typeof name === 'string' && !present.includes(name));
  return missing.length === 0 ? undefined : { scope: [scope.trim(), ...missing].filter(Boolean).join(' ') };
}

const extraParameters = ['tokenRequestParameters', 'refreshRequestParameters'] as const;

function withoutOrigin(config: OAuth2Config): Partial<OAuth2Config> {
  const changed: Partial<OAuth2Config> = {};
  for (const field of extraParameters) {
    const others = config[field].filter(
      ({ key, sendAs }) => sendAs !== 'request_header' || key.trim().toLowerCase() !== 'origin',
    );
    if (others.length < config[field].length) changed[field] = others;
  }
  return changed;
}

/** Takes the name of a custom server out of every address. */
function toOrgServer(config: OAuth2Config): Partial<OAuth2Config> {
  const changed: Partial<OAuth2Config> = {};
  for (const field of addressFields) {
    const address = config[field].replace(/\/oauth2\/(?!v1(?:\/|$))[^/?#]+(?=\/v1(?:\/|$))/, '/oauth2');
    if (address !== config[field]) changed[field] = address;
  }
  const issuer = config.issuer.replace(/\/oauth2\/[^/?#]+\/?$/, '');
  if (issuer !== config.issuer) changed.issuer = issuer;
  return changed;
}
