import type { BoundSecret } from '../../http/bound-secret.ts';
import { assertBoundHosts } from '../../http/assert-bound-hosts.ts';
import { parseAddress } from '../../http/parse-address.ts';
import { type OAuth2Config, addressFields } from './config.ts';

/** Fields that never leave the machine. */
const localFields = ['auth', 'tokenName', 'keyId', 'assertionAlgorithm'];
/** Fields that go out with each request, beside the token. */
const requestFields = ['accessToken', 'headerPrefix'];
/** Fields that stand in the address the browser opens. */
const browserFields = [
  'clientId',
  'callbackUrl',
  'scope',
  'state',
  'audience',
  'resource',
  'codeVerifier',
  'authRequestParameters',
];

type Bound = Pick<OAuth2Config, 'boundSecrets'>;

/**
 * Gives the secrets of a set-up that go to an endpoint with the client's credentials.
 *
 * @throws AppError ERR_SECRET_OTHER_HOST where one of them may not go there
 */
export function boundForEndpoint(config: OAuth2Config, endpoint: string): BoundSecret[] {
  const elsewhere = new Set<string>([...localFields, ...requestFields, ...addressFields]);
  return requireBound(config, endpoint, (part) => !elsewhere.has(part));
}

/** Gives the secrets that stand in the address itself, for a call without the client's credentials. @throws AppError ERR_SECRET_OTHER_HOST */
export function boundForAddress(config: OAuth2Config, address: string): BoundSecret[] {
  return requireBound(config, address, () => false);
}

/** Refuses to open the authorization endpoint in the browser with a secret that may not go there. @throws AppError ERR_SECRET_OTHER_HOST */
export function assertBoundForBrowser(config: OAuth2Config): void {
  requireBound(config, config.authUrl, (part) => browserFields.includes(part));
}

/** Refuses to open the sign-out page, which is told the client, in the same way. @throws AppError ERR_SECRET_OTHER_HOST */
export function assertBoundForSignOut(config: OAuth2Config, endpoint: string): void {
  requireBound(config, endpoint, (part) => part === 'clientId');
}

/** Gives the secrets of a set-up that go out with each request it authorizes. */
export function boundForRequest({ boundSecrets = [] }: Bound): BoundSecret[] {
  return boundSecrets.filter(({ parts }) => parts.some((part) => requestFields.includes(part)));
}

function requireBound(
  config: OAuth2Config,
  address: string,
  isSentAlong: (part: string) => boolean,
): BoundSecret[] {
  const { boundSecrets = [] } = config;
  if (boundSecrets.length === 0) return [];
  const isIn = (part: string) =>
    [...addressFields, 'issuer' as const].some((field) => field === part && config[field] === address);
  const sent = boundSecrets
    .filter(({ parts }) => parts.some((part) => isSentAlong(part) || isIn(part)))
    .map((secret) =>
      secret.parts.some(isIn) ? { ...secret, parts: [...secret.parts, 'url', 'authority'] } : secret,
    );
  // What is no address is refused by whoever would call it.
  const parsed = parseAddress(address);
  if (parsed !== undefined) assertBoundHosts(sent, parsed, address);
  return sent;
}
