import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { exceptionFor } from '../../core/http/tls-exception.ts';
import type { CertificateStore } from '../storage/certificate-store.ts';
import type { SettingsStore } from '../storage/settings-store.ts';

/** How TLS to one host and port goes. */
export interface TlsRules {
  verify: boolean;
  /** A certificate that is accepted whatever is wrong with it. */
  exception?: { fingerprint256: string; untilEpochMs: number };
  /** Authorities to trust and the certificate to show; the runtime's own where it is absent. */
  context?: tls.SecureContext;
  /** Whose certificate is shown where the server asks. */
  clientCertificate?: string;
  /** Connections may be shared only where this is the same. */
  key: string;
}

/** A place that is connected to with TLS: a server or a proxy. */
export interface TlsPlace {
  hostname: string;
  port: number;
}

/** The one place that decides whom to trust and what to show, for every way a byte leaves the machine. */
export interface TlsPolicy {
  /** @throws AppError ERR_SECRET_UNREADABLE where the place has a client certificate that cannot be read */
  rulesFor(place: TlsPlace, verify: boolean): Promise<TlsRules>;
}

export interface TlsPolicyParts {
  settings: Pick<SettingsStore, 'read'>;
  certificates?: Pick<CertificateStore, 'authorityTexts' | 'clientFor' | 'readClient'> | undefined;
  /** Certificates of authorities to trust besides all others, in PEM. */
  authorities?: readonly string[] | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Makes the policy of an app. What it says is read anew for every request. */
export function createTlsPolicy(parts: TlsPolicyParts): TlsPolicy {
  const contexts = new Contexts();
  return {
    async rulesFor({ hostname, port }, verify) {
      const at = { host: hostname.toLowerCase(), port };
      const exception = exceptionFor(parts.settings.read().tls.exceptions, at, parts.now());
      const extra = [...(parts.certificates?.authorityTexts() ?? []), ...(parts.authorities ?? [])];
      const client = parts.certificates?.clientFor(at);
      const contextKey = `${contexts.mark(extra)} ${client?.id ?? ''}`;
      const key = `${contextKey} ${verify} ${exception?.fingerprint256 ?? ''} ${exception?.untilEpochMs ?? ''}`;
      const secret = client === undefined ? undefined : await parts.certificates?.readClient(client.id);
      const context =
        extra.length === 0 && secret === undefined
          ? undefined
          : contexts.get(contextKey, () => {
              const ca = extra.length === 0 ? {} : { ca: [...usualAuthorities(), ...extra] };
              if (secret === undefined) return ca;
              const passphrase = secret.passphrase === undefined ? {} : { passphrase: secret.passphrase };
              return secret.form === 'pem'
                ? { ...ca, ...passphrase, cert: secret.certificate, key: secret.key }
                : { ...ca, ...passphrase, pfx: Buffer.from(secret.base64, 'base64') };
            });
      return {
        verify,
        key,
        ...(exception === undefined
          ? {}
          : {
              exception: {
                fingerprint256: exception.fingerprint256,
                untilEpochMs: exception.untilEpochMs,
              },
            }),
        ...(context === undefined ? {} : { context }),
        ...(client === undefined ? {} : { clientCertificate: client.subject }),
      };
    },
  };
}

const mostContexts = 64;

/** Contexts are dear to make with some 150 authorities in them; those used last are kept. */
class Contexts {
  readonly #kept = new Map<string, tls.SecureContext>();
  #marked: readonly string[] = [];
  #mark = 0;

  /** A number for a list of authorities that changes when the list does. */
  mark(authorities: readonly string[]): number {
    const isSame =
      authorities.length === this.#marked.length &&
      authorities.every((text, index) => text === this.#marked[index]);
    if (!isSame) {
      this.#marked = authorities;
      this.#mark += 1;
    }
    return this.#mark;
  }

  get(key: string, options: () => tls.SecureContextOptions): tls.SecureContext {
    const kept = this.#kept.get(key) ?? tls.createSecureContext(options());
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostContexts && oldest !== undefined) this.#kept.delete(oldest);
    return kept;
  }
}

let usual: readonly string[] | undefined;

/**
 * What is trusted without anybody's doing. A list of one's own takes the place of the runtime's, NODE_EXTRA_CA_CERTS
 * included, so that file is read here where the runtime cannot give its list.
 */
function usualAuthorities(): readonly string[] {
  if (usual !== undefined) return usual;
  const own: unknown = Reflect.get(tls, 'getCACertificates');
  usual =
    typeof own === 'function'
      ? (own as (type: string) => string[])('default')
      : [...tls.rootCertificates, ...extraAuthorities()];
  return usual;
}

function extraAuthorities(): string[] {
  const path = process.env['NODE_EXTRA_CA_CERTS'];
  if (path === undefined || path === '') return [];
  try {
    return [readFileSync(path, 'utf8')];
  } catch {
    // The runtime has said so on standard error at its start.
    return [];
  }
}
