import { beforeAll, describe, expect, it } from 'vitest';
import { type OwnRequest, ownRequestSchema } from '../core/scripts/own-request.ts';
import type { ScriptJob } from '../core/scripts/script-job.ts';
import type { Engine } from './engine.ts';
import { OwnRequests } from './own-requests.ts';
import { runScripts } from './run-scripts.ts';
import { builtEngine } from './testing/built-engine.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await builtEngine();
});

const limits = { timeoutMs: 2_000, memoryBytes: 64 * 1024 * 1024, stackBytes: 128 * 1024 };

type Dialect = 'postman' | 'bruno' | 'insomnia' | 'hoppscotch';

function jobOf(dialect: Dialect, code: string, change: Partial<ScriptJob> = {}): ScriptJob {
  return {
    phase: 'afterResponse',
    scripts: [{ name: 'script.js', code, dialect }],
    requestName: 'Get user',
    request: {
      method: 'POST',
      url: '{{url}}/api/v1/users/me?limit=2',
      headers: [['Accept', 'application/json']],
      body: '{"login":"ada"}',
    },
    response: {
      status: 200,
      statusText: 'OK',
      headers: [
        ['Content-Type', 'application/json'],
        ['X-Id', '7'],
      ],
      text: '{"id":"00u1","groups":[{"id":"g1"},{"id":"g2"}]}',
      sizeBytes: 48,
      timeMs: 12,
    },
    scopes: {
      local: [],
      environment: { name: 'Example', values: [['url', 'https://example.com']] },
      collection: [['kept', 'before']],
      globals: [],
    },
    withheld: ['clientSecret'],
    ...change,
  };
}

const before: Partial<ScriptJob> = { phase: 'beforeRequest' };
const bruno = async (code: string, change?: Partial<ScriptJob>) => {
  const { response: _, ...job } = jobOf('bruno', code, change);
  return runScripts(engine, job.phase === 'beforeRequest' ? job : jobOf('bruno', code, change), limits);
};
/** What a script prints. */
const said = async (code: string, change?: Partial<ScriptJob>) => {
  const { lines, runs } = await bruno(code, change);
  expect(runs).toMatchObject([{ status: 'ran' }]);
  return lines.map(({ text }) => text);
};

describe('scripts written for Bruno', () => {
  it('read the answer and keep values of it', async () => {
    const result = await bruno(`
      const data = res.getBody();
      bru.setVar('userId', data.id);
      bru.setVar('url', 'https://other.example');
      bru.setEnvVar('group', res('groups.id')[1], { persist: true });
      bru.setGlobalEnvVar('status', res.status);
      test('is OK', function () { expect(res.getStatus()).to.equal(200); });
      test('fails', () => { assert.equal(res.getHeader('x-id'), '8'); });`);
    expect(result.runs).toMatchObject([{ status: 'ran' }]);
    expect(result.changes).toEqual([
      { scope: 'collection', key: 'userId', value: '00u1' },
      // The environment would win over a value of the collection.
      { scope: 'environment', key: 'url', value: 'https://other.example' },
      { scope: 'environment', key: 'group', value: 'g2' },
      { scope: 'globals', key: 'status', value: '200' },
    ]);
    expect(result.tests.map(({ name, passed }) => [name, passed])).toEqual([
      ['is OK', true],
      ['fails', false],
    ]);
  });

  it('change the request before it is sent', async () => {
    const result = await bruno(
      `req.setHeader('X-Trace', bru.getVar('kept'));
       req.deleteHeader('accept');
       const body = req.getBody();
       body.at = 1;
       req.setBody(body);
       req.setMethod('PUT');
       req.setUrl(req.getUrl() + '&x=1');`,
      before,
    );
    expect(result.request).toEqual({
      method: 'PUT',
      url: '{{url}}/api/v1/users/me?limit=2&x=1',
      headers: [['X-Trace', 'before']],
      body: '{"login":"ada","at":1}',
    });
  });

  it.each([
    ['bru.getEnvName()', 'Example'],
    ['bru.getEnvVar("url")', 'https://example.com'],
    ['bru.getCollectionVar("kept")', 'before'],
    ['bru.hasVar("nothing")', 'false'],
    ['bru.interpolate("{{url}}/x")', 'https://example.com/x'],
    ['bru.interpolate({ a: "{{kept}}" }).a', 'before'],
    ['res.headers["content-type"]', 'application/json'],
    ['res.statusText + res.responseTime + res.getSize().body', 'OK1248'],
    ['res.body === res.getBody()', 'true'],
    ['req.getName() + req.getHost() + req.getQueryString()', 'Get user{{url}}limit=2'],
    ['typeof req.getBody({ raw: true })', 'string'],
    ['await bru.sleep(1)', 'undefined'],
    ['(await bru.getTestResults()).length', '0'],
  ])('know %s', async (expression, shown) => {
    expect(await said(`console.log(${expression})`)).toEqual([shown]);
  });

  it('are not given secrets, nor the environment of the computer', async () => {
    const lines = await said(
      'console.log(bru.getEnvVar("clientSecret"), bru.getVar("clientSecret"), bru.getProcessEnv("HOME"))',
    );
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toBe('undefined undefined undefined');
  });

  it('say how a run goes on, and skip their request', async () => {
    const round = { index: 0, count: 1, data: [] };
    expect((await bruno('bru.runner.setNextRequest("B")', { round })).next).toBe('B');
    expect((await bruno('bru.runner.stopExecution()', { round })).next).toBeNull();
    expect((await bruno('bru.runner.skipRequest()', before)).skipsRequest).toBe(true);
  });

  it.each(['bru.runRequest("x")', 'bru.cwd()', 'bru.cookies.jar()', 'require("axios")'])(
    'are told that %s is not there',
    async (code) => {
      expect((await bruno(code)).runs).toMatchObject([{ status: 'failed' }]);
    },
  );

  it('send requests of their own, and hear of a refusal as axios tells it', async () => {
    const asked: OwnRequest[] = [];
    const requests: OwnRequests = new OwnRequests((number, text) => {
      const own = ownRequestSchema.parse(JSON.parse(text));
      asked.push(own);
      const status = own.url.endsWith('/no') ? 404 : 200;
      const response = { status, statusText: '', headers: [], text: '{"a":1}', sizeBytes: 7, timeMs: 1 };
      setTimeout(() => requests.take(number, { response }), 1);
    });
    const code = `
      const good = await bru.sendRequest({ method: 'POST', url: 'https://h/yes', headers: { 'X-A': 'b' }, data: { c: 1 } });
      console.log(good.status, good.data.a);
      await bru.sendRequest('https://h/no', (fault, answer) => console.log(fault.response.status, answer));
      try { await bru.sendRequest('https://h/no'); } catch (fault) { console.log(fault.response.data.a); }`;
    const { lines, runs } = await runScripts(engine, jobOf('bruno', code), limits, requests);
    expect(runs).toMatchObject([{ status: 'ran' }]);
    expect(lines.map(({ text }) => text)).toEqual(['200 1', '404 undefined', '1']);
    expect(asked[0]).toMatchObject({
      method: 'POST',
      url: 'https://h/yes',
      headers: [
        ['X-A', 'b'],
        ['Content-Type', 'application/json'],
      ],
      body: { type: 'raw', text: '{"c":1}' },
    });
  });

  it('leave the names of others alone', async () => {
    const { lines } = await runScripts(
      engine,
      jobOf('postman', 'console.log(typeof bru, typeof req, typeof test, typeof insomnia)'),
      limits,
    );
    expect(lines.map(({ text }) => text)).toEqual(['undefined undefined undefined undefined']);
  });
});

it('scripts written for Insomnia have its names for what Postman’s have', async () => {
  const code = `
    const { id } = insomnia.response.json();
    insomnia.environment.set('userId', id);
    insomnia.baseEnvironment.set('kept', 'after');
    insomnia.baseGlobals.set('g', 1);
    insomnia.test('is OK', () => {
      insomnia.expect(insomnia.response.code).to.equal(200);
      insomnia.response.to.have.status(200);
    });`;
  const result = await runScripts(engine, jobOf('insomnia', code), limits);
  expect(result.runs).toMatchObject([{ status: 'ran' }]);
  expect(result.tests).toEqual([{ name: 'is OK', passed: true }]);
  expect(result.changes.map(({ scope, key }) => [scope, key])).toEqual([
    ['environment', 'userId'],
    ['collection', 'kept'],
    ['globals', 'g'],
  ]);
});

it('scripts written for Hoppscotch have its names', async () => {
  const code = `
    pw.env.set('userId', pw.response.body.id);
    pw.test('is OK', () => {
      pw.expect(pw.response.status).toBe(200);
      pw.expect(pw.response.status).toBeLevel2xx();
      pw.expect(pw.response.status).not.toBeLevel4xx();
      pw.expect(pw.response.body.groups).toHaveLength(2);
      pw.expect(pw.env.resolve('<<url>> {{url}}')).toBe('https://example.com https://example.com');
      pw.expect('a').not.toBeType('number');
    });
    pw.test('fails', () => pw.expect(pw.response.status).toBeLevel5xx());
    hopp.env.global.set('g', 1);
    hopp.test('too', () => hopp.expect(hopp.response.body.asJSON().id).to.equal('00u1'));`;
  const result = await runScripts(engine, jobOf('hoppscotch', code), limits);
  expect(result.runs).toMatchObject([{ status: 'ran' }]);
  expect(result.tests.map(({ name, passed }) => [name, passed])).toEqual([
    ['is OK', true],
    ['fails', false],
    ['too', true],
  ]);
  expect(result.changes.map(({ scope, key }) => [scope, key])).toEqual([
    ['environment', 'userId'],
    ['globals', 'g'],
  ]);
  const { response: _, ...job } = jobOf(
    'hoppscotch',
    "hopp.request.setHeader('X-A', 'b'); hopp.request.setMethod('PUT')",
    before,
  );
  expect((await runScripts(engine, job, limits)).request).toMatchObject({
    method: 'PUT',
    headers: [
      ['Accept', 'application/json'],
      ['X-A', 'b'],
    ],
  });
});

const answerOf = (value: unknown): Partial<ScriptJob> => {
  const text = JSON.stringify(value);
  return { response: { status: 200, statusText: '', headers: [], text, sizeBytes: text.length, timeMs: 1 } };
};
const order = {
  customer: {
    address: { city: 'Turin' },
    orders: [
      {
        id: 'o1',
        items: [
          { id: 1, amount: 10 },
          { id: 2, amount: 20 },
        ],
      },
      { id: 'o2', items: [{ id: 3, amount: 30 }] },
    ],
  },
};

it.each([
  ['customer.address.city', 'Turin'],
  ['customer.orders.items.amount', [10, 20, 30]],
  ['customer.orders.items.amount[0]', 10],
  ['customer.orders[1].items[0].amount', 30],
  ['..amount', [10, 20, 30]],
  ['..items[0].amount', 10],
  ['..items[5].amount', undefined],
  ['customer.orders.foo', undefined],
  ['..id', ['o1', 1, 2, 'o2', 3]],
  ['customer.toString', undefined],
])('the query %s finds %j', async (query, found) => {
  const lines = await said(
    `console.log(String(JSON.stringify(res(${JSON.stringify(query)}))))`,
    answerOf(order),
  );
  expect(lines).toEqual([String(JSON.stringify(found))]);
});

it('a query that is none is refused', async () => {
  const { runs } = await bruno('res("customer.orders[?]")', answerOf(order));
  expect(runs).toMatchObject([{ status: 'failed', error: { name: 'SyntaxError' } }]);
});
