import { AppError } from '../../errors.ts';
import { parseAddress } from '../../http/parse-address.ts';
import type { JsonObject } from '../../json-value.ts';
import { proposeOrgUrlRepairs } from '../../variables/org-url.ts';
import type { Discovered } from './discovered.ts';
import { isIssuer } from './issuer.ts';
import { requireEndpoint } from './endpoint-request.ts';
import { readJsonObject, textOf } from './json-answer.ts';
import { oktaScopesOf, readOktaServer } from './okta-server.ts';

/** Where the documents of a server are. */
export interface DiscoveryTarget {
  /** The issuer that the documents must name. */
  issuer: string;
  /** Asked in this order; what the first leaves out the second may say. */
  documents: { kind: 'openid' | 'oauth'; url: string }[];
}

const openidPath = '/.well-known/openid-configuration';
const oauthPath = '/.well-known/oauth-authorization-server';

/**
 * Tells where the two metadata documents of an org or issuer are. Takes what people have at hand: an org's host name
 * (also with `-admin`), an issuer, an endpoint or API address of an Okta-shaped org, or the address of a document.
 *
 * @throws AppError ERR_OAUTH_ENDPOINT_REFUSED for anything that is no web address
 * @see OpenID Connect Discovery 1.0 section 4, RFC 8414 section 3.1
 */
export function discoveryTarget(orgOrIssuer: string): DiscoveryTarget {
  const parsed = requireEndpoint(repair(orgOrIssuer), 'issuer');
  const origin = `${parsed.protocol}//${parsed.host}`;
  const path = issuerPath(origin, parsed.pathname);
  return {
    issuer: `${origin}${path}`,
    documents: [
      { kind: 'openid', url: `${origin}${path}${openidPath}` },
      { kind: 'oauth', url: `${origin}${oauthPath}${path}` },
    ],
  };
}

/** A metadata document as it came. */
export interface MetadataDocument {
  url: string;
  bodyText: string;
}

/**
 * Reads metadata documents of one server, the first winning where they differ. Endpoints that are no web addresses are
 * left out with a warning. Lists are what the server says, never what it forbids.
 *
 * @throws AppError ERR_OAUTH_METADATA_INVALID where no document is a JSON object (`reason: notMetadata`) or one names
 *   another issuer (`reason: issuerMismatch`), which is how one server poses as another
 * @see RFC 8414 sections 2 and 3.3
 */
export function readServerMetadata(
  documents: readonly MetadataDocument[],
  target: DiscoveryTarget,
): Discovered {
  const bodies = documents
    .map(({ bodyText }) => readJsonObject(bodyText))
    .filter((body) => body !== undefined)
    .filter((body) => 'issuer' in body || 'token_endpoint' in body || 'authorization_endpoint' in body);
  const warnings: Discovered['warnings'] = [];
  const [first, second = {}] = bodies;
  if (first === undefined) {
    throw new AppError(
      'ERR_OAUTH_METADATA_INVALID',
      'The address answers, but not with the description of an authorization server. Check the org URL.',
      { details: { reason: 'notMetadata' } },
    );
  }
  for (const body of bodies) checkIssuer(body, target.issuer);
  const body: JsonObject = { ...second, ...first };
  const endpoint = (name: string) => readAddress(body, name, warnings);
  const discovered: Discovered = {
    issuer: textOf(body, 'issuer') ?? target.issuer,
    authorizationEndpoint: endpoint('authorization_endpoint'),
    tokenEndpoint: endpoint('token_endpoint'),
    deviceAuthorizationEndpoint: endpoint('device_authorization_endpoint'),
    backchannelAuthenticationEndpoint: endpoint('backchannel_authentication_endpoint'),
    pushedAuthorizationRequestEndpoint: endpoint('pushed_authorization_request_endpoint'),
    revocationEndpoint: endpoint('revocation_endpoint'),
    introspectionEndpoint: endpoint('introspection_endpoint'),
    userinfoEndpoint: endpoint('userinfo_endpoint'),
    endSessionEndpoint: endpoint('end_session_endpoint'),
    jwksUri: endpoint('jwks_uri'),
    grantTypes: list(body, 'grant_types_supported'),
    scopes: list(body, 'scopes_supported'),
    clientAuthenticationMethods: list(body, 'token_endpoint_auth_methods_supported'),
    signingAlgs: list(body, 'token_endpoint_auth_signing_alg_values_supported'),
    dpopSigningAlgs: list(body, 'dpop_signing_alg_values_supported'),
    idTokenSigningAlgs: list(body, 'id_token_signing_alg_values_supported'),
    codeChallengeMethods: list(body, 'code_challenge_methods_supported'),
    issParameter: body['authorization_response_iss_parameter_supported'] === true,
    requiresPar: body['require_pushed_authorization_requests'] === true,
    warnings,
  };
  warnings.push(...judgeServer(discovered));
  return discovered;
}

/**
 * Warns about a server for the scopes that are asked for: a custom server, `/oauth2/default` included, gives no
 * `okta.*` scopes.
 */
export function warnAboutScopes(issuerOrEndpoint: string, scopes: readonly string[]): Discovered['warnings'] {
  const server = readOktaServer(issuerOrEndpoint);
  const okta = oktaScopesOf(scopes);
  if (server?.kind !== 'custom' || okta.length === 0) return [];
  return [
    {
      code: 'customServerOktaScopes',
      message: `The server "${server.serverId}" does not give ${okta.slice(0, 3).join(', ')}${okta.length > 3 ? ' …' : ''}. Only the org server ${server.orgUrl} gives okta.* scopes.`,
    },
  ];
}

function repair(text: string): string {
  let url = text.trim();
  // Each repair is proposed on its own; three passes make all of them.
  for (let pass = 0; pass < 3; pass += 1) url = proposeOrgUrlRepairs(url)[0]?.after ?? url;
  return url;
}

function issuerPath(origin: string, pathname: string): string {
  const bare = pathname.replace(/\/+$/, '');
  if (bare.endsWith(openidPath)) return bare.slice(0, -openidPath.length);
  if (bare.startsWith(`${oauthPath}`)) return bare.slice(oauthPath.length);
  if (/^\/(?:oauth2|api)(?:\/|$)/.test(bare)) {
    const server = readOktaServer(`${origin}${bare}`);
    if (server !== undefined) return server.kind === 'custom' ? `/oauth2/${server.serverId}` : '';
  }
  return bare;
}

function checkIssuer(body: JsonObject, expected: string): void {
  const issuer = textOf(body, 'issuer');
  if (issuer === undefined) return;
  // A slash at the end is a common slip.
  const same = isIssuer(issuer.replace(/\/+$/, ''), expected.replace(/\/+$/, ''));
  if (same) return;
  throw new AppError(
    'ERR_OAUTH_METADATA_INVALID',
    'The server describes itself under another name than the one asked for. If its name is right, use that as the org URL; else do not trust this server.',
    { details: { reason: 'issuerMismatch', expected, received: issuer.slice(0, 500) } },
  );
}

function readAddress(body: JsonObject, name: string, warnings: Discovered['warnings']): string | undefined {
  const text = textOf(body, name);
  if (text === undefined || text === '') return undefined;
  try {
    requireEndpoint(text, 'issuer');
    return text;
  } catch {
    warnings.push({
      code: 'endpointRefused',
      message: `The server's "${name}" is no address that Postern may use. It was left out.`,
    });
    return undefined;
  }
}

function list(body: JsonObject, name: string): string[] {
  const value = body[name];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string').slice(0, 500) : [];
}

function judgeServer(found: Discovered): Discovered['warnings'] {
  const warnings: Discovered['warnings'] = [];
  const warn = (code: string, message: string) => warnings.push({ code, message });
  const host = parseAddress(found.issuer)?.hostname;
  const tokenAddress = found.tokenEndpoint === undefined ? undefined : parseAddress(found.tokenEndpoint);
  if (tokenAddress === undefined)
    warn('tokenEndpointMissing', 'The server does not say where to get a token.');
  if (tokenAddress !== undefined && tokenAddress.hostname !== host) {
    warn(
      'otherHost',
      `Tokens come from "${tokenAddress.hostname}", which is not the host you entered. Credentials will go there.`,
    );
  }
  if (
    tokenAddress?.protocol === 'http:' &&
    !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(tokenAddress.hostname)
  ) {
    warn('notEncrypted', 'The server is used without TLS: everybody on the way can read the credentials.');
  }
  if (found.codeChallengeMethods.length > 0 && !found.codeChallengeMethods.includes('S256')) {
    warn('s256NotListed', 'The server does not list S256. Try it anyway, or choose Plain.');
  }
  const server = readOktaServer(found.issuer);
  if (server?.kind === 'custom') {
    warn(
      'customServer',
      `This is the custom server "${server.serverId}". For okta.* scopes use the org server ${server.orgUrl}.`,
    );
  }
  return warnings;
}
