import { BlockList, isIP } from 'node:net';

/** A host as it is connected to: lower case, IPv6 without brackets. */
export interface ProxyTarget {
  hostname: string;
  port: number;
}

/**
 * Tells whether a host is reached directly according to a NO_PROXY list. Entries, separated by commas or spaces: `*`;
 * names, with or without a leading `.` or `*.`, which cover their subdomains; addresses; address ranges in CIDR form;
 * any of them with a port. IPv6 with a port needs brackets.
 */
export function bypassesProxy(list: string, target: ProxyTarget): boolean {
  const hostname = target.hostname.toLowerCase().replace(/\.$/, '');
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => matchesEntry(entry.toLowerCase(), hostname, target.port));
}

function matchesEntry(entry: string, hostname: string, port: number): boolean {
  if (entry === '*') return true;
  const { host, port: entryPort } = splitPort(entry);
  if (entryPort !== undefined && entryPort !== port) return false;
  const family = isIP(hostname);
  const [address = '', bits] = host.split('/', 2);
  if (isIP(address) !== 0) return family !== 0 && matchesRange(address, bits, hostname);
  if (family !== 0) return false;
  const domain = host.replace(/^\*?\./, '').replace(/\.$/, '');
  return domain !== '' && (hostname === domain || hostname.endsWith(`.${domain}`));
}

function splitPort(entry: string): { host: string; port?: number } {
  const bracketed = /^\[([^\]]*)\](\/\d+)?(?::(\d+))?$/.exec(entry);
  if (bracketed !== null) {
    const host = `${bracketed[1] ?? ''}${bracketed[2] ?? ''}`;
    return bracketed[3] === undefined ? { host } : { host, port: Number(bracketed[3]) };
  }
  const single = /^([^:]*):(\d+)$/.exec(entry);
  return single === null ? { host: entry } : { host: single[1] ?? '', port: Number(single[2]) };
}

function matchesRange(address: string, bits: string | undefined, hostname: string): boolean {
  const typeOf = (ip: string) => (isIP(ip) === 6 ? 'ipv6' : 'ipv4');
  const type = typeOf(address);
  // The list would take an IPv4 address for a mapped IPv6 one.
  if (typeOf(hostname) !== type) return false;
  const length = bits === undefined ? (type === 'ipv6' ? 128 : 32) : Number(bits);
  if (!Number.isInteger(length) || length < 0 || length > (type === 'ipv6' ? 128 : 32)) return false;
  const range = new BlockList();
  range.addSubnet(address, length, type);
  return range.check(hostname, type);
}
