import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CookieJar } from 'tough-cookie';
import type { HeaderPairs } from '../../../core/http/exchange.ts';
import { isCredentialHeader } from '../../../core/http/sensitive-headers.ts';
import type { WireRequest } from '../../../core/http/wire-request.ts';
import { type Settings, settingsSchema } from '../../../core/settings.ts';
import { cancelledBy } from '../../cancellation.ts';
import { type BodyStore, createBodyStore } from '../../storage/body-store.ts';
import type { CertificateStore } from '../../storage/certificate-store.ts';
import type { CookieStore } from '../../storage/cookie-store.ts';
import { createTemporaryDirectory } from '../../storage/temporary-directory.ts';
import { type HttpClient, type SendOptions, type SendResult, createHttpClient } from '../http-client.ts';
import type { ProxyEnvironment } from '../proxy-route.ts';

/** A client with its own stores, and short ways to use it. */
export interface TestClient {
  client: HttpClient;
  bodies: BodyStore;
  jar: CookieJar;
  /** Read at each send; a test changes them in place. */
  settings: Settings;
  directory: string;
  /** Sends a GET, or what is said; never with another test's cookies. */
  send(
    url: string,
    request?: Partial<WireRequest>,
    options?: Partial<SendOptions> & { signal?: AbortSignal },
  ): Promise<SendResult>;
  /** The body of an answer. */
  readBody(result: SendResult): Promise<Buffer>;
  close(): Promise<void>;
}

/** Makes a client whose bodies go to a new temporary folder. */
export async function createTestClient(
  proxy: Partial<Settings['proxy']> = { mode: 'none' },
  environment: ProxyEnvironment = {},
  authorities: readonly string[] = [],
  more: { certificates?: CertificateStore; now?: () => number } = {},
): Promise<TestClient> {
  const directory = await mkdtemp(join(tmpdir(), 'postern-http-'));
  const bodies = createBodyStore(createTemporaryDirectory(directory));
  const jar = new CookieJar();
  let changeCount = 0;
  const cookies: CookieStore = {
    jar,
    get changeCount() {
      return changeCount;
    },
    touch: () => (changeCount += 1),
    close: () => Promise.resolve(),
  };
  const settings = settingsSchema.parse({ proxy });
  const client = createHttpClient({
    bodies,
    cookies,
    settings: { read: () => settings, proxy: () => settings.proxy },
    environment,
    ...(authorities.length === 0 ? {} : { authorities }),
    ...more,
  });
  return {
    client,
    bodies,
    jar,
    settings,
    directory,
    send(url, request = {}, { signal = new AbortController().signal, ...options } = {}) {
      const headers = request.headers ?? [];
      return client.send(
        {
          method: 'GET',
          url,
          sensitiveHeaders: credentialNames(headers),
          secrets: [],
          ...request,
          headers,
        },
        {
          cancel: cancelledBy(signal),
          timeoutMs: 10_000,
          followRedirects: true,
          maxRedirects: 10,
          verifyTls: true,
          maxResponseBytes: 64 * 1024 * 1024,
          protocolVersion: 'auto',
          useCookies: true,
          ...options,
        },
      );
    },
    async readBody(result) {
      if (result.outcome.kind !== 'response') throw new Error(`no answer: ${result.outcome.failure.code}`);
      return Buffer.from(await bodies.readAll(result.outcome.body.bodyId, 256 * 1024 * 1024));
    },
    async close() {
      await client.close();
      await bodies.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function credentialNames(headers: HeaderPairs): string[] {
  return headers.map(([name]) => name.toLowerCase()).filter(isCredentialHeader);
}

/** How a send ended, in one word: the status, or the code of the failure; with why a body is not whole. */
export function verdict(result: SendResult): string {
  const { outcome } = result;
  if (outcome.kind === 'failure') return outcome.failure.code;
  return outcome.body.incomplete === undefined
    ? String(outcome.status)
    : `${outcome.status} ${outcome.body.incomplete} ${result.warnings.map(({ code }) => code).join(',')}`;
}
