import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScriptJob } from '../core/scripts/script-job.ts';
import { scriptLibraries, type ScriptLibraryName } from '../core/scripts/script-libraries.ts';
import { type Engine, loadEngine } from './engine.ts';
import { runScripts } from './run-scripts.ts';
import { builtEngine, builtPaths } from './testing/built-engine.ts';

let engine: Engine;
/** The libraries that were loaded, in the order they were. */
let loaded: ScriptLibraryName[] = [];

beforeAll(async () => {
  const built = await builtEngine();
  engine = {
    ...built,
    readLibrary(name) {
      loaded.push(name);
      return built.readLibrary(name);
    },
  };
});

const limits = { timeoutMs: 5_000, memoryBytes: 64 * 1024 * 1024, stackBytes: 128 * 1024 };

function jobOf(scripts: string[]): ScriptJob {
  return {
    phase: 'afterResponse',
    scripts: scripts.map((text, index) => ({ name: `script-${index}.js`, code: text })),
    requestName: 'R',
    request: { method: 'GET', url: 'https://a.test/', headers: [] },
    response: {
      status: 200,
      statusText: 'OK',
      headers: [['Content-Type', 'application/json']],
      text: '{"id":"00u1","age":36}',
      sizeBytes: 22,
      timeMs: 1,
    },
    scopes: { local: [], collection: [], globals: [] },
    withheld: [],
  };
}

function run(code: string | string[], own = limits) {
  loaded = [];
  return runScripts(engine, jobOf([code].flat()), own);
}

/** The lines of a script that ran to its end. */
async function linesOf(code: string): Promise<string[]> {
  const { runs, lines } = await run(code);
  expect(runs).toMatchObject([{ status: 'ran' }]);
  return lines.map(({ text }) => text);
}
const valueOf = async (expression: string) =>
  (await linesOf(`console.log(String(${expression}))`)).join('\n');

it('has a file for each library of the table, and no other', () => {
  const files = readdirSync(new URL('guest/libraries/', import.meta.url))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => file.replace('.ts', ''));
  expect(Object.keys(scriptLibraries).toSorted()).toEqual(files.toSorted());
});

describe('crypto-js', () => {
  // RFC 4231 sections 4.2, 4.3 and 4.7, RFC 2202 section 2, RFC 6070 section 2, NIST SP 800-38A section F.1.1, FIPS 180-2.
  it.each([
    [
      "CryptoJS.HmacSHA256('Hi There', CryptoJS.enc.Hex.parse('0b'.repeat(20)))",
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    ],
    [
      "CryptoJS.HmacSHA256('what do ya want for nothing?', 'Jefe')",
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      "require('crypto-js').HmacSHA256('Test Using Larger Than Block-Size Key - Hash Key First', CryptoJS.enc.Hex.parse('aa'.repeat(131)))",
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
    ["CryptoJS.HmacMD5('what do ya want for nothing?', 'Jefe')", '750c783e6ab0b503eaa86e310a5db738'],
    [
      "CryptoJS.PBKDF2('password', 'salt', { keySize: 5, iterations: 2, hasher: CryptoJS.algo.SHA1 })",
      'ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957',
    ],
    [
      "CryptoJS.AES.encrypt(CryptoJS.enc.Hex.parse('6bc1bee22e409f96e93d7e117393172a'), CryptoJS.enc.Hex.parse('2b7e151628aed2a6abf7158809cf4f3c'), { mode: CryptoJS.mode.ECB, padding: CryptoJS.pad.NoPadding }).ciphertext",
      '3ad77bb40d7a3660a89ecaf32466ef97',
    ],
    ["CryptoJS.SHA256('abc').toString(CryptoJS.enc.Base64)", 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='],
  ])('gives the value of the document for %s', async (expression, value) => {
    expect(await valueOf(expression)).toBe(value);
  });

  it('encrypts with a passphrase and a salt that nobody gave', async () => {
    expect(
      await linesOf(`const sealed = CryptoJS.AES.encrypt('hello', 'pass').toString();
        console.log(CryptoJS.AES.decrypt(sealed, 'pass').toString(CryptoJS.enc.Utf8));
        console.log(sealed === CryptoJS.AES.encrypt('hello', 'pass').toString());`),
    ).toEqual(['hello', 'false']);
  });
});

describe('random values', () => {
  it('come from outside and not from Math.random', async () => {
    const [word, other, first, second, own] = await linesOf(`Math.random = () => 0;
      const uuid = require('uuid');
      for (const value of [CryptoJS.lib.WordArray.random(16), CryptoJS.lib.WordArray.random(16), uuid.v4(), uuid(),
        crypto.randomUUID()]) console.log(value.toString());`);
    expect([word, other]).toEqual([
      expect.stringMatching(/^[\da-f]{32}$/),
      expect.stringMatching(/^[\da-f]{32}$/),
    ]);
    const version4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
    for (const value of [first, second, own]) expect(value).toMatch(version4);
    expect(new Set([word, other, first, second, own]).size).toBe(5);
  });

  it('fill arrays of whole numbers, whatever part of their memory they see', async () => {
    const [count, before, fault, large] = await linesOf(`
      const memory = new ArrayBuffer(64);
      crypto.getRandomValues(new Uint32Array(memory, 16, 8));
      console.log(String(new Set(new Uint8Array(memory, 16, 32)).size > 8));
      console.log([...new Uint8Array(memory, 0, 16), ...new Uint8Array(memory, 48)].join(''));
      for (const wrong of [new Float64Array(1), new Uint8Array(65537)])
        try { crypto.getRandomValues(wrong) } catch ({ name }) { console.log(name) }`);
    expect([count, before, fault, large]).toEqual(['true', '0'.repeat(32), 'TypeError', 'RangeError']);
  });
});

describe('the other libraries', () => {
  it.each([
    ["_.map(_.groupBy([6.1, 4.2, 6.3], Math.floor), 'length')", '1,2'],
    ["require('lodash').get({ a: [{ b: 3 }] }, 'a[0].b')", '3'],
    // Postman's `_` is lodash 3, whose names scripts use.
    [
      "[_.pluck([{ a: 1 }], 'a'), _.contains([1], 1), _.where([{ a: 1 }, { a: 2 }], { a: 2 }).length]",
      '1,true,1',
    ],
    ["require('moment').utc(0).format('YYYY-MM-DD[T]HH:mm:ss[Z]')", '1970-01-01T00:00:00Z'],
    [
      "require('moment').utc('2024-02-28T23:30:00Z').add(1, 'day').format('dddd D MMMM')",
      'Thursday 29 February',
    ],
    ["require('moment')('2024-02-01', 'YYYY-MM-DD').diff(require('moment')('2024-01-01'), 'days')", '31'],
    ["require('uuid').v5('www.example.com', require('uuid').v5.DNS)", '2ed6657d-e927-568b-95e1-2665a8aea6a2'],
    [
      `JSON.stringify(xml2Json('<a id="1"> <b>x</b><b>y</b><c/></a>'))`,
      '{"a":{"$":{"id":"1"},"b":["x","y"],"c":""}}',
    ],
    [
      "JSON.stringify(require('csv-parse/lib/sync')('a,b\\n1,\"x, y\"\\n', { columns: true, auto_parse: true }))",
      '[{"a":1,"b":"x, y"}]',
    ],
    [
      "JSON.stringify(require('csv-parse/lib/sync')('a;b\\n\\n1;2', { delimiter: ';', skip_empty_lines: true }))",
      '[["a","b"],["1","2"]]',
    ],
    ["new (require('ajv'))().validate({ type: 'string', format: 'email' }, 'no')", 'false'],
    [
      "new (require('ajv'))({ unknownFormats: 'ignore' }).validate({ required: ['a'], comment: 1 }, { a: 1 })",
      'true',
    ],
    [
      "[tv4.validate({ a: 1 }, { required: ['b'] }), tv4.error.message]",
      'false,Missing required property: b',
    ],
    ["Buffer.from('us@r:p\u00e4ss').toString('base64')", Buffer.from('us@r:p\u00e4ss').toString('base64')],
    ["require('buffer').Buffer.from('__-_', 'base64').length", '3'],
    ["[require('btoa')('ab'), require('atob')('YWI=')]", 'YWI=,ab'],
    ["require('chai').expect === undefined", 'false'],
    ["require('url').parse('https://a.test:8/b?c=d#e', true).query.c", 'd'],
    ["require('url').resolve('https://a.test/b/c', '../d?e')", 'https://a.test/d?e'],
  ])('work: %s', async (expression, value) => {
    expect(await valueOf(expression)).toBe(value);
  });

  it('read and write XML with all of xml2js', async () => {
    expect(
      await linesOf(`const { parseString, parseStringPromise, Builder } = require('xml2js');
        parseString('<a><b>1</b></a>', (fault, it) => console.log(JSON.stringify(it)));
        parseString('<a/>', { async: true }, (fault, it) => console.log(JSON.stringify(it)));
        console.log(JSON.stringify(await parseStringPromise('<c d="e"/>')));
        console.log(new Builder({ headless: true }).buildObject({ a: { b: 'x & y' } }).replace(/\\s/g, ''));`),
    ).toEqual(['{"a":{"b":["1"]}}', '{"c":{"$":{"d":"e"}}}', '<a><b>x&amp;y</b></a>', '{"a":""}']);
  });

  it('says where xml2Json was given no XML', async () => {
    const { runs, lines } = await run("console.log(xml2Json('<a><b></a>') === undefined)");
    expect(runs).toMatchObject([{ status: 'ran' }]);
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'log']);
    expect(lines[1]?.text).toBe('true');
  });

  it('judge an answer by a schema', async () => {
    const { tests } = await run(`
      const schema = { type: 'object', required: ['id'], properties: { age: { type: 'integer', maximum: 40 } } };
      pm.test('fits', () => pm.response.to.have.jsonSchema(schema));
      pm.test('fits not', () => pm.expect({ age: 'x' }).to.have.jsonSchema(schema));
      pm.test('is to fit not', () => pm.expect([]).to.not.have.jsonSchema(schema));`);
    expect(tests.map(({ passed }) => passed)).toEqual([true, false, true]);
    expect(tests[1]?.message).toContain('age');
    expect(tests[1]?.message).toContain("'id'");
  });
});

describe('querystring', () => {
  it.each([
    ["parse('a=1&b=x+y&a=%C3%A9&c')", '{"a":["1","é"],"b":"x y","c":""}'],
    ["parse('a=%zz&__proto__=x')", '{"a":"%zz","__proto__":"x"}'],
    ["parse('a:1;b:2', ';', ':')", '{"a":"1","b":"2"}'],
    ["stringify({ a: [1, 'é'], b: true, c: null, 'd e': '&' })", '"a=1&a=%C3%A9&b=true&c=&d%20e=%26"'],
    ['stringify(undefined)', '""'],
    ["unescape('%41%zz')", '"A%zz"'],
  ])('%s', async (expression, value) => {
    expect(await valueOf(`JSON.stringify(require('querystring').${expression})`)).toBe(value);
  });
});

describe('loading', () => {
  it('costs nothing where no script asks', async () => {
    await linesOf(`Object.getOwnPropertyNames(globalThis); pm.test('x', () => pm.expect(1).to.eql(1));
      require('chai'); { const _ = 1, CryptoJS = 2; console.log(_ + CryptoJS) }`);
    expect(loaded).toEqual([]);
  });

  it('is done once for all scripts of a phase, under any name', async () => {
    const { runs } = await run([
      "const name = 'lod' + 'ash'; if (require(name) !== _) throw 1; _.kept = 1;",
      "if (_.kept !== 1 || require('lodash') !== _ || typeof _.map !== 'function') throw 2;",
    ]);
    expect(runs.map(({ status }) => status)).toEqual(['ran', 'ran']);
    // Lodash looks whether there is a Buffer.
    expect(loaded).toEqual(['lodash', 'buffer']);
  });

  it('tells a script nothing of the machine where a file is missing', async () => {
    const engineWithout = await loadEngine({ ...builtPaths, libraries: '/nowhere-at-all' });
    const { runs } = await runScripts(engineWithout, jobOf(["require('lodash')"]), limits);
    expect(runs).toMatchObject([{ status: 'failed' }]);
    expect(runs[0]?.error?.message).not.toContain('nowhere');
  });

  it('gives way to what a script makes of the name', async () => {
    expect(await linesOf("tv4 = 'mine'; globalThis._ = [1]; console.log(tv4, _.length)")).toEqual(['mine 1']);
    expect(loaded).toEqual([]);
  });

  it('leaves no names behind', async () => {
    const names = 'Object.getOwnPropertyNames(globalThis).join()';
    const all = Object.values(scriptLibraries).flatMap(({ modules }) => [...modules]);
    expect(
      await valueOf(
        `(() => { const before = ${names}; ${JSON.stringify(all)}.map(require); return ${names} === before })()`,
      ),
    ).toBe('true');
    expect(loaded.toSorted()).toEqual(Object.keys(scriptLibraries).toSorted());
  });

  it.each([
    ["require('fs')", 'lodash'],
    ["require('crypto')", 'crypto-js'],
    ["require('constructor')", 'lodash'],
    ["require('../libraries/lodash')", 'lodash'],
    ["require({ toString: () => '__proto__' })", 'lodash'],
    ["pm.require('npm:lodash@4.17.21')", 'lodash'],
    ["pm.require('@team/package')", 'lodash'],
  ])('is refused with what there is: %s', async (code, named) => {
    const { runs } = await run(code);
    expect(runs).toMatchObject([{ status: 'failed', error: { name: 'Error' } }]);
    expect(runs[0]?.error?.message).toContain(named);
    expect(await linesOf(`try { ${code} } catch ({ code }) { console.log(code) }`)).toEqual([
      'MODULE_NOT_FOUND',
    ]);
  });
});

describe('bounds hold for what a script does with them', () => {
  it.each([
    ['an endless use', 'for (;;) _.sortBy(_.range(500));'],
    ['one long call', "CryptoJS.PBKDF2('a', 'b', { iterations: 1e9 })"],
    ['a call that is caught', "for (;;) try { require('moment')(); for (;;); } catch {}"],
  ])('time, in %s', async (_what, code) => {
    const startedAt = performance.now();
    const { runs } = await run(code, { ...limits, timeoutMs: 400 });
    expect(runs.map(({ status }) => status)).toEqual(['stopped']);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it('memory', async () => {
    const before = process.memoryUsage().rss;
    const { runs } = await run(
      'const all = []; for (;;) all.push(_.fill(new Array(1e5), 1), Buffer.alloc(1e6));',
    );
    expect(['failed', 'stopped']).toContain(runs[0]?.status);
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
  });

  it('of the stack, where a library is first asked for far down', async () => {
    const { runs } = await run('const down = (n) => (n === 0 ? _.VERSION : down(n - 1)) + ""; down(1e5);');
    expect(runs[0]?.status).toBe('failed');
  });
});
