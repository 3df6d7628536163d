/** Where a request goes, taken from its address without changing path and query. */
export interface Target {
  readonly protocol: 'http:' | 'https:';
  /** For connecting: lower case, IPv6 without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** For the Host header: with brackets, and the port where it is not the scheme's own. */
  readonly host: string;
  /** Path and query as they go out, starting with a slash. */
  readonly path: string;
}

/** A person sends to the same few addresses again and again. */
const seen = new Map<string, Target>();
const mostSeen = 100;

/** Splits an absolute, already legal http(s) address. The result is shared: read it only. */
export function toTarget(url: string): Target {
  const known = seen.get(url);
  if (known !== undefined) return known;
  const target = split(url);
  if (seen.size >= mostSeen) seen.clear();
  seen.set(url, target);
  return target;
}

function split(url: string): Target {
  const parsed = new URL(url);
  const protocol = parsed.protocol === 'https:' ? 'https:' : 'http:';
  const path = /^[a-z]+:\/\/[^/?#]*([^#]*)/i.exec(url)?.[1] ?? '';
  return {
    protocol,
    hostname: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? (protocol === 'https:' ? 443 : 80) : Number(parsed.port),
    host: parsed.host,
    path: path.startsWith('/') ? path : `/${path}`,
  };
}
