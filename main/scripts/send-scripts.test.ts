import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../core/bridge.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import { emptyRequest } from '../../core/http/request.ts';
import { build } from '../../scripts/build.mjs';
import { type App, createApp } from '../app.ts';
import { type RawServer, respond, startRawServer } from '../http/testing/raw-server.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';

const outPath = fileURLToPath(new URL('../../out', import.meta.url));
let folder: string;
let app: App;
let server: RawServer;
const canary = 'canary-5f1b9d-secret';

beforeAll(async () => {
  await build({ only: ['script-guest', 'script-libraries', 'script-runner'], quiet: true });
  server = await startRawServer((socket) => {
    respond(socket, '200 OK', ['Content-Type: application/json'], '{"id":"00u1"}');
  });
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-scripts-'));
  app = await createApp({
    host: createNodeHost('web', outPath),
    version: '1.2.3',
    profilePath: join(folder, 'profile'),
    workspacePath: join(folder, 'workspace'),
    log: createLog(() => undefined),
  });
  server.heads.length = 0;
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

let calls = 0;
function reply(operation: OperationName, input: unknown): Promise<Reply> {
  return app.dispatcher.call(`call-${(calls += 1)}`, operation, input);
}
async function call<N extends OperationName>(
  operation: N,
  input: OperationInput<N>,
): Promise<OperationOutput<N>> {
  const answered = await reply(operation, input);
  if (!answered.ok) throw new Error(`${answered.error.code}: ${answered.error.message}`);
  return answered.value as OperationOutput<N>;
}

const language = 'text/javascript';
/** A collection and a request in it, both with scripts, and an environment with a secret. */
async function createScripted(scripts: { collection?: string; before?: string; after?: string }) {
  const { node: collection } = await call('item.create', { kind: 'collection', name: 'Users' });
  const record = await call('definition.read', { id: collection.id });
  await call('definition.save', {
    id: collection.id,
    revision: record.revision,
    definition: {
      ...record.definition,
      scripts:
        scripts.collection === undefined
          ? []
          : [{ type: 'afterResponse', code: scripts.collection, language }],
    },
  });
  const { node } = await call('item.create', {
    kind: 'request',
    name: 'Get',
    parentId: collection.id,
    request: {
      ...emptyRequest(),
      url: `${server.url}/{{path}}`,
      headers: [{ key: 'X-Key', value: '{{key}}' }],
      scripts: [
        ...(scripts.before === undefined ? [] : [{ type: 'beforeRequest', code: scripts.before, language }]),
        ...(scripts.after === undefined ? [] : [{ type: 'afterResponse', code: scripts.after, language }]),
      ],
    },
  });
  const environment = await call('environment.create', {
    name: 'Test',
    variables: [
      { key: 'path', initialValue: 'first', enabled: true, type: 'default' },
      { key: 'key', initialValue: '', currentValue: canary, enabled: true, type: 'secret' },
    ],
  });
  return { id: node.id, collectionId: collection.id, environmentId: environment.id };
}
/** A Bruno folder with a request that logs in and one that takes what it gave. */
async function importBruno(): Promise<void> {
  const files = {
    'bruno.json': '{"version":"1","name":"Shop","type":"collection"}',
    'a.bru': `meta {\n  name: Log in\n}\n\nget {\n  url: ${server.url}/login\n}\n\nscript:post-response {\n  bru.setVar('session', res.body.id);\n}\n\ntests {\n  test('is OK', () => expect(res.status).to.equal(200));\n}\n`,
    'b.bru': `meta {\n  name: Me\n}\n\nget {\n  url: ${server.url}/me/{{session}}\n}\n\nscript:pre-request {\n  req.setHeader('X-Step', bru.getVar('session') + '!');\n}\n`,
  };
  const path = join(folder, 'shop');
  await mkdir(path);
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  await call('import.run', { sources: [{ kind: 'path', path }] });
}
async function allowAll(id: string) {
  const { scripts } = await call('script.review', { id });
  await call('script.allow', { hashes: scripts.map(({ hash }) => hash) });
}

describe('scripts around a send', () => {
  it('are those of Bruno too, once their text is allowed', async () => {
    await importBruno();
    const { nodes } = await call('workspace.readTree', {});
    const idOf = (name: string) => nodes.find((node) => node.name === name)?.id ?? '';
    const waiting = await call('request.send', { id: idOf('Log in') });
    expect(waiting.scripts?.runs.map(({ status }) => status)).toEqual(['notAllowed', 'notAllowed']);
    await allowAll(idOf('Log in'));
    await allowAll(idOf('Me'));
    const login = await call('request.send', { id: idOf('Log in') });
    expect(login.scripts?.tests).toMatchObject([{ name: 'is OK', passed: true }]);
    await call('request.send', { id: idOf('Me') });
    const head = server.heads.at(-1) ?? '';
    expect(head).toContain('GET /me/00u1 ');
    expect(head.toLowerCase()).toContain('x-step: 00u1!');
  });

  it('do not run before they are allowed, and ask again once they are edited', async () => {
    const { id, environmentId } = await createScripted({
      collection: "pm.environment.set('ran', 'yes')",
      after: "pm.environment.set('own', 'yes')",
    });
    const first = await call('request.send', { id, environmentId });
    expect(first.scripts?.runs.map(({ status, from }) => [from.kind, status])).toEqual([
      ['collection', 'notAllowed'],
      ['request', 'notAllowed'],
    ]);
    expect(first.scripts?.variables).toEqual([]);

    await allowAll(id);
    const second = await call('request.send', { id, environmentId });
    expect(second.scripts?.variables.map(({ key, outcome }) => [key, outcome])).toEqual([
      ['ran', 'done'],
      ['own', 'done'],
    ]);

    const { request, revision } = await call('request.read', { id });
    const edited = {
      ...request,
      scripts: [{ type: 'afterResponse', code: 'pm.environment.set("x", 1)', language }],
    };
    await call('request.save', { id, request: edited, revision });
    const third = await call('request.send', { id, environmentId });
    expect(third.scripts?.runs.map(({ status }) => status)).toEqual(['skipped', 'notAllowed']);
  });

  it('do not run before what is asked for is there, never see it, and change nothing about where it comes from', async () => {
    const { id, environmentId } = await createScripted({
      before: `pm.environment.set('ran', 'yes'); pm.environment.set('key', 'theirs'); pm.environment.unset('key');
        console.log(String(pm.environment.get('key')), pm.variables.replaceIn('{{key}}'), JSON.stringify(pm.environment.toObject()));`,
      after: "pm.environment.set('key', 'theirs again')",
    });
    await allowAll(id);
    const { name, variables, revision } = await call('environment.read', { id: environmentId });
    const source = { kind: 'ask' as const };
    const sourced = variables.map((row) => (row.key === 'key' ? { ...row, source } : row));
    await call('environment.save', { id: environmentId, name, variables: sourced, revision });
    expect(await reply('request.send', { id, environmentId })).toMatchObject({
      error: { code: 'ERR_VARIABLE_NOT_GIVEN' },
    });
    const keys = async () =>
      (await call('environment.read', { id: environmentId })).variables.map((row) => [row.key, row.source]);
    expect(await keys()).toEqual([
      ['path', undefined],
      ['key', source],
    ]);
    const scope = { kind: 'environment' as const, id: environmentId };
    await call('value.give', { values: [{ scope, key: 'key', value: canary }] });
    const sent = await call('request.send', { id, environmentId });
    expect(server.heads.at(-1)).toContain(`X-Key: ${canary}`);
    expect(sent.scripts?.variables.map(({ key, outcome }) => [key, outcome])).toEqual([
      ['ran', 'done'],
      ['key', 'failed'],
      ['key', 'failed'],
      ['key', 'failed'],
    ]);
    expect(JSON.stringify(sent)).not.toContain(canary);
    expect(await keys()).toEqual([
      ['path', undefined],
      ['key', source],
      ['ran', undefined],
    ]);
  });

  it('change what is sent, and never see a secret', async () => {
    const { id, environmentId } = await createScripted({
      before: `pm.environment.set('path', 'second');
        pm.variables.set('once', 'local');
        pm.request.headers.add({ key: 'X-Once', value: '{{once}}' });
        console.log(JSON.stringify([pm.environment.toObject(), pm.variables.toObject(), pm.request, Object.getOwnPropertyNames(globalThis).map((n) => String(globalThis[n]))]));
        console.log(pm.environment.get('key'), pm.variables.replaceIn('{{key}}'), environment.key);`,
      after: `console.log(JSON.stringify(pm.request.headers.all()), JSON.stringify(request));
        pm.test('has an id', () => pm.expect(pm.response.json()).to.have.property('id', '00u1'));`,
    });
    await allowAll(id);
    const sent = await call('request.send', { id, environmentId });
    expect(server.heads.at(-1)).toContain('GET /second ');
    expect(server.heads.at(-1)).toContain('X-Once: local');
    expect(server.heads.at(-1)).toContain(`X-Key: ${canary}`);
    expect(sent.scripts?.tests).toEqual([{ name: 'has an id', passed: true }]);
    expect(sent.scripts?.lines.length).toBeGreaterThan(2);
    expect(JSON.stringify(sent)).not.toContain(canary);
  });

  it('sign what is sent with a library', async () => {
    const { id, environmentId } = await createScripted({
      before: `const signature = CryptoJS.HmacSHA256('what do ya want for nothing?', 'Jefe').toString(CryptoJS.enc.Hex);
        pm.request.headers.upsert({ key: 'X-Signature', value: signature });`,
    });
    await allowAll(id);
    await call('request.send', { id, environmentId });
    // RFC 4231 section 4.3.
    expect(server.heads.at(-1)).toContain(
      'X-Signature: 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('are not given the column of a data file that stands in the place of a secret', async () => {
    const column = 'row-canary/of the file';
    const { id, environmentId } = await createScripted({
      before: "pm.variables.set('path', pm.iterationData.get('path') + '/own')",
      after: `console.log(JSON.stringify([pm.iterationData, pm.variables.toObject(), data]), pm.variables.get('key'));
        pm.test(pm.variables.get('path'), () => pm.expect(pm.iterationData.has('key')).to.eql(false));`,
    });
    await allowAll(id);
    const round = { index: 0, count: 1, data: { key: column, path: 'row' } };
    const sent = await call('request.send', { id, environmentId, round });
    expect(server.heads.at(-1)).toContain('GET /row/own ');
    expect(server.heads.at(-1)).toContain(`X-Key: ${column}`);
    expect(sent.scripts?.tests).toEqual([{ name: 'row/own', passed: true }]);
    expect(JSON.stringify(sent)).not.toContain('canary');
  });

  it('stop the request where one that comes first fails', async () => {
    const { id, environmentId } = await createScripted({ before: 'nothing.like.that()' });
    await allowAll(id);
    const answered = await reply('request.send', { id, environmentId });
    expect(answered).toMatchObject({
      ok: false,
      error: { code: 'ERR_SCRIPT_FAILED', details: { name: 'ReferenceError' } },
    });
    expect(server.heads).toEqual([]);
  });

  it('have the request skipped, and say where a run goes on', async () => {
    const { id, environmentId } = await createScripted({
      before:
        "pm.environment.set('seen', 'yes'); pm.execution.setNextRequest('Last'); pm.execution.skipRequest();",
      after: "pm.test('never', () => pm.expect(1).to.eql(2))",
    });
    await allowAll(id);
    expect(await reply('request.send', { id, environmentId })).toMatchObject({
      ok: false,
      error: { code: 'ERR_SCRIPT_SKIPPED_REQUEST', details: { itemId: id, next: 'Last' } },
    });
    expect(server.heads).toEqual([]);
    const { variables } = await call('environment.read', { id: environmentId });
    expect(variables.find(({ key }) => key === 'seen')?.currentValue).toBe('yes');
  });

  it('are named where a value is missing that they may set', async () => {
    const { id } = await createScripted({ before: "pm.environment.set('path', 'x')" });
    const refused = await reply('request.send', { id });
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'ERR_VARIABLE_UNRESOLVED', details: { scriptsNotAllowed: 1 } },
    });
    await allowAll(id);
    expect(await reply('request.send', { id })).not.toHaveProperty('error.details.scriptsNotAllowed');
  });

  it('send requests of their own before the request, with no secret in them', async () => {
    const events: unknown[] = [];
    const { id, environmentId } = await createScripted({
      before: `
        pm.sendRequest({ url: '${server.url}/token', method: 'POST', header: { Authorization: 'Bearer typed-credential' },
          body: { mode: 'urlencoded', urlencoded: [{ key: 'a', value: 'b c' }] } }, (problem, res) => {
          pm.environment.set('path', res.json().id);
        });
        for (const text of ['{{key}}', '{{' + 'key}}'])
          pm.sendRequest('${server.url}/' + text, (problem) => console.log(problem.message));
        pm.sendRequest('${server.url}/' + pm.variables.get('key') + pm.environment.get('key'), () => {});`,
    });
    app.subscribe(({ name, payload }) => name === 'console.exchanged' && events.push(payload));
    await allowAll(id);
    const { exchange, scripts } = await call('request.send', { id, environmentId });
    expect(exchange.request.url).toBe(`${server.url}/00u1`);
    expect(server.heads.map((head) => head.split(' ').slice(0, 2).join(' '))).toEqual([
      'POST /token',
      'GET /undefinedundefined',
      'GET /00u1',
    ]);
    expect(server.heads.slice(0, 2).join()).not.toContain(canary);
    expect(scripts?.lines.filter(({ text }) => text.includes('pm.variables.replaceIn'))).toHaveLength(2);
    await expect.poll(() => events.length).toBe(3);
    expect(events).toMatchObject([
      { source: 'scriptRequest', itemId: id, exchange: { request: { method: 'POST' } } },
      { source: 'scriptRequest' },
      { source: 'request' },
    ]);
    expect(JSON.stringify(events)).not.toContain('typed-credential');
  });

  it('send nothing where the text does not say so, and hear why nothing came', async () => {
    const { id, environmentId } = await createScripted({
      before:
        "try { pm['send' + 'Request']('" +
        server.url +
        "/hidden') } catch (fault) { console.log(fault.message) }",
      after: "pm.sendRequest('http://127.0.0.1:1/', (problem) => pm.test(problem.message, () => {}))",
    });
    const { request, revision } = await call('request.read', { id });
    const [before] = request.scripts;
    await call('request.save', { id, request: { ...request, scripts: [before!] }, revision });
    await allowAll(id);
    await call('request.send', { id, environmentId });
    expect(server.heads.map((head) => head.split(' ')[1])).toEqual(['/first']);
    const saved = await call('request.read', { id });
    await call('request.save', {
      id,
      request: { ...request, scripts: [request.scripts[1]!] },
      revision: saved.revision,
    });
    await allowAll(id);
    const { scripts } = await call('request.send', { id, environmentId });
    expect(scripts?.tests).toMatchObject([{ passed: true }]);
    expect(scripts?.tests[0]?.name).toMatch(/refused|blocked|port/i);
  });

  it('report a failure after the answer beside the answer', async () => {
    const { id, environmentId } = await createScripted({
      collection: 'null.x',
      after: "pm.globals.set('a', 1)",
    });
    await allowAll(id);
    const { exchange, scripts } = await call('request.send', { id, environmentId });
    expect(exchange.outcome).toMatchObject({ kind: 'response', status: 200 });
    expect(scripts?.runs.map(({ status }) => status)).toEqual(['failed', 'skipped']);
  });

  it('review a whole collection at once, and forget permissions', async () => {
    const { id, collectionId } = await createScripted({ collection: '1', before: '2', after: '3' });
    const { scripts } = await call('script.review', { withinId: collectionId });
    expect(scripts.map(({ from, phase, code, allowed }) => [from.name, phase, code, allowed])).toEqual([
      ['Users', 'afterResponse', '1', false],
      ['Get', 'beforeRequest', '2', false],
      ['Get', 'afterResponse', '3', false],
    ]);
    await allowAll(id);
    expect((await call('script.review', { id })).scripts.every(({ allowed }) => allowed)).toBe(true);
    await call('script.forbid', {});
    expect((await call('script.review', { id })).scripts.some(({ allowed }) => allowed)).toBe(false);
    expect(await readFile(join(folder, 'profile', 'scripts.json'), 'utf8')).toBe('{"allowed":[]}');
  });

  it('are told what the request is called: as a draft, as stored, and never saved', async () => {
    const { id } = await createScripted({});
    const scripts = [{ type: 'afterResponse', code: 'console.log(pm.info.requestName)', language }];
    const request = { ...emptyRequest(), url: server.url, scripts };
    const cases = [
      { id, request, name: 'As edited' },
      { id, request },
      { request, name: 'Never saved' },
    ];
    const told: unknown[] = [];
    for (const input of cases) {
      const { scripts: reviewed } = await call('script.review', input);
      await call('script.allow', { hashes: reviewed.map(({ hash }) => hash) });
      const { scripts: report } = await call('request.send', input);
      told.push([reviewed[0]?.from.name, report?.runs[0]?.from.name, report?.lines[0]?.text]);
    }
    const names = ['As edited', 'Get', 'Never saved'];
    expect(told).toEqual(names.map((name) => [name, name, name]));
  });

  it('leave every prototype of the app alone', async () => {
    const prototypes = [Object.prototype, Array.prototype, Function.prototype];
    const before = prototypes.map((prototype) => Reflect.ownKeys(prototype).length);
    const { id, environmentId } = await createScripted({
      after: `Object.prototype.bad = 1; pm.environment.set('__proto__', 'x'); pm.globals.set('constructor', 'y');
        this.constructor.constructor('return process')();`,
    });
    await allowAll(id);
    const { scripts } = await call('request.send', { id, environmentId });
    expect(scripts?.runs).toMatchObject([{ status: 'failed', error: { name: 'ReferenceError' } }]);
    expect(prototypes.map((prototype) => Reflect.ownKeys(prototype).length)).toEqual(before);
  });
});
