import { isIP } from 'node:net';
import { parseAddress } from '../../core/http/parse-address.ts';
import type { Settings } from '../../core/settings.ts';
import { bypassesProxy } from './no-proxy.ts';
import { SendFault } from './send-fault.ts';
import type { Target } from './target.ts';
import { decodePercent } from '../../core/http/percent-encoding.ts';

/** A proxy to go through. Its credentials are for it alone. */
export interface Proxy {
  protocol: 'http:' | 'https:' | 'socks5:';
  hostname: string;
  port: number;
  username: string;
  password: string;
}

/** How a target is reached: through a proxy, or directly (`undefined`). */
export type Route = Proxy | undefined;

/** The part of the environment that names proxies. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

const defaultPorts = { 'http:': 80, 'https:': 443, 'socks5:': 1080 };

/**
 * Finds the way to a target. In mode `environment`: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY in either case, and
 * loopback always directly; in mode `custom`: the settings' own proxy and bypass list.
 *
 * @throws SendFault proxyFailed where the proxy's address cannot be understood
 */
export function findRoute(target: Target, settings: Settings['proxy'], environment: ProxyEnvironment): Route {
  if (settings.mode === 'none') return undefined;
  if (settings.mode === 'custom') {
    if (settings.url.trim() === '' || bypassesProxy(settings.bypass, target)) return undefined;
    return parseProxy(settings.url, 'settings');
  }
  if (isLoopback(target.hostname)) return undefined;
  const read = (name: string) => environment[name.toLowerCase()] ?? environment[name] ?? '';
  const own = read(target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  const url = own === '' ? read('ALL_PROXY') : own;
  if (url === '' || bypassesProxy(read('NO_PROXY'), target)) return undefined;
  return parseProxy(url, 'environment');
}

function parseProxy(text: string, from: 'settings' | 'environment'): Proxy {
  const trimmed = text.trim();
  const url = parseAddress(trimmed.includes('://') ? trimmed : `http://${trimmed}`);
  const protocol = url?.protocol.replace(/^socks5h:$|^socks:$/, 'socks5:');
  if (
    url === undefined ||
    url.hostname === '' ||
    (protocol !== 'http:' && protocol !== 'https:' && protocol !== 'socks5:')
  ) {
    throw new SendFault('proxyFailed', `The address of the proxy in the ${from} cannot be understood.`, {
      cause: 'ERR_INVALID_URL',
      nextStep: 'Write it as http://host:port, https://host:port or socks5://host:port.',
    });
  }
  return {
    protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? defaultPorts[protocol] : Number(url.port),
    username: decodePercent(url.username),
    password: decodePercent(url.password),
  };
}

function isLoopback(hostname: string): boolean {
  if (isIP(hostname) === 4) return hostname.startsWith('127.');
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '::1';
}
