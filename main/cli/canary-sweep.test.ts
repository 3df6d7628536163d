import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { type FakeServer, type Received, freePort, startFakeServer } from '../oauth/testing/oauth-bench.ts';
import { type Sweep, startSweep } from './testing/sweep.ts';
import { type Course, sweepSteps } from './testing/sweep-steps.ts';

let outside: string;
let server: FakeServer;
let sweep: Sweep;

beforeAll(() => build({ only: ['script-guest', 'script-libraries', 'script-runner'], quiet: true }));
beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'postern-outside-'));
  server = await startFakeServer();
  sweep = await startSweep(outside);
  server.answer = answerOf;
});
afterEach(async () => {
  await sweep.close();
  await server.close();
  await rm(outside, { recursive: true, force: true });
});

/** Operations that hold no secret of the user, each with the reason. */
const notSwept: Record<string, string> = {
  'app.pickFiles': 'a native picker of paths',
  'sandbox.start': 'a child process with data of its own',
  'sandbox.stop': 'as above',
  'sandbox.reset': 'as above',
  'sandbox.install': 'as above',
};

const one = (text: string | undefined) => (text ?? '').replace(/[^\x20-\x7e]/g, '?');

function tokens(): object {
  const { canaries } = sweep;
  return {
    access_token: canaries.make(),
    refresh_token: canaries.make(),
    token_type: 'Bearer',
    expires_in: 3600,
    device_secret: canaries.make(),
    registrationAccessToken: canaries.make(),
  };
}

/** The answer to an introspection, with words in it. */
function schemaSaying(description: string): object {
  const int = { kind: 'SCALAR', name: 'Int' };
  const field = {
    name: 'a',
    description,
    args: [],
    type: int,
    deprecationReason: description,
    isDeprecated: true,
  };
  const query = { kind: 'OBJECT', name: 'Query', description, fields: [field], interfaces: [] };
  return { data: { __schema: { queryType: { name: 'Query' }, types: [query, int], directives: [] } } };
}

/** An API and authorization server that repeats everything it is sent. */
function answerOf({ path, headers, form }: Received) {
  const echo = {
    'X-Echo-Authorization': one(headers.authorization),
    'X-Echo-Dpop': one(String(headers['dpop'] ?? '')),
    'X-Echo-Key': one(String(headers['x-api-key'] ?? headers['x-anything'] ?? '')),
    'X-Echo-Cookie': one(headers.cookie),
    'X-Echo-Url': one(path),
  };
  const said = `${one(headers.authorization)} ${form.toString()} ${[...form.values()].map(one).join(' ')}`;
  const cookie = { 'Set-Cookie': `sid=${sweep.canaries.make()}; Path=/` };
  switch (path) {
    case '/token':
      return {
        headers: { ...echo, ...cookie },
        body: { ...tokens(), ...(headers['dpop'] === undefined ? {} : { token_type: 'DPoP' }) },
      };
    case '/refuse':
      return { status: 401, headers: echo, body: { error: 'invalid_client', error_description: said } };
    case '/html':
      return { status: 400, headers: { ...echo, 'Content-Type': 'text/html' }, body: `<html>${said}</html>` };
    case '/moved':
      return {
        status: 307,
        headers: { ...echo, Location: `${server.url}/x?said=${encodeURIComponent(said)}` },
      };
    case '/odd':
      return { headers: echo, body: `access_token_is=${said}` };
    case '/device':
      return {
        body: {
          device_code: sweep.canaries.make(),
          user_code: 'ABCD',
          verification_uri: `${server.url}/activate`,
          expires_in: 60,
          interval: 0.01,
        },
      };
    case '/par':
      return { status: 201, headers: echo, body: { request_uri: 'urn:x:1', expires_in: 60 } };
    case '/introspect':
      return { headers: echo, body: { active: true, token: form.get('token') } };
    case '/userinfo':
      return { headers: echo, body: { sub: 'u', said: one(headers.authorization) } };
    case '/keys':
      return { body: { keys: [] } };
    case '/api/extract':
      return { headers: { ...echo, ...cookie }, body: {} };
    default:
      if (path.startsWith('/graphql-refuse')) return { body: { errors: [{ message: `No: ${said}` }] } };
      if (path.startsWith('/graphql'))
        return { headers: echo, body: schemaSaying(`You sent ${said} ${path}`) };
      if (path.startsWith('/.well-known/'))
        return { body: { issuer: server.url, token_endpoint: `${server.url}/token` } };
      if (path.startsWith('/api/moved')) {
        return {
          status: 302,
          headers: { ...echo, Location: `/api/landed${path.slice('/api/moved'.length)}` },
        };
      }
      return { headers: { ...echo, ...cookie }, body: {} };
  }
}

describe('secrets that stand in requests themselves', () => {
  it('are not in what is exported, unless they are asked for', async () => {
    const secrets = {
      basic: sweep.canaries.make(),
      token: sweep.canaries.make(),
      header: sweep.canaries.make(),
    };
    const bearer = { type: 'bearer', bearer: [{ key: 'token', value: secrets.token, type: 'string' }] };
    const basic = { type: 'basic', basic: [{ key: 'password', value: secrets.basic, type: 'string' }] };
    const header = [{ key: 'Authorization', value: `SSWS ${secrets.header}` }];
    const request = { method: 'GET', url: 'http://x.test/', auth: basic, header };
    const text = JSON.stringify({
      info: { name: 'C', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      item: [{ name: 'R', request }],
      auth: bearer,
    });
    const { collections } = await sweep.call('import.run', { sources: [{ kind: 'text', text }] });
    const id = collections[0]?.id ?? '';
    const read = async (includeSecrets: boolean) => {
      const exported = await sweep.call('collection.export', { id, format: 'postman-2.1', includeSecrets });
      return Buffer.from(await sweep.app.bodies.readAll(exported.bodyId, 1e7));
    };
    expect(sweep.canaries.find(await read(false))).toEqual([]);
    expect(sweep.canaries.find(await read(true))).not.toEqual([]);
  });
});

describe('200 secrets through every feature', () => {
  it('show up nowhere but where the user asks to see one', async () => {
    const port = await freePort();
    const course: Course = {
      sweep,
      server,
      outside,
      port,
      environmentId: '',
      collectionId: '',
      keyId: '',
      tokenIds: [],
    };
    for (const step of Object.values(sweepSteps)) await step(course);
    expect(sweep.unused().filter((name) => !(name in notSwept))).toEqual([]);
    expect(sweep.canaries.count).toBeGreaterThanOrEqual(200);
    expect(await sweep.search()).toEqual([]);
    // Nothing was connected to, or looked up, that no step names; the one name that is nowhere ends in `.invalid`.
    const named = [new URL(server.url).host, `127.0.0.1:${port}`, '127.0.0.1:1'];
    expect(sweep.reached()).toEqual(expect.arrayContaining(named));
    expect(sweep.reached().filter((place) => !named.includes(place) && !place.endsWith('.invalid'))).toEqual(
      [],
    );
  }, 60_000);
});
