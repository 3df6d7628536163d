import type { BoundSecret } from '../../core/http/bound-secret.ts';
import {
  type ProxyPlace,
  assertBoundHosts,
  assertBoundProxy,
  holdsSecret,
  notFor,
} from '../../core/http/assert-bound-hosts.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { parseAddress } from '../../core/http/parse-address.ts';
import type { RedirectDecision } from '../../core/http/redirects.ts';
import type { WireRequest } from '../../core/http/wire-request.ts';
import type { Settings } from '../../core/settings.ts';
import { type Proxy, type ProxyEnvironment, findRoute } from './proxy-route.ts';
import { SendFault } from './send-fault.ts';
import { toTarget } from './target.ts';

/**
 * Refuses a request whose secrets may not go to its host, or would be read by a proxy that is not among their hosts.
 *
 * @throws AppError ERR_SECRET_OTHER_HOST
 */
export function assertBoundRoute(
  { url, boundSecrets = [] }: Pick<WireRequest, 'url' | 'boundSecrets'>,
  settings: Settings['proxy'],
  environment: ProxyEnvironment,
): void {
  const address = boundSecrets.length === 0 ? undefined : parseAddress(url);
  if (address === undefined) return;
  assertBoundHosts(boundSecrets, address);
  const proxy = readingProxy(url, settings, environment);
  if (proxy !== undefined) assertBoundProxy(boundSecrets, placeOf(proxy));
}

/** Gives the refusal of a redirect that would show a secret to a proxy which is not among its hosts. */
export function exposedByRoute(
  next: Extract<RedirectDecision, { kind: 'follow' }>,
  boundSecrets: readonly BoundSecret[] | undefined,
  settings: Settings['proxy'],
  environment: ProxyEnvironment,
): SendFault | undefined {
  if (boundSecrets === undefined) return undefined;
  const proxy = readingProxy(next.url, settings, environment);
  if (proxy === undefined) return undefined;
  const place = placeOf(proxy);
  const texts = [next.url, ...next.headers.flat()];
  const secret = notFor(boundSecrets, place).find(
    (each) =>
      (next.keepBody && each.parts.includes('body')) ||
      each.parts.includes('method') ||
      texts.some((text) => holdsSecret(text, each)),
  );
  return secret === undefined ? undefined : otherHost(secret, `${place.hostname}:${place.port}`);
}

/** The refusal of a redirect to a host that a secret is not for. */
export function otherHost(secret: BoundSecret, host: string): SendFault {
  return new SendFault(
    'redirectRefused',
    `The server redirects to ${host}, and the secret "${secret.name}" would go there too; it is only for ${secret.hosts.join(', ')}.`,
    { nextStep: 'Add the host to "Only for hosts" of the variable if you trust it.' },
  );
}

/** Says once for each secret that a redirect went on without it. */
export function remarkOnSecret(
  { name, hosts }: BoundSecret,
  url: string,
  before: Exchange['warnings'],
): Exchange['warnings'] {
  const host = parseAddress(url)?.host ?? '';
  const message = `The redirect to ${host} was followed without the secret "${name}", which is only for ${hosts.join(', ')}.`;
  return before.some((warning) => warning.message === message) ? [] : [{ code: 'secretLeftBehind', message }];
}

/** The proxy on the way to an address that is not encrypted; a tunnel to https is closed to it. */
function readingProxy(
  url: string,
  settings: Settings['proxy'],
  environment: ProxyEnvironment,
): Proxy | undefined {
  const target = toTarget(url);
  if (target.protocol === 'https:') return undefined;
  try {
    return findRoute(target, settings, environment);
  } catch {
    // An address that names no proxy is the failure of the send itself.
    return undefined;
  }
}

function placeOf({ protocol, hostname, port }: Proxy): ProxyPlace {
  return { protocol, hostname: hostname.includes(':') ? `[${hostname}]` : hostname, port: String(port) };
}
