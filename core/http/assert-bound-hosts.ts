import { AppError } from '../errors.ts';
import { isSecretHost } from '../variables/secret-hosts.ts';
import type { BoundSecret } from './bound-secret.ts';
import type { HeaderPairs } from './exchange.ts';
import { createMasker, maskText } from './mask.ts';
import type { ParsedAddress } from './parse-address.ts';

/**
 * Refuses an address whose host is not among those of each secret.
 *
 * @param url The address as it was resolved, before it was parsed: a secret may have become its host.
 * @throws AppError ERR_SECRET_OTHER_HOST (details `name`, `host`, `hosts`)
 */
export function assertBoundHosts(secrets: readonly BoundSecret[], address: ParsedAddress, url = ''): void {
  for (const secret of secrets) {
    const isInUrl = secret.parts.some((part) => part === 'url' || part === 'pathVariable');
    if (secret.parts.includes('authority') && hostText(url).includes(secret.value)) {
      throw otherHost(
        secret,
        maskText,
        'it would be a part of the host name, which others can read on the way. Put it into a header, the query or the body',
      );
    }
    if (isSecretHost(secret.hosts, address)) continue;
    const isItsOwnWork = isInUrl && hostText(url) !== hostText(url.replaceAll(secret.value, ''));
    const host = isItsOwnWork ? maskText : address.host;
    throw otherHost(secret, host, `this goes to ${host}. Check the address, or ${addIt}`);
  }
}

/**
 * Refuses a proxy that would read a secret that is not for it: one on the way to an address that is not encrypted.
 *
 * @throws AppError ERR_SECRET_OTHER_HOST
 */
export function assertBoundProxy(secrets: readonly BoundSecret[], proxy: ProxyPlace): void {
  const [secret] = notFor(secrets, proxy);
  if (secret === undefined) return;
  const host = `${proxy.hostname}:${proxy.port}`;
  throw otherHost(
    secret,
    host,
    `this goes unencrypted through the proxy ${host}, which would read it. Use https, or ${addIt}`,
  );
}

/** The host and port of a proxy as an address names them: IPv6 in brackets. */
export type ProxyPlace = Pick<ParsedAddress, 'protocol' | 'hostname' | 'port'>;

/** The secrets that may not go to an address. */
export function notFor(
  secrets: readonly BoundSecret[],
  address: Pick<ParsedAddress, 'protocol' | 'hostname' | 'port'>,
): BoundSecret[] {
  return secrets.filter(({ hosts }) => !isSecretHost(hosts, address));
}

/** Tells whether a text holds a secret, in whatever form an address or a header gives it. */
export function holdsSecret(text: string, { value }: BoundSecret): boolean {
  return createMasker([value], '')(text) !== text;
}

/** Takes the lines out that hold one of the secrets, in the name or the value. */
export function withoutSecretLines(headers: HeaderPairs, secrets: readonly BoundSecret[]): HeaderPairs {
  if (secrets.length === 0) return headers;
  return headers.filter((line) => !secrets.some((secret) => line.some((text) => holdsSecret(text, secret))));
}

const addIt = 'add the host to "Only for hosts" of the variable';

function otherHost({ name, hosts }: BoundSecret, host: string, why: string): AppError {
  const only = hosts.length > 3 ? `${hosts.slice(0, 3).join(', ')} and others` : hosts.join(', ');
  return new AppError(
    'ERR_SECRET_OTHER_HOST',
    `Nothing was sent: the secret "${name}" is only for ${only}, and ${why}.`,
    { details: { name, host, hosts: [...hosts] } },
  );
}

/** The host as it stands in an address that is not parsed yet. */
function hostText(url: string): string {
  const authority = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#\\]*)/i.exec(url.trim())?.[1] ?? '';
  return authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
}
