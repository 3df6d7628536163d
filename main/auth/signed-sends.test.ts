/** Authorizations that are worked out for each send: signed tokens, challenges that are answered, signed requests. */
import { createHash, createHmac, createVerify } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importJWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Auth } from '../../core/auth/auth.ts';
import { type Request, emptyRequest } from '../../core/http/request.ts';
import type { JsonValue } from '../../core/json-value.ts';
import {
  type Bench,
  type FakeServer,
  type Received,
  startBench,
  startFakeServer,
} from '../oauth/testing/oauth-bench.ts';

let bench: Bench;
let server: FakeServer;

beforeEach(async () => {
  [bench, server] = await Promise.all([startBench(), startFakeServer()]);
  server.answer = () => ({ body: { ok: true } });
});
afterEach(async () => {
  await bench.close();
  await server.close();
});

const auth = (type: string, values: Record<string, JsonValue>): Auth => ({
  type,
  credentials: Object.entries(values).map(([key, value]) => ({ key, value })),
});

const request = (more: Partial<Request> = {}): Request => ({
  ...emptyRequest(),
  url: `${server.url}/users?limit=2`,
  ...more,
});

async function send(more: Partial<Request>, environmentId?: string) {
  const { exchange } = await bench.call('request.send', { request: request(more), environmentId });
  if (exchange.outcome.kind !== 'response') throw new Error(JSON.stringify(exchange.outcome));
  return { exchange, status: exchange.outcome.status, last: server.received.at(-1) as Received };
}

const refusal = async (more: Partial<Request>) => {
  const reply = await bench.reply('request.send', { request: request(more) });
  return reply.ok ? undefined : reply.error;
};

async function secretEnvironment(hosts?: string[]) {
  const { id } = await bench.call('environment.create', {
    name: 'Dev',
    variables: [
      {
        key: 'secret',
        initialValue: '',
        currentValue: 's3cret-canary',
        enabled: true,
        type: 'secret',
        ...(hosts === undefined ? {} : { hosts }),
      },
    ],
  });
  return id;
}

const tokenOf = ({ headers }: Received) => headers.authorization?.replace(/^\S+ /, '') ?? '';

describe('JWT Bearer', () => {
  it('signs with a secret, and shows neither token nor secret', async () => {
    const environmentId = await secretEnvironment();
    const { exchange, last } = await send(
      {
        auth: auth('jwt', {
          algorithm: 'HS256',
          secret: '{{secret}}',
          payload: '{"sub":"me"}',
          lifetime: '60',
        }),
      },
      environmentId,
    );
    const { payload } = await jwtVerify(tokenOf(last), Buffer.from('s3cret-canary'));
    expect(payload).toMatchObject({ sub: 'me' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    expect(last.headers.authorization).toMatch(/^Bearer /);
    expect(JSON.stringify(exchange)).not.toContain(tokenOf(last));
    expect(JSON.stringify(exchange)).not.toContain('canary');
  });

  it('signs with a stored key, whose ID goes into the header', async () => {
    const key = await bench.call('key.generate', { name: 'Mine', alg: 'ES256' });
    const { last } = await send({
      auth: auth('jwt', { algorithm: 'ES256', keyId: key.id, payload: { sub: 'me' }, addTokenTo: 'header' }),
    });
    const { protectedHeader } = await jwtVerify(tokenOf(last), await importJWK(key.publicJwk, 'ES256'));
    expect(protectedHeader).toEqual({ kid: key.kid, typ: 'JWT', alg: 'ES256' });
  });

  it('puts the token into the query by its name', async () => {
    const { last } = await send({
      auth: auth('jwt', { secret: 'x', addTokenTo: 'queryParam', queryParamKey: 'jwt' }),
    });
    expect(last.path).toMatch(/^\/users\?limit=2&jwt=eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(last.headers.authorization).toBeUndefined();
  });

  it('says which algorithms a pasted key signs with', async () => {
    const key = await bench.call('key.generate', { name: 'Mine', alg: 'ES256' });
    const { text } = await bench.call('key.revealPrivate', { id: key.id, format: 'pem' });
    const fault = await refusal({
      auth: auth('jwt', { algorithm: 'RS256', privateKey: text }),
    });
    expect(fault).toMatchObject({ code: 'ERR_AUTH_INCOMPLETE', details: { field: 'algorithm' } });
    expect(fault?.message).toContain('ES256');
    const { last } = await send({
      auth: auth('jwt', { algorithm: 'ES256', privateKey: text }),
    });
    expect(tokenOf(last)).toMatch(/^eyJ/);
  });

  it('stays behind a typed header, and sends nothing where the payload is no object', async () => {
    const typed = await send({
      headers: [{ key: 'Authorization', value: 'Mine' }],
      auth: auth('jwt', { secret: '' }),
    });
    expect(typed.last.headers.authorization).toBe('Mine');
    expect(await refusal({ auth: auth('jwt', { secret: 'x', payload: 'oops' }) })).toMatchObject({
      code: 'ERR_AUTH_INCOMPLETE',
      details: { field: 'payload' },
    });
    expect(server.received).toHaveLength(1);
  });
});

describe('Digest', () => {
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const parameter = (value: string | undefined, name: string) =>
    new RegExp(`\\b${name}="?([^",]+)"?`).exec(value ?? '')?.[1] ?? '';
  let nonces = ['n1', 'n1'];

  /** A server that lets in who proves "circle" with the nonce it gave last; `nonces` are those it knows, one a request. */
  const guard = (password: string) => (received: Received) => {
    const nonce = nonces.shift() ?? 'last';
    const { authorization } = received.headers;
    const expected = md5(
      `${md5(`Mufasa:pride:${password}`)}:${nonce}:${parameter(authorization, 'nc')}:${parameter(authorization, 'cnonce')}:auth:${md5(`${received.method}:${received.path}`)}`,
    );
    if (parameter(authorization, 'response') === expected) return { body: { ok: true } };
    const isStale = authorization !== undefined && parameter(authorization, 'nonce') !== nonce;
    return {
      status: 401,
      headers: {
        'WWW-Authenticate': `Digest realm="pride", qop="auth", nonce="${nonces[0] ?? nonce}"${isStale ? ', stale=true' : ''}`,
      },
    };
  };
  const circle = auth('digest', { username: 'Mufasa', password: 'circle' });

  it('answers the challenge of the server', async () => {
    nonces = ['n0', 'n1'];
    server.answer = guard('circle');
    const { status, exchange } = await send({ auth: circle, method: 'POST' });
    expect(status).toBe(200);
    expect(server.received.map(({ headers }) => headers.authorization !== undefined)).toEqual([false, true]);
    expect(JSON.stringify(exchange)).not.toContain('circle');
  });

  it('renews a stale nonce once, and gives up where the password is wrong', async () => {
    nonces = ['n0', 'n1', 'n2'];
    const strict = guard('circle');
    let requests = 0;
    server.answer = (received) => {
      requests += 1;
      // The nonce of the first challenge is over when it comes back.
      if (requests === 2) nonces = ['other', 'n2'];
      return strict(received);
    };
    expect((await send({ auth: circle })).status).toBe(200);
    expect(server.received).toHaveLength(3);

    server.received.length = 0;
    nonces = ['n0', 'n1', 'n1'];
    server.answer = guard('another');
    expect((await send({ auth: circle })).status).toBe(401);
    expect(server.received).toHaveLength(2);
  });

  it('does not answer another host that a redirect leads to', async () => {
    const other = await startFakeServer();
    try {
      other.answer = () => ({ status: 401, headers: { 'WWW-Authenticate': 'Digest realm="x", nonce="y"' } });
      server.answer = () => ({ status: 302, headers: { Location: `${other.url}/there` } });
      expect((await send({ auth: circle })).status).toBe(401);
      expect(other.received).toHaveLength(1);
      expect(other.received[0]?.headers.authorization).toBeUndefined();
    } finally {
      await other.close();
    }
  });

  it('sends without where user and password are empty, and says so', async () => {
    server.answer = guard('circle');
    const { status, exchange } = await send({ auth: auth('digest', {}) });
    expect(status).toBe(401);
    expect(exchange.warnings.map(({ code }) => code)).toContain('emptyCredential');
    expect(server.received).toHaveLength(1);
  });
});

describe('AWS Signature', () => {
  const keys = { accessKey: 'AKID', secretKey: '{{secret}}', region: 'eu-central-1', service: 'execute-api' };

  it('signs what is sent, the bytes of a file too', async () => {
    const environmentId = await secretEnvironment();
    const path = join(bench.profilePath, '..', 'body.bin');
    await writeFile(path, 'of a file');
    await bench.call('file.allow', { paths: [path] });
    const { last, exchange } = await send(
      {
        method: 'PUT',
        body: { type: 'file', path },
        auth: auth('awsv4', { ...keys, sessionToken: 'session' }),
      },
      environmentId,
    );
    const { headers } = last;
    const stamp = String(headers['x-amz-date']);
    const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
    expect(names).toBe('content-type;host;x-amz-date;x-amz-security-token');
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    const canonical = [
      'PUT',
      '/users',
      'limit=2',
      ...names.split(';').map((name) => `${name}:${String(headers[name])}`),
      '',
      names,
      hash('of a file'),
    ].join('\n');
    const scope = `${stamp.slice(0, 8)}/eu-central-1/execute-api/aws4_request`;
    const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const key = scope.split('/').reduce<string | Buffer>(hmac, 'AWS4s3cret-canary');
    const signature = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, hash(canonical)].join('\n')).toString(
      'hex',
    );
    expect(headers.authorization).toContain(`Signature=${signature}`);
    expect(JSON.stringify(exchange)).not.toMatch(/canary|"session"|Signature=\w/);
  });

  it('refuses a host that its secret is not for, before anything leaves', async () => {
    const environmentId = await secretEnvironment(['aws.example']);
    const reply = await bench.reply('request.send', {
      request: request({ auth: auth('awsv4', keys) }),
      environmentId,
    });
    expect(reply.ok ? undefined : reply.error.code).toBe('ERR_SECRET_OTHER_HOST');
    expect(server.received).toHaveLength(0);
  });
});

describe('OAuth 1.0', () => {
  const header = ({ headers }: Received) =>
    Object.fromEntries(
      [...(headers.authorization ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        decodeURIComponent(value),
      ]),
    );

  it('signs query and form with an RSA key that was pasted', async () => {
    const key = await bench.call('key.generate', { name: 'Mine', alg: 'RS256' });
    const { text } = await bench.call('key.revealPrivate', { id: key.id, format: 'pem' });
    const { last } = await send({
      method: 'POST',
      body: { type: 'urlencoded', rows: [{ key: 'name', value: 'a b' }] },
      auth: auth('oauth1', {
        consumerKey: 'me',
        signatureMethod: 'RSA-SHA256',
        privateKey: text,
        timestamp: '1',
        nonce: '2',
      }),
    });
    const { oauth_signature: signature = '' } = header(last);
    const base = `POST&${encodeURIComponent(`${server.url}/users`)}&${encodeURIComponent(
      'limit=2&name=a%20b&oauth_consumer_key=me&oauth_nonce=2&oauth_signature_method=RSA-SHA256&oauth_timestamp=1',
    )}`;
    const verifier = createVerify('sha256').update(base);
    expect(verifier.verify({ key: key.publicJwk, format: 'jwk' }, signature, 'base64')).toBe(true);
  });

  it('makes nonces of its own, and says where settings of a query are not followed', async () => {
    const settings = { consumerKey: 'me', consumerSecret: 'c-canary', addParamsToHeader: false };
    const [first, second] = [
      await send({ auth: auth('oauth1', settings) }),
      await send({ auth: auth('oauth1', settings) }),
    ];
    expect(header(first.last)['oauth_nonce']).not.toBe(header(second.last)['oauth_nonce']);
    expect(first.exchange.warnings.map(({ code }) => code)).toContain('oauth1InHeader');
    expect(JSON.stringify(first.exchange)).not.toContain('canary');
  });
});

describe('Hawk', () => {
  it('proves what is sent, its body too, and shows neither key nor proof', async () => {
    const environmentId = await secretEnvironment();
    const { last, exchange } = await send(
      {
        method: 'POST',
        body: { type: 'raw', language: 'json', content: '{"a":1}' },
        auth: auth('hawk', { authId: 'me', authKey: '{{secret}}', includePayloadHash: true }),
      },
      environmentId,
    );
    const part = (name: string) =>
      new RegExp(`${name}="([^"]*)"`).exec(last.headers.authorization ?? '')?.[1] ?? '';
    const hash = createHash('sha256').update('hawk.1.payload\napplication/json\n{"a":1}\n').digest('base64');
    expect(part('hash')).toBe(hash);
    const { port } = new URL(server.url);
    const text = `hawk.1.header\n${part('ts')}\n${part('nonce')}\nPOST\n/users?limit=2\n127.0.0.1\n${port}\n${hash}\n\n`;
    expect(part('mac')).toBe(createHmac('sha256', 's3cret-canary').update(text).digest('base64'));
    expect(JSON.stringify(exchange)).not.toMatch(/canary|mac=/);
  });
});

describe('Akamai EdgeGrid', () => {
  const keys = { accessToken: 'a-canary', clientToken: 'c-canary', clientSecret: '{{secret}}' };

  it('signs what is sent, of a body the beginning only', async () => {
    const environmentId = await secretEnvironment();
    const { last, exchange } = await send(
      {
        method: 'POST',
        body: { type: 'raw', language: 'text', content: 'beginning and end' },
        headers: [{ key: 'X-One', value: ' of  two ' }],
        auth: auth('edgegrid', { ...keys, maxBodySize: 9, headersToSign: 'X-One' }),
      },
      environmentId,
    );
    const line = last.headers.authorization ?? '';
    const unsigned = line.slice(0, line.indexOf('signature='));
    const timestamp = /timestamp=([^;]+)/.exec(line)?.[1] ?? '';
    const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');
    const hash = createHash('sha256').update('beginning').digest('base64');
    const { host } = new URL(server.url);
    const text = ['POST', 'http', host, '/users?limit=2', 'x-one:of two', hash, unsigned].join('\t');
    expect(line).toBe(`${unsigned}signature=${hmac(hmac('s3cret-canary', timestamp), text)}`);
    expect(JSON.stringify(exchange)).not.toMatch(/canary|signature=/);
  });

  it('signs nothing for a host that a redirect leads to', async () => {
    const other = await startFakeServer();
    try {
      server.answer = () => ({ status: 302, headers: { Location: `${other.url}/there` } });
      other.answer = () => ({ body: {} });
      await send({ auth: auth('edgegrid', { ...keys, clientSecret: 'x' }) });
      expect(other.received[0]?.headers.authorization).toBeUndefined();
    } finally {
      await other.close();
    }
  });
});

describe('ASAP', () => {
  it('signs a token with a key that was pasted', async () => {
    const key = await bench.call('key.generate', { name: 'Mine', alg: 'RS256' });
    const { text } = await bench.call('key.revealPrivate', { id: key.id, format: 'pem' });
    const { last, exchange } = await send({
      auth: auth('asap', { iss: 'us', aud: 'them', kid: 'us/1', privateKey: text, exp: '60' }),
    });
    const { payload, protectedHeader } = await jwtVerify(
      tokenOf(last),
      await importJWK(key.publicJwk, 'RS256'),
      { audience: 'them', issuer: 'us' },
    );
    expect(protectedHeader).toEqual({ alg: 'RS256', kid: 'us/1' });
    expect(payload).toMatchObject({ sub: 'us', jti: expect.any(String) });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    expect(JSON.stringify(exchange)).not.toContain(tokenOf(last));
  });
});

describe('before it is sent', () => {
  it.each<[Auth, string]>([
    [auth('jwt', { secret: 'x' }), 'Bearer'],
    [auth('digest', { username: 'a', password: 'b' }), 'Digest'],
    [auth('awsv4', { accessKey: 'a', secretKey: 'b' }), 'AWS4-HMAC-SHA256'],
    [auth('oauth1', { consumerKey: 'a' }), 'OAuth'],
    [auth('hawk', { authId: 'a', authKey: 'b' }), 'Hawk'],
    [auth('edgegrid', { accessToken: 'a', clientToken: 'b', clientSecret: 'c' }), 'EG1-HMAC-SHA256'],
  ])('the preview and the code name the authorization of %j', async (given, scheme) => {
    const preview = await bench.call('request.preview', { request: request({ auth: given }) });
    expect(preview.problem).toBeUndefined();
    const line = preview.headers.find(({ name }) => name === 'Authorization');
    expect(line).toMatchObject({ origin: 'auth', value: expect.stringMatching(new RegExp(`^${scheme} `)) });
    const { code, remarks } = await bench.call('request.generateCode', {
      request: request({ auth: given }),
      target: 'curl',
    });
    expect(code).toContain(`Authorization: ${scheme} <`);
    expect(remarks.map(({ code: name }) => name)).toContain('authorizationNotRepeatable');
    expect(server.received).toHaveLength(0);
  });
});
