/** Schemas of GraphQL servers: asked for as the request would be sent, kept by its address, and refused with a reason. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { introspectionFromSchema } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildSchemaOf } from '../../core/graphql/build-schema.ts';
import { type Request, emptyRequest } from '../../core/http/request.ts';
import { type Bench, startBench } from '../oauth/testing/oauth-bench.ts';
import { oauth2 } from '../oauth/testing/oauth-bench.ts';
import { workspaceProfilePath } from '../storage/profile.ts';
import { type GraphqlServer, startGraphqlServer } from '../testing/graphql-server.ts';

const sdl =
  'type Query { "The one who asks" me: User } type User { id: ID!, password: String } scalar Moment';
const schema = buildSchemaOf(sdl, 'sdl');

let bench: Bench;
let server: GraphqlServer;

beforeEach(async () => {
  [bench, server] = await Promise.all([startBench(), startGraphqlServer(schema)]);
});
afterEach(async () => {
  await bench.close();
  await server.close();
});

const request = (more: Partial<Request> = {}): Request => ({
  ...emptyRequest(),
  method: 'POST',
  url: `${server.url}/graphql`,
  body: { type: 'graphql', query: '{ me { id } }', variables: '' },
  ...more,
});

async function codeOf(
  operation: 'graphql.getSchema' | 'graphql.openSchema' | 'graphql.loadSchema',
  input: unknown,
) {
  const reply = await bench.reply(operation, input);
  return reply.ok ? 'none' : reply.error.code;
}

async function readKept(id: string): Promise<string> {
  const { bodyId, schema: kept } = await bench.call('graphql.openSchema', { id });
  return Buffer.from(await bench.app.bodies.readAll(bodyId, kept.sizeBytes)).toString();
}

async function upload(text: string | Buffer): Promise<string> {
  async function* chunks() {
    yield await Promise.resolve(Buffer.from(text));
  }
  return (await bench.app.uploads.save(chunks())).uploadId;
}

describe('graphql.getSchema', () => {
  it('says which values it needs that are asked for, and asks with them', async () => {
    const { id: environmentId } = await bench.call('environment.create', {
      name: 'Dev',
      variables: [
        { key: 'key', initialValue: '', enabled: true, type: 'secret', source: { kind: 'ask' } },
        { key: 'inQuery', initialValue: '', enabled: true, type: 'secret', source: { kind: 'ask' } },
      ],
    });
    const draft = request({
      headers: [{ key: 'X-Key', value: '{{key}}' }],
      body: { type: 'graphql', query: '{ {{inQuery}} {{unknown}} }', variables: '' },
    });
    const input = { request: draft, environmentId };
    expect(await codeOf('graphql.getSchema', input)).toBe('ERR_VARIABLE_NOT_GIVEN');
    expect(server.received).toEqual([]);
    const scope = { kind: 'environment', id: environmentId } as const;
    await bench.call('value.give', { values: [{ scope, key: 'key', value: 'typed-canary' }] });
    await bench.call('graphql.getSchema', input);
    expect(server.received).toMatchObject([{ headers: { 'x-key': 'typed-canary' } }]);
  });

  it('asks as the request would be sent, and keeps the schema for its address', async () => {
    const environment = await bench.call('environment.create', {
      name: 'Dev',
      variables: [
        { key: 'url', initialValue: server.url, enabled: true, type: 'default' },
        { key: 'key', initialValue: '', currentValue: 's3cret-canary', enabled: true, type: 'secret' },
      ],
    });
    const { node } = await bench.call('item.create', { kind: 'collection', name: 'API' });
    const record = await bench.call('definition.read', { id: node.id });
    const auth = { type: 'bearer' as const, credentials: [{ key: 'token', value: '{{key}}' }] };
    await bench.call('definition.save', {
      id: node.id,
      revision: record.revision,
      definition: { ...record.definition, auth },
    });
    const input = {
      request: request({
        url: '{{url}}/graphql?version=2',
        headers: [{ key: 'X-Tenant', value: 'one' }],
        body: { type: 'graphql', query: '{ {{unknown}} }', variables: '{{unknown}}' },
        extractions: [
          { variable: 'me', target: 'globals', source: 'body', expression: '$.data.__schema.queryType.name' },
        ],
      }),
      parentId: node.id,
      environmentId: environment.id,
    };
    expect(await bench.call('graphql.findSchema', input)).toEqual({ id: expect.any(String) as string });
    expect(server.received).toEqual([]);

    const kept = await bench.call('graphql.getSchema', input);
    expect(kept).toMatchObject({ format: 'introspection' });
    expect(server.received).toMatchObject([
      {
        method: 'POST',
        url: '/graphql?version=2',
        headers: {
          authorization: 'Bearer s3cret-canary',
          'x-tenant': 'one',
          'content-type': 'application/json',
        },
      },
    ]);
    expect(Object.keys(buildSchemaOf(await readKept(kept.id), 'introspection').getTypeMap())).toContain(
      'Moment',
    );

    // The query and credentials of an address do not count; another path does.
    const found = (url: string) =>
      bench.call('graphql.findSchema', { ...input, request: { ...input.request, url } });
    expect((await found(`${server.url}/graphql`)).schema).toEqual(kept);
    expect((await found(`${server.url.replace('//', '//me:pw@')}/graphql?x=1#y`)).schema).toEqual(kept);
    expect((await found(`${server.url}/other`)).schema).toBeUndefined();
    expect(await found('{{nothing}}/graphql')).toEqual({});
    expect(server.received).toHaveLength(1);

    const globals = await bench.call('environment.read', { id: 'globals' });
    expect(globals.variables).toEqual([]);
    // The history is of sends; the console shows everything that left.
    expect((await bench.call('history.list', {})).entries).toEqual([]);
    await expect
      .poll(() =>
        bench.events.filter(({ name }) => name === 'console.exchanged').map(({ payload }) => payload),
      )
      .toMatchObject([{ source: 'graphqlSchema', exchange: { outcome: { status: 200 } } }]);
    expect((await bench.readProfile()).some((bytes) => bytes.includes('s3cret-canary'))).toBe(false);

    await bench.call('graphql.forgetSchema', { id: kept.id });
    await bench.call('graphql.forgetSchema', { id: kept.id });
    expect((await found(`${server.url}/graphql`)).schema).toBeUndefined();
    expect(await codeOf('graphql.openSchema', { id: kept.id })).toBe('ERR_GRAPHQL_SCHEMA_NOT_FOUND');
  });

  it('gets the token that the request would be sent with, bound to a key where that is wanted', async () => {
    server.before = ({ url }, response) => {
      if (url !== '/token') return false;
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ access_token: 'access-canary', token_type: 'DPoP', expires_in: 60 }));
      return true;
    };
    const auth = oauth2({
      accessTokenUrl: `${server.url}/token`,
      grantType: 'client_credentials',
      clientId: 'client-1',
      clientSecret: 'shh',
      dpop: 'on',
    });
    await bench.call('graphql.getSchema', { request: request({ auth }) });
    const { headers } = server.received.find(({ url }) => url === '/graphql') ?? {};
    expect(headers).toMatchObject({
      authorization: 'DPoP access-canary',
      dpop: expect.any(String) as string,
    });
  });

  it('does not take a secret to another host than it is for', async () => {
    const secret = {
      key: 'key',
      initialValue: '',
      currentValue: 's3cret-canary',
      enabled: true,
      type: 'secret',
    };
    const environment = await bench.call('environment.create', {
      name: 'Bound',
      variables: [{ ...secret, hosts: ['api.example.com'] }],
    });
    const headers = [{ key: 'X-Key', value: '{{key}}' }];
    const input = { request: request({ headers }), environmentId: environment.id };
    expect(await codeOf('graphql.getSchema', input)).toBe('ERR_SECRET_OTHER_HOST');
    expect(server.received).toEqual([]);
  });

  it('runs no script of the request, and none of its checks', async () => {
    const scripts = [{ type: 'beforeRequest', code: 'throw new Error("no")', language: 'text/javascript' }];
    const { scripts: found } = await bench.call('script.review', { request: request({ scripts }) });
    await bench.call('script.allow', { hashes: found.map(({ hash }) => hash) });
    expect(await codeOf('graphql.getSchema', { request: request({ scripts }) })).toBe('none');
  });

  it('asks an old server for what it knows', async () => {
    server.before = ({ query }, response) => {
      if (!query.includes('isOneOf')) return false;
      response.writeHead(400, { 'Content-Type': 'application/json' });
      response.end('{"errors":[{"message":"Cannot query field \\"isOneOf\\""}]}');
      return true;
    };
    expect(await codeOf('graphql.getSchema', { request: request() })).toBe('none');
    expect(server.received).toHaveLength(2);
  });

  it('does not keep what a server repeats of secrets', async () => {
    const secret = 'canary-0123456789-abcdefghij';
    server.before = ({ headers }, response) => {
      const text = JSON.stringify({ data: introspectionFromSchema(schema), token: headers['x-key'] });
      const said = text.replace('The one who asks', `You sent ${String(headers['x-key'])}`);
      response.writeHead(200, { 'Content-Type': 'application/json', 'X-Said': String(headers['x-key']) });
      response.end(said);
      return true;
    };
    const environment = await bench.call('environment.create', {
      name: 'Dev',
      variables: [
        { key: 'key', initialValue: '', currentValue: secret, enabled: true, type: 'secret' },
        // As weak as secrets are: it must not cross out names.
        { key: 'weak', initialValue: '', currentValue: 'password', enabled: true, type: 'secret' },
      ],
    });
    const headers = [
      { key: 'X-Key', value: '{{key}}' },
      { key: 'X-Weak', value: '{{weak}}' },
    ];
    const kept = await bench.call('graphql.getSchema', {
      request: request({ headers, url: `${server.url}/{{key}}` }),
      environmentId: environment.id,
    });
    const text = await readKept(kept.id);
    expect(text).toContain('You sent ••••••••');
    expect(text).toContain('"password"');
    expect(text).not.toContain('token');
    expect((await bench.readProfile()).some((bytes) => bytes.includes(secret))).toBe(false);
  });

  const json = { 'Content-Type': 'application/json' };
  it.each<[string, number, Record<string, string>, string]>([
    ['ERR_GRAPHQL_UNAUTHORISED', 401, json, '{"errors":[{"message":"Who are you?"}]}'],
    ['ERR_GRAPHQL_UNAUTHORISED', 403, {}, ''],
    ['ERR_GRAPHQL_INTROSPECTION_REFUSED', 400, json, '{"errors":[{"message":"Not here"}]}'],
    ['ERR_GRAPHQL_INTROSPECTION_REFUSED', 200, json, '{"data":{"__schema":null}}'],
    ['ERR_GRAPHQL_NOT_GRAPHQL', 200, { 'Content-Type': 'text/html' }, '<html>Hello</html>'],
    ['ERR_GRAPHQL_NOT_GRAPHQL', 404, json, '{"message":"Not found"}'],
    ['ERR_GRAPHQL_NOT_GRAPHQL', 204, {}, ''],
  ])('refuses with %s: %i', async (code, status, headers, body) => {
    server.before = (_received, response) => {
      response.writeHead(status, headers);
      response.end(body);
      return true;
    };
    expect(await codeOf('graphql.getSchema', { request: request() })).toBe(code);
    expect((await bench.call('graphql.findSchema', { request: request() })).schema).toBeUndefined();
  });

  it('refuses where introspection is off, and tells no secret of what the server says', async () => {
    server.isClosed = true;
    const reply = await bench.reply('graphql.getSchema', { request: request() });
    expect(reply.ok ? undefined : reply.error).toMatchObject({
      code: 'ERR_GRAPHQL_INTROSPECTION_REFUSED',
      details: { status: 200 },
    });
  });

  it('stops reading what is larger than a schema is', async () => {
    let sentBytes = 0;
    server.before = (_received, response) => {
      response.writeHead(200, json);
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      const write = () => {
        while (sentBytes < 100 * chunk.byteLength) {
          sentBytes += chunk.byteLength;
          if (!response.write(chunk)) return void response.once('drain', write);
        }
        response.end();
      };
      write();
      return true;
    };
    expect(await codeOf('graphql.getSchema', { request: request() })).toBe('ERR_GRAPHQL_SCHEMA_TOO_LARGE');
    expect(sentBytes).toBeLessThan(60 * 1024 * 1024);
  });

  it('says that nobody answers, and what cannot be sent', async () => {
    const { url } = server;
    await server.close();
    expect(await codeOf('graphql.getSchema', { request: request({ url }) })).toBe('ERR_GRAPHQL_NO_ANSWER');
    expect(await codeOf('graphql.getSchema', { request: request({ url: '{{gone}}' }) })).toBe(
      'ERR_VARIABLE_UNRESOLVED',
    );
    expect(await codeOf('graphql.getSchema', { request: request({ url: '' }) })).toBe(
      'ERR_REQUEST_INVALID_URL',
    );
  });

  it('is cancelled, and keeps what it had before', async () => {
    const before = await bench.call('graphql.getSchema', { request: request() });
    const asked = new Promise<void>((resolve) => {
      server.before = () => {
        resolve();
        return true;
      };
    });
    const reply = bench.reply('graphql.getSchema', { request: request() }, 'slow');
    await asked;
    bench.app.dispatcher.cancel('slow');
    expect(await reply).toMatchObject({ ok: false, error: { code: 'ERR_CALL_CANCELLED' } });
    expect((await bench.call('graphql.findSchema', { request: request() })).schema).toEqual(before);
  });
});

describe('graphql.loadSchema', () => {
  const load = async (text: string | Buffer, fileName = 'schema.graphql') => ({
    request: request(),
    uploadId: await upload(text),
    fileName,
  });

  it.each<[string, string, 'sdl' | 'introspection']>([
    ['the schema language', sdl, 'sdl'],
    ['an introspection', JSON.stringify({ data: introspectionFromSchema(schema) }), 'introspection'],
    [
      'an introspection without data',
      `\uFEFF${JSON.stringify(introspectionFromSchema(schema))}`,
      'introspection',
    ],
  ])('keeps a file of %s, without a byte on the network', async (_what, text, format) => {
    const kept = await bench.call('graphql.loadSchema', await load(text));
    expect(kept).toMatchObject({ format, fileName: 'schema.graphql' });
    expect((await bench.call('graphql.findSchema', { request: request() })).schema).toEqual(kept);
    expect(Object.keys(buildSchemaOf(await readKept(kept.id), format).getTypeMap())).toContain('Moment');
    expect(server.received).toEqual([]);
  });

  it.each([
    ['ERR_GRAPHQL_SCHEMA_INVALID', 'openapi: 3.1.0'],
    ['ERR_GRAPHQL_SCHEMA_INVALID', '{"info":{}}'],
    ['ERR_GRAPHQL_SCHEMA_INVALID', ''],
    ['ERR_GRAPHQL_SCHEMA_TOO_LARGE', Buffer.alloc(21 * 1024 * 1024, ' ')],
  ])('refuses with %s', async (code, text) => {
    expect(await codeOf('graphql.loadSchema', await load(text))).toBe(code);
    expect(await codeOf('graphql.loadSchema', { ...(await load(sdl)), uploadId: 'x'.repeat(20) })).toBe(
      'ERR_UPLOAD_NOT_FOUND',
    );
  });
});

describe('what is kept', () => {
  it('is one file for each address, and a damaged one is none', async () => {
    const kept = await bench.call('graphql.getSchema', { request: request() });
    const again = await bench.call('graphql.getSchema', { request: request() });
    expect(again.id).toBe(kept.id);
    const folder = join(workspaceProfilePath(bench.profilePath, bench.app.workspace.path), 'graphql-schemas');
    expect(await readdir(folder)).toEqual([`${kept.id}.schema`]);
  });
});
