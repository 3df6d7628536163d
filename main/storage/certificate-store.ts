import { randomUUID, type X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import {
  type AuthoritySummary,
  type ClientCertificateSummary,
  authoritySummarySchema,
  clientCertificateSummarySchema,
} from '../../core/http/stored-certificate.ts';
import type { Log } from '../log.ts';
import {
  type ClientFiles,
  type ClientSecret,
  readCertificate,
  readClientFiles,
} from './client-certificate.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import type { SecretStore } from './secret-store.ts';

/** Authorities that are trusted besides the usual ones, and this client's certificates, each for one host and port. */
export interface CertificateStore {
  authorities(): AuthoritySummary[];
  clients(): ClientCertificateSummary[];
  /** The certificates of all authorities, in PEM. */
  authorityTexts(): readonly string[];
  clientFor(at: { host: string; port: number }): ClientCertificateSummary | undefined;
  /** @throws AppError ERR_CERTIFICATE_NOT_FOUND, ERR_SECRET_UNREADABLE */
  readClient(id: string): Promise<ClientSecret>;
  /** @throws AppError ERR_CERTIFICATE_UNREADABLE, ERR_CERTIFICATE_EXISTS */
  addAuthority(name: string, bytes: Buffer): Promise<AuthoritySummary>;
  /** @throws AppError ERR_CERTIFICATE_UNREADABLE, ERR_CERTIFICATE_PASSPHRASE, ERR_CERTIFICATE_KEY_MISMATCH, ERR_CERTIFICATE_EXISTS */
  addClient(at: { host: string; port: number }, files: ClientFiles): Promise<ClientCertificateSummary>;
  /** Takes one away; the returned function puts it back. @throws AppError ERR_CERTIFICATE_NOT_FOUND */
  remove(id: string): Promise<() => Promise<void>>;
}

const storedAuthoritySchema = authoritySummarySchema.extend({ pem: z.string() });
const fileSchema = z.object({
  authorities: z.array(storedAuthoritySchema),
  clients: z.array(clientCertificateSummarySchema),
});
type Stored = z.infer<typeof fileSchema>;

const secretId = (id: string) => `certificate/${id}`;
/** More than any bundle of authorities in use. */
const mostAuthorities = 500;

/** Opens the certificates of a profile. Nothing is made until the first is kept. */
export async function createCertificateStore(
  path: string,
  secrets: SecretStore,
  context: { log: Log; now(): number; onChange(): void },
): Promise<CertificateStore> {
  const read = await readJsonFile(path, (value) => fileSchema.parse(value), context);
  return new Certificates(path, secrets, context, read ?? { authorities: [], clients: [] });
}

class Certificates implements CertificateStore {
  readonly #path: string;
  readonly #secrets: SecretStore;
  readonly #context: { onChange(): void };
  #stored: Stored;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(path: string, secrets: SecretStore, context: { onChange(): void }, stored: Stored) {
    this.#path = path;
    this.#secrets = secrets;
    this.#context = context;
    this.#stored = stored;
  }

  authorities(): AuthoritySummary[] {
    return this.#stored.authorities.map(({ pem: _pem, ...summary }) => summary);
  }

  clients(): ClientCertificateSummary[] {
    return [...this.#stored.clients];
  }

  authorityTexts(): readonly string[] {
    return this.#stored.authorities.map(({ pem }) => pem);
  }

  clientFor({ host, port }: { host: string; port: number }): ClientCertificateSummary | undefined {
    return this.#stored.clients.find((client) => client.host === host && client.port === port);
  }

  async readClient(id: string): Promise<ClientSecret> {
    const text = await this.#secrets.read(secretId(id));
    if (text === undefined) throw notFound();
    return JSON.parse(text) as ClientSecret;
  }

  async addAuthority(name: string, bytes: Buffer): Promise<AuthoritySummary> {
    const pems = splitCertificates(bytes);
    const parsed = pems.map((pem) => readCertificate(Buffer.from(pem)));
    const [first] = parsed;
    if (first === undefined) throw readFault();
    if (this.#stored.authorities.some((known) => known.fingerprint256 === first.fingerprint256)) {
      throw new AppError('ERR_CERTIFICATE_EXISTS', 'This authority is trusted already.');
    }
    if (!parsed.every((certificate) => certificate.ca)) {
      throw new AppError(
        'ERR_CERTIFICATE_UNREADABLE',
        'This file holds a certificate that may not issue others. Choose the certificate of the authority, not that of a server.',
      );
    }
    const pem = pems.join('\n');
    createSecureContext({ ca: pem });
    const summary = { ...summaryOf(first), name, count: pems.length };
    await this.#change((stored) => ({
      ...stored,
      authorities: [...stored.authorities, { ...summary, pem }],
    }));
    return summary;
  }

  async addClient(
    { host, port }: { host: string; port: number },
    files: ClientFiles,
  ): Promise<ClientCertificateSummary> {
    if (this.clientFor({ host, port }) !== undefined) {
      throw new AppError(
        'ERR_CERTIFICATE_EXISTS',
        `There is a client certificate for ${host}:${port} already. Remove it first.`,
      );
    }
    const { secret, certificate } = readClientFiles(files);
    const summary = { ...summaryOf(certificate), host, port, form: secret.form };
    await this.#secrets.write(secretId(summary.id), JSON.stringify(secret));
    await this.#change((stored) => ({ ...stored, clients: [...stored.clients, summary] }));
    return summary;
  }

  async remove(id: string): Promise<() => Promise<void>> {
    const authority = this.#stored.authorities.find((known) => known.id === id);
    const client = this.#stored.clients.find((known) => known.id === id);
    if (authority !== undefined) {
      await this.#change((stored) => without(stored, id));
      return () => this.#change((stored) => ({ ...stored, authorities: [...stored.authorities, authority] }));
    }
    if (client === undefined) throw notFound();
    const secret = await this.#secrets.read(secretId(id));
    await this.#change((stored) => without(stored, id));
    await this.#secrets.delete(secretId(id));
    return async () => {
      if (secret !== undefined) await this.#secrets.write(secretId(id), secret);
      await this.#change((stored) => ({ ...stored, clients: [...stored.clients, client] }));
    };
  }

  #change(change: (stored: Stored) => Stored): Promise<void> {
    const write = async () => {
      const next = change(this.#stored);
      await writeJsonFile(this.#path, next);
      this.#stored = next;
      this.#context.onChange();
    };
    const result = this.#writing.then(write, write);
    this.#writing = result.catch(() => undefined);
    return result;
  }
}

function without({ authorities, clients }: Stored, id: string): Stored {
  return {
    authorities: authorities.filter((known) => known.id !== id),
    clients: clients.filter((known) => known.id !== id),
  };
}

function splitCertificates(bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  if (!text.includes('-----BEGIN ')) return [readCertificate(bytes).toString()];
  const found = text.match(
    /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g,
  );
  if (found === null || found.length > mostAuthorities) throw readFault();
  return found;
}

function summaryOf(certificate: X509Certificate) {
  return {
    id: randomUUID(),
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    fingerprint256: certificate.fingerprint256,
    validToEpochSec: Math.floor(Date.parse(certificate.validTo) / 1000),
  };
}

/** Node gives a name with one part a line. */
const oneLine = (name: string | undefined) => (name ?? '').split('\n').join(', ');

const readFault = () =>
  new AppError(
    'ERR_CERTIFICATE_UNREADABLE',
    `This file holds no certificates that can be read, or more than ${mostAuthorities}.`,
  );

const notFound = () =>
  new AppError('ERR_CERTIFICATE_NOT_FOUND', 'That certificate is not kept here any more.');
