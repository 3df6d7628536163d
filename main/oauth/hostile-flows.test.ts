import { createHash, randomBytes } from 'node:crypto';
import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OAuth2Config } from '../../core/auth/oauth2/config.ts';
import type { Reply } from '../../core/bridge.ts';
import {
  type Answer,
  type Bench,
  type FakeServer,
  freePort,
  oauth2,
  startBench,
  startFakeServer,
} from './testing/oauth-bench.ts';

let bench: Bench;
let server: FakeServer;
let port: number;

beforeEach(async () => {
  [bench, server, port] = await Promise.all([startBench(), startFakeServer(), freePort()]);
});
afterEach(async () => {
  vi.useRealTimers();
  await bench.close();
  await server.close();
});

const config = (fields: Partial<OAuth2Config> = {}) =>
  oauth2({
    authUrl: `${server.url}/authorize`,
    accessTokenUrl: `${server.url}/token`,
    callbackUrl: `http://127.0.0.1:${port}/cb`,
    clientId: 'client-1',
    clientSecret: 'secret-canary',
    clientAuthentication: 'client_secret_post',
    ...fields,
  });
const service = (fields: Partial<OAuth2Config> = {}) =>
  config({ grantType: 'client_credentials', ...fields });
const tokenOf = (n: number, more: object = {}): Answer => ({
  body: { access_token: `access-${n}`, token_type: 'Bearer', expires_in: 3600, ...more },
});

/** Starts a flow and waits for its browser. */
async function startFlow(fields: Partial<OAuth2Config> = {}, callId = 'flow') {
  const before = bench.opened.length;
  const got = bench.reply('oauth.getToken', { auth: config(fields) }, callId);
  await expect.poll(() => bench.opened.length, { interval: 2 }).toBe(before + 1);
  const asked = new URL(bench.opened[before] ?? '').searchParams;
  return { got, asked, state: asked.get('state') ?? '' };
}

const agent = new Agent({ keepAlive: false, maxSockets: 64 });

/** Asks the listener; 0 where it dropped the connection. */
function visit(path: string): Promise<number> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path, agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    }).on('error', () => resolve(0));
  });
}

async function inGroups<T>(items: readonly T[], size: number, work: (item: T) => Promise<unknown>) {
  for (let at = 0; at < items.length; at += size) await Promise.all(items.slice(at, at + size).map(work));
}

describe('the flow that waits', () => {
  it('takes none of 1,000 false callbacks among 2,000 junk requests, stays alive, and takes its own once', async () => {
    server.answer = () => tokenOf(1);
    const first = await startFlow({}, 'replayed');
    expect(await visit(`/cb?code=c&state=${first.state}`)).toBe(200);
    expect(await first.got).toMatchObject({ ok: true });
    const { got, state } = await startFlow({ state: 'fixed' });
    const wrong = (at: number) =>
      [
        '',
        'fixed',
        first.state,
        state.slice(0, -1),
        `${state}x`,
        state.toUpperCase(),
        randomBytes(24).toString('base64url'),
      ][at % 7] ?? '';
    const junk = Array.from({ length: 2_000 }, (_, at) =>
      at % 2 === 0
        ? `/cb?code=evil&state=${wrong(at / 2)}${at % 4 === 0 ? '&error=access_denied' : ''}`
        : `/${randomBytes(6).toString('hex')}`,
    );
    const startedAt = performance.now();
    const statuses = new Set<number>();
    await inGroups(junk, 64, async (path) => statuses.add(await visit(path)));
    expect([...statuses].every((status) => status === 400 || status === 404 || status === 0)).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    const before = server.received.length;
    expect(await visit(`/cb?code=good&state=${state}`)).toBe(200);
    expect(await got).toMatchObject({ ok: true });
    expect(server.received.length - before).toBe(1);
    expect(server.received.at(-1)?.form.get('code')).toBe('good');
    // Gone within a second, and one use only.
    expect(await visit(`/cb?code=good&state=${state}`)).toBe(0);
  });

  it('gives up after five minutes and stops listening', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const got = bench.reply('oauth.getToken', { auth: config() }, 'late');
    while (bench.opened.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(299_000);
    expect(await visit('/cb?code=c&state=x')).toBe(400);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await got).toMatchObject({ error: { code: 'ERR_OAUTH_FLOW_EXPIRED' } });
    vi.useRealTimers();
    expect(await visit('/cb?code=c&state=x')).toBe(0);
  });

  it('sends the verifier it made, S256 or plain, without which a stolen code is worth nothing, 100 of 100', async () => {
    let challenge = '';
    let method = '';
    server.answer = ({ form }) => {
      const verifier = form.get('code_verifier') ?? '';
      const made = method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
      return made === challenge ? tokenOf(1) : { status: 400, body: { error: 'invalid_grant' } };
    };
    let refused = 0;
    for (const challengeMethod of ['S256', 'plain'] as const) {
      const { got, asked, state } = await startFlow({ challengeMethod }, `pkce-${challengeMethod}`);
      challenge = asked.get('code_challenge') ?? '';
      method = asked.get('code_challenge_method') ?? '';
      expect(method).toBe(challengeMethod);
      for (let thief = 0; thief < 50; thief += 1) {
        const body = new URLSearchParams({ code: 'good', client_id: 'client-1' });
        if (thief % 2 === 0) body.set('code_verifier', randomBytes(48).toString('base64url'));
        refused += (await fetch(`${server.url}/token`, { method: 'POST', body })).ok ? 0 : 1;
      }
      await visit(`/cb?code=good&state=${state}`);
      expect(await got).toMatchObject({ ok: true });
    }
    expect(refused).toBe(100);
  });
});

describe('500 hostile authorization addresses', () => {
  it('open nothing, or an http address without a character a shell would use', async () => {
    const schemes = [
      'file:///',
      'javascript:',
      'data:text/html,',
      'ms-msdt:/',
      '\\\\host\\',
      '-',
      '--',
      'ftp://h/',
      'vbscript:',
      'x-apple:',
      'smb://h/',
      'http:///',
      'http://u:p@h/',
      'http://',
      'https://h/',
      'http://127.0.0.1:1/',
      'HTTPS://H/',
      ' http://h/',
      'http://h\n/',
      'view-source:http://h/',
    ];
    const payloads = [
      '',
      'x',
      '$(id)',
      '`id`',
      ';id',
      '|id',
      '&calc',
      '%26calc',
      '"&calc&"',
      "'; id #",
      '\n--flag',
      '\r\nX: y',
      '%0aid',
      '\u0000',
      '../..',
      '<script>',
      '*',
      '{a,b}',
      '^',
      '%COMSPEC%',
      '!cmd',
      '~',
      '?a=$(id)',
      '#$(id)',
      ' --load-extension=/x',
    ];
    const addresses = schemes.flatMap((scheme) => payloads.map((payload) => `${scheme}${payload}`));
    expect(addresses).toHaveLength(500);
    for (const [at, authUrl] of addresses.entries()) {
      const callId = `hostile-${at}`;
      const before = bench.opened.length;
      let reply: Reply | undefined;
      const got = bench
        .reply('oauth.getToken', { auth: config({ authUrl }) }, callId)
        .then((done) => (reply = done));
      while (reply === undefined && bench.opened.length === before)
        await new Promise((resolve) => setImmediate(resolve));
      bench.app.dispatcher.cancel(callId);
      await got;
      if (bench.opened.length === before) {
        expect(reply).toMatchObject({
          error: { code: expect.stringMatching(/^ERR_(?:OAUTH|VARIABLE)_/) as unknown },
        });
      }
    }
    expect(bench.opened.length).toBeGreaterThan(20);
    for (const opened of bench.opened)
      expect(opened).toMatch(/^https?:\/\/[a-z0-9][\w.:-]*\/[\w\-.~:/?#@,=&%+[\]]*$/);
  });
});

describe('a token endpoint that does not keep to the rules', () => {
  const odd: [name: string, remark: string, answer: Answer][] = [
    ['a lifetime in quotes', 'expiresInText', tokenOf(1, { expires_in: '60' })],
    ['a negative lifetime', 'expiresInNegative', tokenOf(1, { expires_in: -5 })],
    ['a huge lifetime', 'expiresInHuge', tokenOf(1, { expires_in: 1e15 })],
    ['no type', 'tokenTypeMissing', { body: { access_token: 'a', expires_in: 60 } }],
    [
      'a member twice',
      'repeatedMember',
      { body: '{"access_token":"a","access_token":"b","token_type":"Bearer"}' },
    ],
    ['__proto__', 'unsafeMember', { body: '{"access_token":"a","token_type":"Bearer","__proto__":{"x":1}}' }],
    ['a form', 'formEncoded', { body: 'access_token=a&token_type=Bearer' }],
    ['another status', 'unusualStatus', { ...tokenOf(1), status: 201 }],
  ];
  it.each(odd)('gives a token with %s, and the remark %s', async (_name, remark, answer) => {
    server.answer = () => answer;
    const { token } = await bench.call('oauth.getToken', { auth: service() });
    expect(token.remarks?.map(({ code }) => code)).toContain(remark);
  });

  const unusable: [name: string, answer: Answer, code: string, oddity: string | undefined][] = [
    [
      'HTML',
      { headers: { 'Content-Type': 'text/html' }, body: '<html>' },
      'ERR_OAUTH_ANSWER_UNUSABLE',
      'html',
    ],
    ['nothing', { body: '' }, 'ERR_OAUTH_ANSWER_UNUSABLE', 'empty'],
    ['a list', { body: [] }, 'ERR_OAUTH_ANSWER_UNUSABLE', 'notObject'],
    ['no token', { body: {} }, 'ERR_OAUTH_ANSWER_UNUSABLE', 'accessTokenMissing'],
    ['half of an answer', { body: '{"access_token":"a' }, 'ERR_OAUTH_ANSWER_UNUSABLE', 'notJson'],
    ['an error with success', { body: { error: 'invalid_scope' } }, 'ERR_OAUTH_SERVER_REFUSED', undefined],
    ['no JSON and 500', { status: 500, body: 'oops' }, 'ERR_OAUTH_SERVER_REFUSED', undefined],
  ];
  it.each(unusable)('is refused with %s', async (_name, answer, code, oddity) => {
    server.answer = () => answer;
    const reply = await bench.reply('oauth.getToken', { auth: service() });
    expect(reply).toMatchObject({ error: { code } });
    if (oddity !== undefined) expect(JSON.stringify(reply)).toContain(oddity);
  });

  it('is never followed to another address, and no credential ever stands in an address', async () => {
    const other = await startFakeServer();
    for (const status of [301, 302, 303, 307, 308]) {
      for (const clientAuthentication of [
        'client_secret_post',
        'client_secret_basic',
        'client_secret_jwt',
      ] as const) {
        server.answer = () => ({ status, headers: { Location: `${other.url}/token` } });
        const reply = await bench.reply('oauth.getToken', { auth: service({ clientAuthentication }) });
        expect(reply).toMatchObject({ error: { code: 'ERR_OAUTH_ANSWER_UNUSABLE' } });
        expect(JSON.stringify(reply)).toContain('"redirect"');
      }
    }
    expect(other.received).toEqual([]);
    expect(server.received.every(({ path }) => path === '/token')).toBe(true);
    await other.close();
  });

  it('is cut off after a megabyte of a gigabyte, and where it says nothing it can be cancelled', async () => {
    let written = 0;
    const endless = createServer((request, response) => {
      request.resume();
      if (request.url === '/silent') return;
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1024 ** 3 });
      const chunk = Buffer.alloc(65_536, ' ');
      const write = () => {
        while (!response.destroyed && written < 1024 ** 3) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', write);
        }
      };
      write();
    });
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`;
    const reply = await bench.reply('oauth.getToken', { auth: service({ accessTokenUrl: `${url}/token` }) });
    expect(reply).toMatchObject({
      error: { code: 'ERR_OAUTH_ANSWER_UNUSABLE', details: { oddities: ['truncated'] } },
    });
    expect(written).toBeLessThan(64 * 1024 ** 2);
    const got = bench.reply(
      'oauth.getToken',
      { auth: service({ accessTokenUrl: `${url}/silent` }) },
      'silent',
    );
    setTimeout(() => bench.app.dispatcher.cancel('silent'), 50);
    expect(await got).toMatchObject({ error: { code: 'ERR_CALL_CANCELLED' } });
    endless.close();
    endless.closeAllConnections();
  });
});
