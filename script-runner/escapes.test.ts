/** What scripts try in order to get out, against the real interpreter: nothing of Node is there to be reached. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScriptJob, ScriptResult } from '../core/scripts/script-job.ts';
import type { Engine } from './engine.ts';
import { runScripts } from './run-scripts.ts';
import { builtEngine } from './testing/built-engine.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await builtEngine();
});

function run(code: string): Promise<ScriptResult> {
  const job: ScriptJob = {
    phase: 'beforeRequest',
    scripts: [{ name: 'a.js', code }],
    requestName: 'R',
    request: { method: 'GET', url: 'https://a.test/', headers: [] },
    scopes: { local: [], environment: { name: 'E', values: [] }, collection: [], globals: [] },
    withheld: ['apikey'],
  };
  return runScripts(engine, job, { timeoutMs: 3_000, memoryBytes: 64 * 1024 * 1024, stackBytes: 128 * 1024 });
}

const said = ({ lines }: ScriptResult) => lines.map(({ text }) => text);

/** Ways to get hold of a function of the outside that makes code, or of a name that only Node has. */
const makers = [
  'Function',
  'this.constructor.constructor',
  'globalThis.constructor.constructor',
  "[].filter['constructor']",
  "''['sub']['constructor']",
  '(() => {}).constructor',
  'Object.getPrototypeOf(async function () {}).constructor',
  'Object.getPrototypeOf(function* () {}).constructor',
  'Object.getPrototypeOf(async function* () {}).constructor',
  'pm.constructor.constructor',
  'pm.test.constructor',
  'pm.environment.set.constructor',
  'pm.variables.get.constructor.constructor',
  'console.log.constructor',
  'console.constructor.constructor',
  'setTimeout.constructor',
  'require.constructor',
  "require('lodash').constructor",
  '_.template.constructor',
  "require('ajv').constructor",
  'Buffer.constructor',
  'crypto.getRandomValues.constructor',
  'CryptoJS.lib.WordArray.random.constructor',
  'new Proxy(pm, {}).constructor.constructor',
  'Reflect.construct(Object, []).constructor.constructor',
  'Promise.resolve.constructor',
  '(await Promise.resolve({})).constructor.constructor',
  '(() => { try { null.x } catch (e) { return e.constructor.constructor } })()',
  "(() => { try { require('no') } catch (e) { return e.constructor.constructor } })()",
  "(() => { try { pm.sendRequest('x') } catch (e) { return e.constructor.constructor } })()",
  'postman.setEnvironmentVariable.constructor',
  'Symbol.prototype.valueOf.constructor',
  'new Error().constructor.constructor',
  "(1, eval)('Function')",
];
const wanted = [
  'process',
  'require("fs").readFileSync',
  'require("node:child_process").spawn',
  'module',
  'global.process',
  'globalThis.process',
  'process.binding',
  'process.mainModule',
  'Buffer.from("x").constructor.poolSize && fetch',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebAssembly',
  'Deno',
  'Bun',
  'std',
  'os',
  'importScripts',
  'SharedArrayBuffer && Atomics.wait && Worker',
];

/** Asks for a name in code that such a function makes; what async and generator functions give is waited for. */
const asking = (maker: string) => `
  let make;
  try { make = ${maker}; } catch {}
  const ask = async (name) => {
    try {
      let got = make('return (' + name + ')')();
      if (typeof got?.next === 'function') got = (await got.next()).value;
      if (await got) console.log('reached', name);
    } catch {}
  };`;

const words = (text: string) => text.trim().split(/\s+/);
const language =
  words(`AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error
  EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array
  InternalError Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set
  SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray
  WeakMap WeakRef WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN
  parseFloat parseInt undefined unescape`);
/** What Postman's scripts expect; those of an answer are there after it only. */
const promised =
  words(`Buffer CryptoJS _ atob btoa clearImmediate clearInterval clearTimeout console crypto data environment globals
  iteration pm postman request require setImmediate setInterval setTimeout tests tv4 xml2Json`);

describe('a script', () => {
  it('finds nothing of the outside, in any of the ways to ask for it', async () => {
    let tries = 0;
    const control = await run(`${asking('Function')}\nawait ask('pm');`);
    expect(said(control)).toEqual(['reached pm']);
    for (const maker of makers) {
      const asks = wanted.map((name) => `await ask(${JSON.stringify(name)});`).join('\n');
      const result = await run(`${asking(maker)}\n${asks}\nconsole.log('end');`);
      tries += wanted.length;
      expect([maker, said(result)]).toEqual([maker, ['end']]);
    }
    expect(tries).toBeGreaterThan(500);
  }, 60_000);

  it.each([
    ['import', "const fs = await import('fs'); console.log('reached', fs)"],
    ['import of a file', "const text = await import('/etc/passwd'); console.log('reached', text)"],
    ['import of an address', "await import('data:text/javascript,1'); console.log('reached')"],
    [
      'the caller',
      "(function f() { if (f.caller || arguments.callee.caller) console.log('reached', f.caller) })()",
    ],
    [
      'a trace with call sites',
      "Error.prepareStackTrace = (e, sites) => sites; const [site] = [].concat(new Error().stack); if (site && site.getThis) console.log('reached', site.getThis())",
    ],
    [
      'the paths of the machine',
      "if (/node_modules|\\/work|\\/home|file:/.test(new Error().stack)) console.log('reached', new Error().stack)",
    ],
    [
      'a loader',
      "for (const name of ['fs', 'node:fs', 'child_process', 'net', 'vm', 'worker_threads', '../engine.ts', '/etc/passwd', 'quickjs-emscripten-core']) { let got; try { got = require(name) } catch {} if (got) console.log('reached', name) }",
    ],
    [
      'another realm',
      "if (typeof ShadowRealm !== 'undefined' || typeof document !== 'undefined') console.log('reached')",
    ],
    [
      'a secret',
      "for (const scope of [pm.environment, pm.variables, pm.globals, pm.collectionVariables]) if (scope.get('apikey') || scope.has('apikey')) console.log('reached')",
    ],
  ])('gets nothing by %s', async (_name, code) => {
    const result = await run(code);
    expect(said(result).filter((text) => text.includes('reached'))).toEqual([]);
  });

  it.each([
    ['JSON', 'JSON.stringify = () => \'{"__proto__":{"polluted":1}}\'; JSON.parse = () => ({ evil: 1 });'],
    [
      'prototypes',
      "Object.prototype.polluted = 1; Array.prototype.push = () => { throw 1 }; Object.prototype.toJSON = () => 'evil';",
    ],
    ['accessors', "Object.defineProperty(Object.prototype, 'message', { get() { throw new Error('x') } });"],
    ['promises', 'Promise.prototype.then = () => {}; Promise.resolve = () => ({});'],
    [
      'names of variables',
      "pm.environment.set('__proto__', 'x'); pm.globals.set('constructor', { toString: () => 'y' });",
    ],
    [
      'what is thrown',
      "throw { get message() { throw new Error('again') }, get name() { return { toString: null } }, get stack() { return 1n } };",
    ],
    [
      'what is logged',
      "const loop = {}; loop.loop = loop; console.log(loop, new Proxy({}, { get() { throw 1 }, ownKeys() { throw 1 } }), Symbol('x'), 1n);",
    ],
    ['its own end', 'globalThis.console = undefined; delete globalThis.pm; Object.freeze(globalThis);'],
  ])('that spoils %s harms nobody else', async (_name, code) => {
    const before = [Object.prototype, Array.prototype, Function.prototype].map(
      (it) => Reflect.ownKeys(it).length,
    );
    const result = await run(code);
    expect(['ran', 'failed', 'stopped']).toContain(result.runs[0]?.status);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(
      [Object.prototype, Array.prototype, Function.prototype].map((it) => Reflect.ownKeys(it).length),
    ).toEqual(before);
    expect(said(await run('console.log(JSON.stringify({ a: [1] }), ({}).polluted)'))).toEqual([
      '{"a":[1]} undefined',
    ]);
  });

  it('sees the names of the language and those it is promised, and no other', async () => {
    const [names = ''] = said(
      await run("console.log(Object.getOwnPropertyNames(globalThis).sort().join(' '))"),
    );
    expect(names.split(' ')).toEqual([...language, ...promised].toSorted());
  });
});
