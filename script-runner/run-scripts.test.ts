import { beforeAll, describe, expect, it } from 'vitest';
import type { ScriptJob } from '../core/scripts/script-job.ts';
import type { Engine } from './engine.ts';
import { runScripts } from './run-scripts.ts';
import { builtEngine } from './testing/built-engine.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await builtEngine();
});

const limits = { timeoutMs: 2_000, memoryBytes: 64 * 1024 * 1024, stackBytes: 128 * 1024 };

function jobOf(code: string | string[], change: Partial<ScriptJob> = {}): ScriptJob {
  return {
    phase: 'afterResponse',
    scripts: [code].flat().map((text, index) => ({ name: `script-${index}.js`, code: text })),
    requestName: 'Get user',
    request: {
      method: 'GET',
      url: '{{url}}/api/v1/users/me?limit=2',
      headers: [['Accept', 'application/json']],
    },
    response: {
      status: 200,
      statusText: 'OK',
      headers: [['Content-Type', 'application/json']],
      text: '{"id":"00u1","profile":{"login":"ada@example.com"}}',
      sizeBytes: 52,
      timeMs: 12,
    },
    scopes: {
      local: [],
      environment: { name: 'Example', values: [['url', 'https://example.com']] },
      collection: [],
      globals: [['__proto__', 'harmless']],
    },
    withheld: ['clientSecret'],
    ...change,
  };
}
const run = (code: string | string[], change?: Partial<ScriptJob>, own = limits) =>
  runScripts(engine, jobOf(code, change), own);

it('scripts know which round of a run they are in, and its row', async () => {
  const round = { index: 1, count: 3, data: [['login', 'ada'] as [string, string]] };
  const code = `console.log(pm.info.iteration, pm.info.iterationCount, pm.iterationData.get('login'),
    pm.iterationData.has('x'), JSON.stringify(pm.iterationData), iteration, data.login);`;
  expect((await run(code, { round })).lines[0]?.text).toBe('1 3 ada false {"login":"ada"} 1 ada');
  expect((await run(code)).lines[0]?.text).toBe('0 1 undefined false {} 0 undefined');
});

it.each([
  ['pm.execution.setNextRequest("Second")', 'Second'],
  ['postman.setNextRequest(null)', null],
  ['pm.execution.setNextRequest("a"); postman.setNextRequest("b")', 'b'],
  ['1', undefined],
])('scripts say how a run goes on: %s', async (code, next) => {
  const round = { index: 0, count: 1, data: [] };
  expect((await run(code, { round })).next).toBe(next);
});

it('goes on where a script would draw a page', async () => {
  const result = await run("pm.visualizer.set('<b>{{x}}</b>', { x: 1 }); pm.test('after', () => {});");
  expect([result.runs[0]?.status, result.tests.length]).toEqual(['ran', 1]);
  expect(result.lines.map(({ level }) => level)).toEqual(['warn']);
});

describe('pm.execution.skipRequest', () => {
  it('ends its script and those after it, without a fault', async () => {
    const skip = "pm.variables.set('a', '1'); pm.execution.skipRequest(); pm.variables.set('b', '2');";
    const result = await run([skip, 'console.log("never")'], { phase: 'beforeRequest' });
    expect(result.skipsRequest).toBe(true);
    expect(result.runs.map(({ status }) => status)).toEqual(['ran']);
    expect(result.changes.map(({ key }) => key)).toEqual(['a']);
    expect(result.lines).toEqual([]);
  });

  it('holds where the script catches what ends it', async () => {
    const result = await run('try { pm.execution.skipRequest(); } catch {}', { phase: 'beforeRequest' });
    expect(result.skipsRequest).toBe(true);
  });

  it('only warns after an answer', async () => {
    const result = await run('pm.execution.skipRequest(); pm.test("goes on", () => {});');
    expect(result.skipsRequest).toBeUndefined();
    expect(result.tests).toHaveLength(1);
    expect(result.lines.map(({ level }) => level)).toEqual(['warn']);
  });
});

it('scripts are told that a single send goes on nowhere', async () => {
  expect((await run('postman.setNextRequest("x")')).lines.map(({ level }) => level)).toEqual(['warn']);
});

describe('scripts of the first generation', () => {
  it('keep ids, set tests and read the answer', async () => {
    const result = await run(`
      var jsonData = JSON.parse(responseBody);
      postman.setEnvironmentVariable("userId", jsonData.id);
      tests["status is 200"] = responseCode.code === 200;
      tests["is never"] = false;
      postman.setGlobalVariable("type", postman.getResponseHeader("content-type"));`);
    expect(result.runs).toMatchObject([{ status: 'ran' }]);
    expect(result.changes).toEqual([
      { scope: 'environment', key: 'userId', value: '00u1' },
      { scope: 'globals', key: 'type', value: 'application/json' },
    ]);
    expect(result.tests.map(({ name, passed }) => [name, passed])).toEqual([
      ['status is 200', true],
      ['is never', false],
    ]);
  });
});

describe('what scripts of the first generation find in an answer', () => {
  it('are words and cookies', async () => {
    const result = await run(
      `tests['has its word'] = responseBody.has('Ada');
       tests['has another'] = responseBody.has('Bob');
       tests['sets a cookie'] = postman.getResponseCookie('sid').value === 'a=b';
       tests['sets one'] = responseCookies.length === 1 && postman.getResponseCookie('x') === undefined;
       for (const letter in 'ab') tests['letter ' + letter] = true;`,
      {
        response: {
          status: 200,
          statusText: 'OK',
          headers: [['Set-Cookie', 'sid=a=b; Path=/']],
          text: 'Ada',
          sizeBytes: 3,
          timeMs: 1,
        },
      },
    );
    expect(result.runs).toMatchObject([{ status: 'ran' }]);
    expect(result.tests.map(({ name, passed }) => [name, passed])).toEqual([
      ['has its word', true],
      ['has another', false],
      ['sets a cookie', true],
      ['sets one', true],
      ['letter 0', true],
      ['letter 1', true],
    ]);
  });
});

describe('pm', () => {
  it('tests with chai and with what Postman adds to it', async () => {
    const { runs, tests } = await run(`
      pm.test('is fine', () => { pm.response.to.have.status(200); pm.response.to.be.json; pm.response.to.be.success; });
      pm.test('has its type', () => pm.response.to.have.header('content-type'));
      pm.test('is somebody else', () => pm.expect(pm.response.json().id).to.eql('00u2'));
      pm.test('is not found', () => pm.response.to.be.notFound);
      pm.test('waits', (done) => setTimeout(done, 5));
      pm.test('promises', async () => { await Promise.resolve(); pm.expect([1, 2]).to.include(2); });`);
    expect(runs).toMatchObject([{ status: 'ran' }]);
    expect(Object.fromEntries(tests.map(({ name, passed }) => [name, passed]))).toEqual({
      'is fine': true,
      'has its type': true,
      'is somebody else': false,
      'is not found': false,
      waits: true,
      promises: true,
    });
  });

  it('changes the request before it is sent, and local variables', async () => {
    const { request, changes } = await run(
      `pm.request.headers.upsert({ key: 'X-Now', value: pm.variables.replaceIn('{{url}}/x') });
       pm.request.url = pm.request.url.toString() + '&after=1';
       pm.request.body.update({ raw: '{"a":1}' });
       pm.variables.set('once', 42);`,
      {
        phase: 'beforeRequest',
        response: undefined,
        request: { method: 'POST', url: 'https://a/?b=1', headers: [], body: '{}' },
      },
    );
    expect(request).toEqual({
      method: 'POST',
      url: 'https://a/?b=1&after=1',
      headers: [['X-Now', 'https://example.com/x']],
      body: '{"a":1}',
    });
    expect(changes).toEqual([{ scope: 'local', key: 'once', value: '42' }]);
  });

  it('is not given secrets, and says so', async () => {
    const { lines, changes } = await run(
      `console.log({ secret: pm.variables.get('clientSecret'), proto: pm.globals.get('__proto__') });`,
    );
    expect(lines).toEqual([
      { level: 'warn', text: 'The variable "clientSecret" is secret; scripts are not given its value.' },
      { level: 'log', text: '{"secret": undefined, "proto": "harmless"}' },
    ]);
    expect(changes).toEqual([]);
  });
});

describe('what goes wrong', () => {
  it.each([
    ['a syntax error', 'var x = ;', 'SyntaxError'],
    ['an unknown name', 'cheerio.load()', 'ReferenceError'],
    ['a module that is not there', "require('fs')", 'Error'],
    ['the network', "pm.sendRequest('https://example.com')", 'Error'],
    ['a rejected promise', "await Promise.reject(new TypeError('no'))", 'TypeError'],
    ['a thrown text', "throw 'no'", 'Error'],
    ['a timer', "setTimeout(() => { throw new RangeError('late') }, 1)", 'RangeError'],
  ])('names %s, keeps what came before, and ends the phase', async (_what, code, name) => {
    const result = await run(["pm.environment.set('first', 1)", code, "pm.environment.set('last', 1)"]);
    expect(result.runs.map(({ status }) => status)).toEqual(['ran', 'failed']);
    expect(result.runs[1]?.error?.name).toBe(name);
    expect(result.changes).toEqual([{ scope: 'environment', key: 'first', value: '1' }]);
  });

  it.each([
    ['an endless loop', 'for (;;) {}'],
    ['a promise that never settles', 'await new Promise(() => {})'],
    ['a test that is never done', "pm.test('x', (done) => {})"],
    ['an interval', 'setInterval(() => {}, 1)'],
    ['a chain of jobs', 'const again = () => Promise.resolve().then(again); again();'],
  ])('stops %s', async (_what, code) => {
    const startedAt = performance.now();
    const result = await run(code, {}, { ...limits, timeoutMs: 300 });
    expect(result.runs.map(({ status }) => status)).toEqual(['stopped']);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it.each([
    ['memory', 'const all = []; for (;;) all.push(new Uint8Array(1e6));'],
    ['one huge array', 'new Uint8Array(10 * 1024 ** 3)'],
    ['recursion', 'const f = () => f() + 1; f();'],
    ['a long text', "let t = 'x'; for (;;) t += t;"],
  ])('does not give endless %s', async (_what, code) => {
    const before = process.memoryUsage().rss;
    const result = await run(code);
    expect(['failed', 'stopped']).toContain(result.runs[0]?.status);
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
  });

  it('keeps lines, tests and values within bounds', async () => {
    const result = await run(
      `
      for (let i = 0; i < 5e3; i++) console.log('x'.repeat(20));
      console.log('y'.repeat(1e6));
      for (let i = 0; i < 5000; i++) pm.test('t' + i, () => {});
      for (let i = 0; i < 5000; i++) pm.globals.set('k' + i, i);`,
      {},
      { ...limits, timeoutMs: 15_000 },
    );
    expect(result.lines).toHaveLength(1_001);
    expect(result.tests).toHaveLength(1_000);
    expect(result.changes).toHaveLength(1_000);
  });
});
