/** Values that are asked for, or come from programs and files: what a send does about them, and where they never go. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Request, emptyRequest } from '../../core/http/request.ts';
import type { ValueSource } from '../../core/variables/value-source.ts';
import type { Variable, VariableScopeRef } from '../../core/variables/variable.ts';
import {
  type Bench,
  type FakeServer,
  oauth2,
  startBench,
  startFakeServer,
} from '../oauth/testing/oauth-bench.ts';
import { createSecretStore } from '../storage/secret-store.ts';
import { type FakeManager, plantManager } from './testing/fake-manager.ts';

const hush = 'hush-4471-canary';
let bench: Bench;
let server: FakeServer;
let manager: FakeManager;
let environmentId: string;
let scope: VariableScopeRef;

beforeEach(async () => {
  [bench, server, manager] = await Promise.all([startBench(), startFakeServer(), plantManager()]);
  server.answer = ({ path }) =>
    path === '/token'
      ? { body: { access_token: 'at-1', token_type: 'Bearer', expires_in: 3600, refresh_token: 'rt-1' } }
      : { body: { id: 'x' } };
});
afterEach(async () => {
  await bench.close();
  await server.close();
  await manager.close();
});

const variable = (key: string, source?: ValueSource, more: Partial<Variable> = {}): Variable => ({
  key,
  initialValue: '',
  enabled: true,
  type: 'secret',
  ...(source === undefined ? {} : { source }),
  ...more,
});
const ask: ValueSource = { kind: 'ask' };
const program = (command: string): ValueSource => ({ kind: 'program', command });

async function environment(...variables: Variable[]): Promise<void> {
  ({ id: environmentId } = await bench.call('environment.create', { name: 'E', variables }));
  scope = { kind: 'environment', id: environmentId };
}
const request = (value: string, more: Partial<Request> = {}): Request => ({
  ...emptyRequest(),
  url: `${server.url}/api`,
  headers: [{ key: 'X-Value', value }],
  ...more,
});
const send = (draft: Request, more: object = {}) =>
  bench.reply('request.send', { request: draft, environmentId, ...more });
const sentValues = () =>
  server.received.filter(({ path }) => path === '/api').map(({ headers }) => headers['x-value']);
const give = (key: string, value: string) => bench.call('value.give', { values: [{ scope, key, value }] });
const stateOf = async (key: string) =>
  (await bench.call('value.list', { scope })).states.find((state) => state.key === key);

describe('a value that is asked for', () => {
  it('stops a send before anything leaves, names what is missing and where it goes, and is used once given', async () => {
    await environment(
      variable('otp', ask, { hosts: ['127.0.0.1'] }),
      variable('name', ask, { type: 'default', initialValue: 'me' }),
      variable('unused', ask),
    );
    const draft = request('{{otp}} {{name}}');
    expect(await send(draft)).toMatchObject({
      ok: false,
      error: {
        code: 'ERR_VARIABLE_NOT_GIVEN',
        details: {
          values: [
            { scope, key: 'otp', isMasked: true, offered: '', hosts: ['127.0.0.1'] },
            { scope, key: 'name', isMasked: false, offered: 'me' },
          ],
          hosts: [new URL(server.url).host],
        },
      },
    });
    expect(server.received).toEqual([]);
    await bench.call('value.give', {
      values: [
        { scope, key: 'otp', value: hush },
        { scope, key: 'name', value: '{{otp}}' },
      ],
    });
    const sent = await send(draft);
    // As it was typed: no variable in it is looked for.
    expect(sentValues()).toEqual([`${hush} {{otp}}`]);
    expect(JSON.stringify(sent)).not.toContain(hush);
    expect(await stateOf('otp')).toMatchObject({ isHere: true, atEpochMs: expect.any(Number) as number });
    expect(await stateOf('unused')).toMatchObject({ isHere: false });
  });

  it('is written nowhere, not even encrypted, and is forgotten when asked to', async () => {
    await environment(variable('otp', ask));
    await give('otp', hush);
    await send(request('{{otp}}'));
    expect(sentValues()).toEqual([hush]);
    const secrets = await bench.readProfile();
    expect(secrets.some((bytes) => bytes.includes(hush))).toBe(false);
    const kept = JSON.parse(
      secrets.map((bytes) => bytes.toString()).find((text) => text.includes('"otp"')) ?? '',
    ) as { scopes: { values: unknown[] }[] };
    expect(kept.scopes[0]?.values).toEqual([{ key: 'otp', source: ask }]);
    expect(JSON.stringify(bench.events)).not.toContain(hush);
    expect(bench.events.map(({ name }) => name)).toContain('value.changed');
    await bench.call('value.forget', { place: { scope, key: 'otp' } });
    expect(await send(request('{{otp}}'))).toMatchObject({ error: { code: 'ERR_VARIABLE_NOT_GIVEN' } });
    await give('otp', hush);
    await bench.call('value.forget', {});
    expect(await stateOf('otp')).toMatchObject({ isHere: false });
  });

  it('is not asked for where a local variable wins, nor where the request is refused anyway', async () => {
    await environment(variable('otp', ask));
    expect(await send(request('{{otp}}'), { variables: { otp: 'local' } })).toMatchObject({ ok: true });
    expect(await send(request('{{otp}} {{nothing}}'))).toMatchObject({
      error: { code: 'ERR_VARIABLE_UNRESOLVED' },
    });
    expect(sentValues()).toEqual(['local']);
  });

  it('is found through other variables, in authorization, checks, globals and collections', async () => {
    await environment(variable('alias', undefined, { type: 'default', initialValue: 'x-{{deep}}' }));
    const globals = await bench.call('environment.read', { id: 'globals' });
    await bench.call('environment.save', { ...globals, variables: [variable('deep', ask)] });
    const { node } = await bench.call('item.create', { kind: 'collection', name: 'C' });
    const { definition, revision } = await bench.call('definition.read', { id: node.id });
    const password = variable('password', ask);
    await bench.call('definition.save', {
      id: node.id,
      revision,
      definition: { ...definition, variables: [password, variable('expected', ask)] },
    });
    const draft = request('{{alias}}', {
      auth: { type: 'basic', credentials: [{ key: 'password', value: '{{password}}', type: 'string' }] },
      checks: [{ source: 'status', expression: '', operator: 'equals', expected: '{{expected}}' }],
    });
    const refused = await send(draft, { parentId: node.id });
    const { details } = (
      refused as unknown as { error: { details: { values: { key: string; scope: object }[] } } }
    ).error;
    expect(details.values.map(({ key }) => key).toSorted()).toEqual(['deep', 'expected', 'password']);
    for (const { key, scope: place } of details.values)
      await bench.call('value.give', {
        values: [
          { key, scope: place as VariableScopeRef, value: key === 'expected' ? '200' : `${key}-given` },
        ],
      });
    expect(await send(draft, { parentId: node.id })).toMatchObject({
      value: { checks: [{ passed: true }] },
    });
    expect(sentValues()).toEqual(['x-deep-given']);
    expect(server.received[0]?.headers.authorization).toBe(`Basic ${btoa(':password-given')}`);
  });

  it('is needed by signed and other authorizations before they are worked out', async () => {
    await environment(variable('key', ask));
    const auth = (type: string, values: Record<string, string>): Request['auth'] => ({
      type,
      credentials: Object.entries(values).map(([key, value]) => ({ key, value, type: 'string' })),
    });
    const jwt = auth('jwt', { algorithm: 'HS256', secret: '{{key}}', payload: '{}' });
    const aws = auth('awsv4', { accessKey: 'a', secretKey: '{{key}}', region: 'r', service: 's' });
    for (const one of [
      jwt,
      aws,
      auth('bearer', { token: '{{key}}' }),
      auth('digest', { password: '{{key}}' }),
    ]) {
      expect(await send(request('', { auth: one }))).toMatchObject({
        error: { code: 'ERR_VARIABLE_NOT_GIVEN', details: { values: [{ key: 'key' }] } },
      });
    }
    expect(server.received).toEqual([]);
  });

  it('is gathered for a whole run at once', async () => {
    await environment(variable('a', ask), variable('b', ask), variable('c', program(`op read ${hush}`)));
    const ids: string[] = [];
    const { node } = await bench.call('item.create', { kind: 'collection', name: 'C' });
    for (const name of ['a', 'b', 'c']) {
      const made = await bench.call('item.create', {
        kind: 'request',
        parentId: node.id,
        name,
        request: request(`{{${name}}}`),
      });
      ids.push(made.node.id);
    }
    const prepare = (given: string[] = []) => bench.reply('value.prepare', { ids, environmentId, given });
    expect(await prepare()).toMatchObject({
      error: { code: 'ERR_VARIABLE_NOT_GIVEN', details: { values: [{ key: 'a' }, { key: 'b' }] } },
    });
    expect(await prepare(['a'])).toMatchObject({ error: { details: { values: [{ key: 'b' }] } } });
    await give('b', 'x');
    expect(await manager.runs()).toEqual([]);
    expect(await prepare(['a'])).toMatchObject({ ok: true });
    expect(await manager.runs()).toHaveLength(1);
    expect(server.received).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a value that a program prints', () => {
  it('is got by the send that needs it, once, and again when asked to', async () => {
    await environment(variable('n', program('op count')));
    await send(request('nothing'));
    expect(await manager.runs()).toEqual([]);
    await send(request('{{n}}'));
    await send(request('{{n}}'));
    await bench.call('value.get', { scope, key: 'n' });
    await send(request('{{n}}'));
    expect(sentValues()).toEqual(['nothing', '1', '1', '2']);
  });

  it('is got once for sends at the same time', async () => {
    await environment(variable('key', program(`op slow ${hush}`)));
    await Promise.all([1, 2, 3, 4].map(() => send(request('{{key}}'))));
    expect(sentValues()).toEqual([hush, hush, hush, hush]);
    expect(await manager.runs()).toHaveLength(1);
  });

  it('is masked wherever a secret is: answer, history, console, refusals, files', async () => {
    await environment(variable('key', program(`op read ${hush}`), { type: 'default', hosts: ['127.0.0.1'] }));
    const stored = await bench.call('environment.read', { id: environmentId });
    expect(stored.variables[0]).toMatchObject({ type: 'secret' });
    const sent = await send(request('{{key}}', { url: `${server.url}/api?k={{key}}` }));
    const { entries } = await bench.call('history.list', {});
    const kept = await bench.call('history.read', { id: entries[0]?.id ?? '' });
    const bad = await send(request('{{key}}', { url: 'http://{{key}}\u0000/' }));
    expect(server.received).toHaveLength(1);
    // What the command line says is no secret of Postern's: it is the value that is searched for elsewhere.
    const command = /op read hush-4471-canary/g;
    for (const text of [sent, entries, kept, bad, bench.events, bench.logged].map((one) =>
      JSON.stringify(one),
    ))
      expect(text.replaceAll(command, '')).not.toContain(hush);
    for (const bytes of await bench.readProfile())
      expect(bytes.toString('latin1').replaceAll(command, '')).not.toContain(hush);
  });

  it('goes to its hosts only', async () => {
    await environment(variable('key', program(`op read ${hush}`), { hosts: ['dev-1.okta.com'] }));
    expect(await send(request('{{key}}'))).toMatchObject({ error: { code: 'ERR_SECRET_OTHER_HOST' } });
    expect(server.received).toEqual([]);
  });

  it('is not got for what is only looked at', async () => {
    await environment(variable('key', program(`op read ${hush}`)), variable('otp', ask));
    const draft = request('{{key}}', { url: `${server.url}/{{otp}}` });
    const preview = await bench.call('request.preview', { request: draft, environmentId });
    expect(preview.problem).toBeUndefined();
    expect(preview.variables).toMatchObject([
      { name: 'otp', secret: true, sourced: { words: 'asked when sending', isHere: false } },
      { name: 'key', secret: true, sourced: { words: 'got from op', isHere: false } },
    ]);
    expect(preview.headers.find(({ name }) => name === 'X-Value')?.value).toBe('••••••••');
    expect(preview.url).toBe(`${server.url}/••••••••`);
    const code = (includeSecrets: boolean) =>
      bench.call('request.generateCode', { request: draft, environmentId, target: 'curl', includeSecrets });
    expect((await code(true)).code).toContain('<key>');
    expect((await code(false)).code).toContain('<key>');
    expect(await manager.runs()).toEqual([]);
  });

  it('says why it could not be got, in the refusal and where the variable stands', async () => {
    await environment(variable('key', program('op fail hush-part')));
    const refused = await send(request('{{key}}'));
    expect(refused).toMatchObject({
      error: {
        code: 'ERR_VARIABLE_PROGRAM_FAILED',
        details: { name: 'key', program: 'op', reason: 'exitCode' },
      },
    });
    expect(JSON.stringify(refused)).not.toContain('hush-part');
    expect(await stateOf('key')).toMatchObject({
      isHere: false,
      error: { code: 'ERR_VARIABLE_PROGRAM_FAILED' },
      atEpochMs: expect.any(Number) as number,
    });
    // Another command counts as never run.
    const { revision, name, variables } = await bench.call('environment.read', { id: environmentId });
    const changed = variables.map((row) => ({ ...row, source: program(`op read ${hush}`) }));
    await bench.call('environment.save', { id: environmentId, name, revision, variables: changed });
    expect(await stateOf('key')).toEqual({ key: 'key', source: changed[0]?.source, isHere: false });
    await send(request('{{key}}'));
    expect(sentValues()).toEqual([hush]);
  });

  it('is not set, revealed or taken away by anything but the user', async () => {
    await environment(variable('key', program(`op read ${hush}`)));
    expect(await bench.reply('variable.set', { scope, key: 'key', value: 'x' })).toMatchObject({
      error: { code: 'ERR_VARIABLE_HAS_SOURCE' },
    });
    expect(await bench.reply('variable.reveal', { scope, key: 'key' })).toMatchObject({
      error: { code: 'ERR_SECRET_NOT_FOUND' },
    });
    await give('key', 'x');
    expect(await stateOf('key')).toMatchObject({ isHere: false });
    expect(await bench.reply('value.get', { scope, key: 'other' })).toMatchObject({
      error: { code: 'ERR_SECRET_NOT_FOUND' },
    });
  });

  it('is refused to be saved where no program could be run', async () => {
    expect(
      await bench.reply('environment.create', { name: 'E', variables: [variable('k', program('a | b'))] }),
    ).toMatchObject({ error: { code: 'ERR_VARIABLE_SOURCE_INVALID' } });
  });
});

it('a value that a file holds is read when it is needed', async () => {
  const path = join(manager.folder, 'value');
  await environment(variable('key', { kind: 'file', path }));
  expect(await send(request('{{key}}'))).toMatchObject({ error: { code: 'ERR_VARIABLE_FILE_UNREADABLE' } });
  await writeFile(path, `${hush}\n`);
  await send(request('{{key}}'));
  expect(sentValues()).toEqual([hush]);
});

describe.skipIf(process.platform === 'win32')('a set-up of OAuth 2.0', () => {
  const auth = (more: object = {}) =>
    oauth2({
      grantType: 'client_credentials',
      clientAuthentication: 'client_secret_post',
      accessTokenUrl: `${server.url}/token`,
      clientId: 'client-1',
      clientSecret: '{{clientSecret}}',
      ...more,
    });
  const tokenCalls = () => server.received.filter(({ path }) => path === '/token');
  const noneOnDisk = async () => {
    for (const bytes of await bench.readProfile())
      expect(bytes.toString('latin1').replaceAll(`op read ${hush}`, '')).not.toContain(hush);
  };

  it('gets its secret when a token is got, not when one is there, and keeps none of it', async () => {
    await environment(variable('clientSecret', program(`op read ${hush}`)));
    expect(await send(request('a', { auth: auth() }))).toMatchObject({ ok: true });
    expect(tokenCalls().map(({ form }) => form.get('client_secret'))).toEqual([hush]);
    await bench.call('value.forget', {});
    expect(await send(request('b', { auth: auth() }))).toMatchObject({ ok: true });
    expect(await manager.runs()).toHaveLength(1);
    await noneOnDisk();
    // The refresh gets it again.
    const [token] = (await bench.call('token.list', {})).tokens;
    await bench.call('token.refresh', { id: token?.id ?? '' });
    expect(tokenCalls().map(({ form }) => form.get('client_secret'))).toEqual([hush, hush]);
    expect(await manager.runs()).toHaveLength(2);
    await noneOnDisk();
  });

  it('asks before a token is got and before one is refreshed, and nobody is called meanwhile', async () => {
    await environment(variable('clientSecret', ask));
    const needed = {
      error: { code: 'ERR_VARIABLE_NOT_GIVEN', details: { values: [{ key: 'clientSecret' }] } },
    };
    expect(await send(request('a', { auth: auth() }))).toMatchObject(needed);
    expect(await bench.reply('oauth.getToken', { auth: auth(), environmentId })).toMatchObject({
      error: { ...needed.error, details: { ...needed.error.details, hosts: [new URL(server.url).host] } },
    });
    expect(server.received).toEqual([]);
    await give('clientSecret', hush);
    expect(await send(request('a', { auth: auth() }))).toMatchObject({ ok: true });
    await bench.call('value.forget', {});
    const [token] = (await bench.call('token.list', {})).tokens;
    const refresh = () => bench.reply('token.refresh', { id: token?.id ?? '' });
    expect(await refresh()).toMatchObject(needed);
    expect(tokenCalls()).toHaveLength(1);
    await give('clientSecret', hush);
    expect(await refresh()).toMatchObject({ ok: true });
    expect(tokenCalls().at(-1)?.form.get('client_secret')).toBe(hush);
    const secrets = await readSecrets();
    expect(secrets).not.toContain(hush);
  });

  it('asks for what a token is found by before it looks for one', async () => {
    await environment(variable('clientId', ask), variable('clientSecret', program(`op read ${hush}`)));
    const draft = request('a', { auth: auth({ clientId: '{{clientId}}' }) });
    expect(await send(draft)).toMatchObject({ error: { details: { values: [{ key: 'clientId' }] } } });
    await give('clientId', 'client-of-mine');
    expect(await send(draft)).toMatchObject({ ok: true });
    expect(tokenCalls()[0]?.form.get('client_id')).toBe('client-of-mine');
    expect(await send(draft)).toMatchObject({ ok: true });
    expect(tokenCalls()).toHaveLength(1);
    expect(JSON.stringify(await bench.call('token.list', {}))).not.toContain('client-of-mine');
  });

  it('is prepared for a run where a token will be got', async () => {
    await environment(variable('clientSecret', ask));
    const { node } = await bench.call('item.create', { kind: 'collection', name: 'C' });
    const { node: made } = await bench.call('item.create', {
      kind: 'request',
      parentId: node.id,
      name: 'r',
      request: request('x', { auth: auth() }),
    });
    expect(await bench.reply('value.prepare', { ids: [made.id], environmentId })).toMatchObject({
      error: { code: 'ERR_VARIABLE_NOT_GIVEN', details: { values: [{ key: 'clientSecret' }] } },
    });
  });

  /** The stored token, opened with the key of the profile, and what is told of it. */
  async function readSecrets(): Promise<string> {
    const { tokens } = await bench.call('token.list', {});
    const { profilePath } = bench;
    const secrets = createSecretStore({ profilePath, host: {}, now: Date.now });
    const texts = await Promise.all(tokens.map(({ id }) => secrets.read(`token/${id}`)));
    secrets.close();
    expect(texts[0]).toContain('client-1');
    return JSON.stringify([tokens, texts]);
  }
});
