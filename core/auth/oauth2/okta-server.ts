import { parseAddress } from '../../http/parse-address.ts';

/** Where an address points among the authorization servers of an Okta-shaped org. */
export type OktaServer =
  { kind: 'org'; orgUrl: string } | { kind: 'custom'; orgUrl: string; serverId: string };

/**
 * Reads which server an issuer, endpoint or API address belongs to: `/oauth2/v1/token` is the org server,
 * `/oauth2/default/v1/token` a custom one. `undefined` for addresses of another shape.
 */
export function readOktaServer(address: string): OktaServer | undefined {
  const parsed = parseAddress(address);
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) return undefined;
  const orgUrl = `${parsed.protocol}//${parsed.host}`;
  const path = parsed.pathname.replace(/\/+$/, '');
  if (path === '' || /^\/(?:oauth2|oauth2\/v1(?:\/.*)?|api(?:\/.*)?|\.well-known\/.*)$/.test(path)) {
    const serverId = /^\/\.well-known\/[^/]+\/oauth2\/([^/]+)$/.exec(path)?.[1];
    return serverId === undefined ? { kind: 'org', orgUrl } : { kind: 'custom', orgUrl, serverId };
  }
  const serverId = /^\/oauth2\/([^/]+)(?:\/.*)?$/.exec(path)?.[1];
  return serverId === undefined ? undefined : { kind: 'custom', orgUrl, serverId };
}

/** Scopes that only the org server gives. */
export function oktaScopesOf(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => scope.startsWith('okta.'));
}

/** Gives the address of the same kind at the org server, such as its token endpoint. */
export function atOrgServer(address: string): string | undefined {
  const server = readOktaServer(address);
  if (server?.kind !== 'custom') return undefined;
  return address.replace(
    `/oauth2/${server.serverId}`,
    address.includes(`/${server.serverId}/v1`) ? '/oauth2' : '',
  );
}
