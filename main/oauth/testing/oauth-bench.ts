import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Auth } from '../../../core/auth/auth.ts';
import { writeOAuth2Config } from '../../../core/auth/oauth2/config-format.ts';
import { type OAuth2Config, newOAuth2Config } from '../../../core/auth/oauth2/config.ts';
import type { BridgeEvent, Reply } from '../../../core/bridge.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../../core/contract.ts';
import { type App, createApp } from '../../app.ts';
import type { Host } from '../../host.ts';
import { createLog } from '../../log.ts';
import { createNodeHost } from '../../node-host.ts';

/** A request as the fake server got it. */
export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  form: URLSearchParams;
}

/** What the fake server answers with. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A loopback server whose answers a test decides. */
export interface FakeServer {
  url: string;
  received: Received[];
  answer: (request: Received) => Answer | Promise<Answer>;
  close(): Promise<void>;
}

export async function startFakeServer(): Promise<FakeServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const received: Received = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        form: new URLSearchParams(Buffer.concat(chunks).toString()),
      };
      fake.received.push(received);
      void Promise.resolve(fake.answer(received)).then(({ status = 200, headers = {}, body = {} }) => {
        response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeServer = {
    url: `http://127.0.0.1:${port}`,
    received: [],
    answer: () => ({ status: 404 }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

/** Gives a port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** A running app with a profile of its own and a browser that only takes notes. */
export interface Bench {
  app: App;
  profilePath: string;
  /** Addresses the browser was asked to open. */
  opened: string[];
  events: BridgeEvent[];
  logged: string[];
  clock: { offsetMs: number };
  call<N extends OperationName>(
    name: N,
    input: OperationInput<N>,
    callId?: string,
  ): Promise<OperationOutput<N>>;
  reply(name: OperationName, input: unknown, callId?: string): Promise<Reply>;
  /** Every byte of the profile, as one text for each file. */
  readProfile(): Promise<Buffer[]>;
  close(): Promise<void>;
}

export async function startBench(more: Partial<Host> = {}): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-oauth-'));
  const opened: string[] = [];
  const events: BridgeEvent[] = [];
  const logged: string[] = [];
  const clock = { offsetMs: 0 };
  const profilePath = join(folder, 'profile');
  const app = await createApp({
    host: {
      ...createNodeHost('web', folder),
      openLink: (url) => {
        opened.push(url);
        return Promise.resolve();
      },
      ...more,
    },
    version: '0.0.0-test',
    profilePath,
    workspacePath: join(folder, 'workspace'),
    log: createLog((line) => logged.push(line)),
    now: () => Date.now() + clock.offsetMs,
  });
  app.subscribe((event) => events.push(event));
  let calls = 0;
  const reply: Bench['reply'] = (name, input, callId = `bench-${(calls += 1)}`) =>
    app.dispatcher.call(callId, name, input);
  return {
    app,
    profilePath,
    opened,
    events,
    logged,
    clock,
    reply,
    async call<N extends OperationName>(name: N, input: OperationInput<N>, callId?: string) {
      const answered = await reply(name, input, callId);
      if (!answered.ok) throw new Error(JSON.stringify(answered.error));
      return answered.value as OperationOutput<N>;
    },
    async readProfile() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
    },
    async close() {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An OAuth 2.0 authorization with some fields set. */
export function oauth2(fields: Partial<OAuth2Config>): Auth {
  return writeOAuth2Config({ type: 'oauth2', credentials: [] }, { ...newOAuth2Config(), ...fields });
}
