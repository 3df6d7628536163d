import { beforeAll, describe, expect, it } from 'vitest';
import { mayRequest } from '../core/scripts/may-request.ts';
import { type OwnReply, type OwnRequest, ownRequestSchema } from '../core/scripts/own-request.ts';
import type { Engine } from './engine.ts';
import { OwnRequests } from './own-requests.ts';
import { runScripts } from './run-scripts.ts';
import { builtEngine } from './testing/built-engine.ts';

const limits = { timeoutMs: 1_000, memoryBytes: 64 * 1024 * 1024, stackBytes: 128 * 1024 };
let engine: Engine;

beforeAll(async () => {
  engine = await builtEngine();
});

const answered = (text: string, headers: [string, string][] = []): OwnReply => ({
  response: { status: 200, statusText: 'OK', headers, text, sizeBytes: text.length, timeMs: 3 },
});

/** Runs a script whose requests are answered after a moment; what it asked for comes back too. */
async function run(
  code: string | string[],
  reply: (asked: OwnRequest) => OwnReply = () => answered('{}'),
  delayMs = 1,
) {
  const asked: OwnRequest[] = [];
  const requests: OwnRequests = new OwnRequests((number, text) => {
    const request = ownRequestSchema.parse(JSON.parse(text));
    asked.push(request);
    setTimeout(() => requests.take(number, reply(request)), delayMs);
  });
  const result = await runScripts(
    engine,
    {
      phase: 'beforeRequest',
      scripts: [code].flat().map((text, index) => ({ name: `script-${index}.js`, code: text })),
      requestName: 'Get user',
      request: { method: 'POST', url: 'https://a.test/users?x=1', headers: [['X-A', '1']], body: '{"a":1}' },
      scopes: { local: [], globals: [['url', 'https://b.test']] },
      withheld: ['clientSecret'],
    },
    limits,
    requests,
  );
  return { ...result, asked, texts: result.lines.map(({ text }) => text) };
}

describe('pm.sendRequest', () => {
  it.each<[string, string, Partial<OwnRequest>]>([
    ['an address', "'https://b.test/x'", { method: 'GET', url: 'https://b.test/x', headers: [] }],
    [
      'headers by name',
      "{ url: 'https://b.test', method: 'post', header: { Accept: 'a/b', 'X-N': 1 } }",
      {
        method: 'POST',
        headers: [
          ['Accept', 'a/b'],
          ['X-N', '1'],
        ],
      },
    ],
    [
      'header rows',
      "{ url: 'https://b.test', header: [{ key: 'A', value: 'b' }, { key: 'C', value: 'd', disabled: true }, 'E: f' ] }",
      {
        headers: [
          ['A', 'b'],
          ['E', 'f'],
        ],
      },
    ],
    [
      'header lines',
      "{ url: 'https://b.test', header: 'A: b\\nC: d:e' }",
      {
        headers: [
          ['A', 'b'],
          ['C', 'd:e'],
        ],
      },
    ],
    [
      'a raw body',
      "{ url: 'https://b.test', method: 'PUT', body: { mode: 'raw', raw: '<a/>' } }",
      { body: { type: 'raw', text: '<a/>' }, headers: [] },
    ],
    [
      'a raw body said to be JSON',
      "{ url: 'https://b.test', body: { mode: 'raw', raw: { a: [1] }, options: { raw: { language: 'json' } } } }",
      { body: { type: 'raw', text: '{"a":[1]}' }, headers: [['Content-Type', 'application/json']] },
    ],
    [
      'a form',
      "{ url: 'https://b.test', body: { mode: 'urlencoded', urlencoded: [{ key: 'grant_type', value: 'x y' }] } }",
      { body: { type: 'urlencoded', rows: [['grant_type', 'x y']] } },
    ],
    [
      'a form as text',
      "{ url: 'https://b.test', body: { mode: 'urlencoded', urlencoded: 'a=b%20c&d' } }",
      {
        body: {
          type: 'urlencoded',
          rows: [
            ['a', 'b c'],
            ['d', ''],
          ],
        },
      },
    ],
    [
      'parts',
      "{ url: 'https://b.test', body: { mode: 'formdata', formdata: [{ key: 'a', value: 'b', type: 'text' }] } }",
      { body: { type: 'formdata', rows: [['a', 'b']] } },
    ],
    [
      'an address in parts',
      "{ url: { protocol: 'https', host: ['b', 'test'], port: '8443', path: ['x', 'y'], query: [{ key: 'q', value: 'a b' }] } }",
      { url: 'https://b.test:8443/x/y?q=a%20b' },
    ],
    [
      'its own request',
      'pm.request',
      {
        method: 'POST',
        url: 'https://a.test/users?x=1',
        headers: [['X-A', '1']],
        body: { type: 'raw', text: '{"a":1}' },
      },
    ],
    ['a name put in by the script', "pm.variables.replaceIn('{{url}}/y')", { url: 'https://b.test/y' }],
  ])('takes %s', async (_what, given, expected) => {
    const { asked, runs } = await run(`pm.sendRequest(${given}, () => {})`);
    expect(runs).toMatchObject([{ status: 'ran' }]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject(expected);
  });

  it('gives a callback the answer, and waits for it before the script is over', async () => {
    const { changes, tests, runs } = await run(
      `pm.sendRequest('https://b.test', (problem, res) => {
         pm.test('came', () => { pm.expect(problem).to.be.null; res.to.have.status(200); });
         pm.globals.set('token', res.json().token);
         pm.globals.set('kind', res.headers.get('content-type'));
       });`,
      () => answered('{"token":"t1"}', [['Content-Type', 'application/json']]),
    );
    expect(runs).toMatchObject([{ status: 'ran' }]);
    expect(tests).toEqual([{ name: 'came', passed: true }]);
    expect(changes.map(({ key, value }) => [key, value])).toEqual([
      ['token', 't1'],
      ['kind', 'application/json'],
    ]);
  });

  it('gives a promise too, several of them at once, in the order the answers come', async () => {
    const { texts } = await run(
      `const all = await Promise.all(['1', '2', '3'].map((n) => pm.sendRequest('https://b.test/' + n)));
       console.log(all.map((res) => res.text()).join());
       const next = await pm.sendRequest('https://b.test/4');
       console.log(next.text());`,
      ({ url }) => answered(url.slice(-1)),
    );
    expect(texts).toEqual(['1,2,3', '4']);
  });

  it('tells of a failure: to the callback, or by rejecting', async () => {
    const { texts, runs } = await run(
      [
        `pm.sendRequest('https://b.test', (problem, res) => console.log(problem.message, res));`,
        `try { await pm.sendRequest('https://b.test') } catch (problem) { console.log('caught', problem.message) }`,
      ],
      () => ({ problem: 'Refused.' }),
    );
    expect(texts).toEqual(['Refused. undefined', 'caught Refused.']);
    expect(runs.map(({ status }) => status)).toEqual(['ran', 'ran']);
  });

  it.each([
    [
      'what a callback throws',
      "pm.sendRequest('https://b.test', () => { throw new TypeError('mine') })",
      'TypeError',
    ],
    ['a rejection that nobody takes', "await pm.sendRequest('https://b.test')", 'Error'],
    ['no address', 'pm.sendRequest({ method: "GET" })', 'TypeError'],
    [
      'a file',
      "pm.sendRequest({ url: 'https://b.test', body: { mode: 'file', file: { src: '/etc/passwd' } } })",
      'TypeError',
    ],
    [
      'a file in parts',
      "pm.sendRequest({ url: 'https://b.test', body: { mode: 'formdata', formdata: [{ key: 'a', type: 'file', src: '/etc/passwd' }] } })",
      'TypeError',
    ],
    [
      'an authorization of the collection',
      "pm.sendRequest({ url: 'https://b.test', auth: { type: 'bearer' } })",
      'TypeError',
    ],
  ])('makes %s the fault of the script', async (_what, code, name) => {
    const { runs } = await run(code, () => ({ problem: 'Refused.' }));
    expect(runs).toMatchObject([{ status: 'failed', error: { name } }]);
  });

  it('is not stopped for what the network takes, and is for its own time', async () => {
    const slow = await run("await pm.sendRequest('https://b.test')", undefined, limits.timeoutMs + 300);
    expect(slow.runs).toMatchObject([{ status: 'ran' }]);
    const busy = await run("await pm.sendRequest('https://b.test'); for (;;) {}");
    expect(busy.runs).toMatchObject([{ status: 'stopped' }]);
  });

  it('is for the scripts whose text names it, not for others around the same request', async () => {
    const { asked, runs } = await run([
      "globalThis.send = pm['send' + 'Request']; globalThis.kept = () => send('https://b.test/kept', () => {});",
      "pm.sendRequest('https://b.test/own', () => {})",
      'kept()',
    ]);
    expect(asked.map(({ url }) => url)).toEqual(['https://b.test/own']);
    expect(runs.map(({ status }) => status)).toEqual(['ran', 'ran', 'failed']);
  });

  it('sends a bounded number', async () => {
    const { asked, runs } = await run(
      'for (let n = 0; n < 200; n += 1) pm.sendRequest("https://b.test/" + n, () => {})',
    );
    expect(asked).toHaveLength(100);
    expect(runs).toMatchObject([{ status: 'failed' }]);
  });
});

it('the cookies of an answer can be read, and no others', async () => {
  const requests = new OwnRequests();
  const { lines } = await runScripts(
    engine,
    {
      phase: 'afterResponse',
      scripts: [
        {
          name: 'a.js',
          code: "console.log(pm.cookies.get('sid'), pm.cookies.has('x'), JSON.stringify(pm.cookies.toObject()))",
        },
      ],
      requestName: 'R',
      request: { method: 'GET', url: 'https://a.test', headers: [['Cookie', 'x=kept']] },
      response: {
        status: 200,
        statusText: 'OK',
        headers: [
          ['Set-Cookie', 'sid=a=b; Path=/; HttpOnly'],
          ['set-cookie', 'n=1'],
        ],
        text: '',
        sizeBytes: 0,
        timeMs: 1,
      },
      scopes: { local: [], globals: [] },
      withheld: [],
    },
    limits,
    requests,
  );
  expect(lines.map(({ text }) => text)).toEqual(['a=b false {"sid":"a=b","n":"1"}']);
});

it('only a script that names it in plain words may send', () => {
  expect(mayRequest("pm.sendRequest('x')")).toBe(true);
  expect(mayRequest("pm['send' + 'Request']('x')")).toBe(false);
});
