/** Where a request goes, taken from its address without changing path and query. */
export interface Target {
  protocol: 'http:' | 'https:';
  /** For connecting: lower case, IPv6 without brackets. */
  hostname: string;
  port: number;
  /** For the Host header: with brackets, and the port where it is not the scheme's own. */
  host: string;
  /** Path and query as they go out, starting with a slash. */
  path: string;
}

/** Splits an absolute, already legal http(s) address. */
export function toTarget(url: string): Target {
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
