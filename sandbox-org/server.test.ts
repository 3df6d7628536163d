import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from './read-body.ts';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';
import { isJsonObject } from './json-value.ts';
import { lineOf, linesOf, send, textAt, type WireAnswer } from './test-client.ts';

let org: SandboxOrg;
beforeAll(async () => {
  org = await createSandboxOrg();
});
afterAll(() => org.close());

/** Every refusal has these five keys and nothing more. */
function expectRefusal(answer: WireAnswer, status: number, code: string): void {
  expect([answer.status, textAt(answer.json, 'errorCode')]).toEqual([status, code]);
  expect(Object.keys(isJsonObject(answer.json) ? answer.json : {})).toEqual([
    'errorCode',
    'errorSummary',
    'errorLink',
    'errorId',
    'errorCauses',
  ]);
  expect(textAt(answer.json, 'errorLink')).toBe(code);
  expect(textAt(answer.json, 'errorId')).toMatch(/^oae[\w-]{22}$/);
  expect(lineOf(answer, 'content-type')).toBe('application/json');
  expect(lineOf(answer, 'x-okta-request-id')).toMatch(/^[\w-]{27}$/);
}

/** Writes bytes to the org's port and gives what comes back until the connection ends. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(org.url).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setTimeout(5000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

describe('the server', () => {
  it('listens on 127.0.0.1 and nowhere else', async () => {
    expect(org.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    for (const address of ['::1', ...outside]) {
      await expect(
        new Promise((resolve, reject) => {
          const socket = connect(Number(new URL(org.url).port), address, () => resolve('connected'));
          socket.on('error', reject);
        }),
      ).rejects.toMatchObject({ code: expect.stringMatching(/^E/) as string });
    }
  });

  it('answers JSON with the headers of an API', async () => {
    const answer = await send(org, 'GET', '/api/v1/users/me');
    expect(answer.status).toBe(200);
    expect(lineOf(answer, 'content-type')).toBe('application/json');
    expect(lineOf(answer, 'cache-control')).toBe('no-cache, no-store');
    expect(lineOf(answer, 'x-content-type-options')).toBe('nosniff');
    expect(lineOf(answer, 'x-okta-request-id')).toMatch(/^[\w-]{27}$/);
    expect(Math.abs(Date.parse(lineOf(answer, 'date') ?? '') - Date.now())).toBeLessThan(5000);
  });

  it('gives each answer a request id of its own', async () => {
    const ids = new Set<string | undefined>();
    for (const path of [
      '/',
      '/api/v1/users',
      '/api/v1/users',
      '/nowhere',
      '/.well-known/okta-organization',
    ]) {
      ids.add(lineOf(await send(org, 'GET', path), 'x-okta-request-id'));
    }
    expect(ids.size).toBe(5);
    expect(ids.has(undefined)).toBe(false);
  });

  it('speaks to no other origin: no CORS header, not even for a preflight', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'GET' };
    const answers = [
      await send(org, 'OPTIONS', '/api/v1/users', { headers }),
      await send(org, 'GET', '/api/v1/users', { headers }),
      await send(org, 'GET', '/', { headers }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([405, 200, 200]);
    for (const { headerLines } of answers) {
      expect(headerLines.filter(([name]) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

describe('authentication', () => {
  it('takes the API token under SSWS, in any letter case of the scheme', async () => {
    for (const scheme of ['SSWS', 'ssws']) {
      const headers = { authorization: `${scheme} ${org.apiToken}` };
      expect((await send(org, 'GET', '/api/v1/users/me', { headers })).status).toBe(200);
    }
  });

  it.each([
    ['none', undefined],
    ['empty', ''],
    ['a wrong token', 'SSWS 00wrong'],
    ['the wrong scheme', 'Bearer TOKEN'],
    ['Basic', 'Basic TOKEN'],
    ['no scheme', 'TOKEN'],
    ['no space', 'SSWSTOKEN'],
    ['something behind it', 'SSWS TOKEN x'],
    ['the token shortened', 'SSWS TOKE'],
  ])('refuses %s', async (_what, template) => {
    const headers: Record<string, string> =
      template === undefined ? {} : { authorization: template.replace('TOKEN', org.apiToken) };
    expectRefusal(await send(org, 'GET', '/api/v1/users', { headers, authorized: false }), 401, 'E0000011');
  });

  it('refuses before it reads or changes anything', async () => {
    const body = { profile: { name: 'Uninvited' } };
    expectRefusal(await send(org, 'POST', '/api/v1/groups', { body, authorized: false }), 401, 'E0000011');
    expect((await send(org, 'GET', '/api/v1/groups?q=Uninvited')).json).toEqual([]);
  });

  it('has another token at each start, of the form of a real one', async () => {
    const other = await createSandboxOrg();
    expect(org.apiToken).toMatch(/^00[\w-]{40}$/);
    expect(other.apiToken).toMatch(/^00[\w-]{40}$/);
    expect(other.apiToken).not.toBe(org.apiToken);
    const wrong = await send({ ...org, apiToken: other.apiToken }, 'GET', '/api/v1/users');
    expectRefusal(wrong, 401, 'E0000011');
    await other.close();
  });
});

describe('requests that cannot be served', () => {
  it.each([
    '/api/v1/nothing',
    '/nowhere',
    '/api',
    '/api/v1/users/me/',
    '/favicon.ico',
    '/api/v1/users/%E0%A4%A',
  ])('answers 404 at %s', async (path) => {
    expectRefusal(await send(org, 'GET', path), 404, 'E0000008');
  });

  it('answers 405 with the methods that exist', async () => {
    const answer = await send(org, 'PUT', '/api/v1/users', { body: {} });
    expectRefusal(answer, 405, 'E0000022');
    expect(lineOf(answer, 'allow')).toBe('GET, POST');
    expectRefusal(await send(org, 'DELETE', '/'), 405, 'E0000022');
    expectRefusal(await send(org, 'PATCH', '/api/v1/users/me', { body: {} }), 405, 'E0000022');
  });

  it.each(['{', '[]', '"text"', 'null', '{"a":1}x', '\u0000', '{"profile":{"name":"\u{1F600}"}}'])(
    'answers 400 to the body %s',
    async (rawBody) => {
      expectRefusal(await send(org, 'POST', '/api/v1/groups', { rawBody }), 400, 'E0000003');
    },
  );

  it('answers 400 to a body that is not UTF-8, and to none where one is needed', async () => {
    const rawBody = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    expectRefusal(await send(org, 'POST', '/api/v1/groups', { rawBody }), 400, 'E0000003');
    expectRefusal(await send(org, 'POST', '/api/v1/groups'), 400, 'E0000003');
  });

  it('answers 411 to a POST and a PUT without a length', async () => {
    for (const [method, path] of [
      ['POST', '/api/v1/users/me/lifecycle/unlock'],
      ['PUT', '/api/v1/users/me'],
    ]) {
      const answer = await raw(
        `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: SSWS ${org.apiToken}\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 411 /);
      expect(answer).toContain('"errorCode":"E0000003"');
    }
  });

  it('reads a body that comes in chunks', async () => {
    const body = { profile: { name: 'In pieces' } };
    const answer = await send(org, 'POST', '/api/v1/groups', { body, chunked: true });
    expect(answer.status).toBe(200);
  });

  it('answers 413 to a body over the limit, however its length is told', async () => {
    const rawBody = JSON.stringify({ profile: { name: 'x'.repeat(MAX_BODY_BYTES) } });
    for (const chunked of [false, true]) {
      expectRefusal(await send(org, 'POST', '/api/v1/groups', { rawBody, chunked }), 413, 'E0000003');
    }
  });

  it('reads a body of exactly the limit', async () => {
    const frame = JSON.stringify({ profile: { name: '' } }).length;
    const rawBody = JSON.stringify({ profile: { name: 'x'.repeat(MAX_BODY_BYTES - frame) } });
    expect(rawBody).toHaveLength(MAX_BODY_BYTES);
    expectRefusal(await send(org, 'POST', '/api/v1/groups', { rawBody }), 400, 'E0000001');
  });

  it('asks for JSON both ways', async () => {
    const body = { profile: { name: 'Typed' } };
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', '']) {
      const headers = { 'content-type': type };
      expectRefusal(await send(org, 'POST', '/api/v1/groups', { body, headers }), 400, 'E0000021');
    }
    expectRefusal(
      await send(org, 'GET', '/api/v1/users', { headers: { accept: 'text/html' } }),
      400,
      'E0000021',
    );
    for (const accept of ['*/*', 'application/json; okta-version=1.0.0', 'text/html, application/*;q=0.8']) {
      expect((await send(org, 'GET', '/api/v1/users', { headers: { accept } })).status).toBe(200);
    }
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect((await send(org, 'POST', '/api/v1/groups', { body, headers })).status).toBe(200);
  });

  it('answers in the same shape to what is not HTTP', async () => {
    const answer = await raw('NONSENSE\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"errorCode":"E0000003"');
    expect(answer.toLowerCase()).toContain('x-okta-request-id: ');
  });

  it('takes the path of a full address, and ignores the host in it', async () => {
    const answer = await raw(
      'GET http://elsewhere.example/nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toContain('elsewhere');
    expect(await raw('GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('answers 500 to a defect of its own, and tells it under the same id', async () => {
    const told: string[] = [];
    const broken = await createSandboxOrg({
      // The clock is asked at the start, for the Date header and for the rate limit; then it breaks.
      now: failingAfter(3),
      reportDefect: (errorId) => told.push(errorId),
    });
    const answer = await send(broken, 'POST', '/api/v1/groups', { body: { profile: { name: 'x' } } });
    expectRefusal(answer, 500, 'E0000009');
    expect(told).toEqual([textAt(answer.json, 'errorId')]);
    expect(answer.bytes.toString()).not.toContain('broken clock');
    await broken.close();
  });
});

function failingAfter(calls: number): () => number {
  let left = calls;
  return () => {
    left -= 1;
    if (left < 0) throw new Error('broken clock');
    return Date.now();
  };
}

describe('pages for people', () => {
  it('says on the front page what this is, and nothing secret', async () => {
    const answer = await send(org, 'GET', '/', { authorized: false });
    const html = answer.bytes.toString('utf8');
    expect(answer.status).toBe(200);
    expect(lineOf(answer, 'content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('pretend Okta org');
    expect(html).not.toContain(org.apiToken);
    expect(html).not.toMatch(/<script|<img|<iframe|\son\w+=/i);
    expect(lineOf(answer, 'content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; .*frame-ancestors 'none'$/,
    );
  });

  it('shows nothing of the address', async () => {
    const marker = 'marker1234';
    for (const path of [
      `/?${marker}`,
      `/welcome/${marker}`,
      `/reset_password/${marker}`,
      `/home/${marker}/x`,
    ]) {
      const answer = await send(org, 'GET', path, { authorized: false });
      expect(answer.status).toBe(200);
      expect(answer.bytes.toString()).not.toContain(marker);
    }
  });

  it('answers HEAD like GET, without the body', async () => {
    const answer = await send(org, 'HEAD', '/api/v1/users?limit=3');
    expect(answer.status).toBe(200);
    expect(answer.bytes).toHaveLength(0);
    expect(linesOf(answer, 'link')).toHaveLength(2);
  });
});

describe('the life of an org', () => {
  it('closes although a connection is still open, and frees the port', async () => {
    const short = await createSandboxOrg();
    const port = Number(new URL(short.url).port);
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve) => socket.on('connect', resolve));
    socket.on('error', () => undefined);
    await short.close();
    const next = await createSandboxOrg({ port });
    expect(new URL(next.url).port).toBe(String(port));
    await next.close();
    socket.destroy();
  });

  it('does not start on a port that is taken', async () => {
    await expect(createSandboxOrg({ port: Number(new URL(org.url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
