import { AppError } from '../errors.ts';
import { type ParsedAddress, parseAddress } from '../http/parse-address.ts';

/** More hosts than these name nothing any more; the list is read at each send. */
export const mostSecretHosts = 50;

/** What became of one line of the list: a host as it is compared, or what is wrong with it. */
export type SecretHostReading = { kind: 'host'; host: string } | { kind: 'fault'; message: string };

/** Names that nobody can register, so that every name below one of them is the user's own. */
const ownNames = new Set(['localhost', 'local', 'internal', 'test', 'lan', 'corp']);

/**
 * Reads one entry of "Only for hosts": a host, a host with a port, or `*.name` for every host below a name. A pasted
 * address is reduced to its host. What is given is as the engine's parser connects it: lower case, international names
 * in ASCII, numeric forms as the address they mean.
 */
export function readSecretHost(text: string): SecretHostReading {
  const trimmed = text.trim();
  if (trimmed === '') return fault('This line names no host.');
  if (trimmed.includes('{{')) {
    return fault('Variables are not looked up here: a host they name could be changed by others.');
  }
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  if (isAddress && !/^https?:/i.test(trimmed))
    return fault('Only http and https addresses have such a host.');
  const afterScheme = isAddress ? trimmed.slice(trimmed.indexOf('//') + 2) : trimmed;
  const authority = /^[^/?#\\]*/.exec(afterScheme)?.[0] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host.includes('*')) return readPattern(host);
  // An address of IPv6 as people write it.
  if (/^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(host)) return readHost(`[${host}]`);
  const scheme = /^http:/i.test(trimmed) ? 'http:' : 'https:';
  // The port of the address's own scheme says nothing; one that was typed beside a bare host does.
  return readHost(host, isAddress ? defaultPorts[scheme] : undefined);
}

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

function readHost(text: string, impliedPort?: string): SecretHostReading {
  const [, name = '', port] = /^(.*?)(?::(\d*))?$/.exec(text) ?? [];
  const address = name === '' ? undefined : parseAddress(`http://${name}`);
  const isHost = address !== undefined && /^(\[[\da-f:.]+\]|[\w.-]+)$/.test(address.hostname);
  // Some engines take a space in a host, escaped.
  if (!isHost || address.pathname !== '/' || address.port !== '') {
    return fault(`"${shorten(text)}" is no host. Write it like dev-1.okta.com or 127.0.0.1:8080.`);
  }
  const hostname = withoutDot(address.hostname);
  if (port === undefined || port === '' || port === impliedPort) return { kind: 'host', host: hostname };
  if (Number(port) < 1 || Number(port) > 65_535) return fault(`${port.slice(0, 12)} is no port.`);
  return { kind: 'host', host: `${hostname}:${Number(port)}` };
}

function readPattern(text: string): SecretHostReading {
  const name = text.startsWith('*.') ? text.slice(2) : '';
  const read = name === '' || name.includes('*') ? undefined : readHost(name);
  if (read?.kind !== 'host' || name.includes(':') || isNumeric(read.host)) {
    return fault('A star stands for every name below one: *.okta.com');
  }
  if (!read.host.includes('.') && !ownNames.has(read.host)) {
    return fault(`Every name below "${shorten(read.host)}" is too many: anybody can have one.`);
  }
  return { kind: 'host', host: `*.${read.host}` };
}

/**
 * Gives the list as it is kept: each host once, in the order given, empty lines left out.
 *
 * @throws AppError ERR_SECRET_HOST_INVALID (details `name`, `text`)
 */
export function normaliseSecretHosts(name: string, hosts: readonly string[]): string[] {
  const kept = new Set<string>();
  for (const text of hosts) {
    if (text.trim() === '') continue;
    const read = readSecretHost(text);
    if (read.kind === 'fault') throw invalid(name, text, read.message);
    kept.add(read.host);
  }
  if (kept.size > mostSecretHosts) {
    throw invalid(name, '', `There are more than ${mostSecretHosts} hosts; use *.name for many of one name.`);
  }
  return [...kept];
}

/** Tells whether a parsed address, by the host that is connected, is one of the hosts. */
export function isSecretHost(
  hosts: readonly string[],
  address: Pick<ParsedAddress, 'protocol' | 'hostname' | 'port'>,
): boolean {
  const hostname = withoutDot(address.hostname);
  const port = address.port === '' ? (defaultPorts[address.protocol] ?? '') : address.port;
  return hosts.some((entry) => {
    if (entry.startsWith('*.')) return !isNumeric(hostname) && hostname.endsWith(entry.slice(1));
    return entry === hostname || entry === `${hostname}:${port}`;
  });
}

/** `name.` is the same host as `name`. */
function withoutDot(hostname: string): string {
  return hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
}

function isNumeric(hostname: string): boolean {
  return hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function fault(message: string): SecretHostReading {
  return { kind: 'fault', message };
}

function invalid(name: string, text: string, message: string): AppError {
  return new AppError('ERR_SECRET_HOST_INVALID', `"Only for hosts" of "${name}" was not saved. ${message}`, {
    details: { name, text: shorten(text) },
  });
}
