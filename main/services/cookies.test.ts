import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BridgeEvent } from '../../core/bridge.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import type { JarCookie } from '../../core/cookies/jar-cookie.ts';
import { type App, createApp } from '../app.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';

let folder: string;
let app: App;
const events: BridgeEvent[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-cookies-'));
  app = await openApp('workspace');
  events.length = 0;
  app.subscribe((event) => events.push(event));
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

function openApp(workspace: string): Promise<App> {
  return createApp({
    host: createNodeHost('web', folder),
    version: '1.2.3',
    profilePath: join(folder, 'profile'),
    workspacePath: join(folder, workspace),
    log: createLog(() => undefined),
  });
}

let calls = 0;
async function call<N extends OperationName>(
  operation: N,
  input: OperationInput<N>,
): Promise<OperationOutput<N>> {
  const answered = await app.dispatcher.call(`call-${(calls += 1)}`, operation, input);
  if (!answered.ok) throw new Error(`${answered.error.code}: ${answered.error.message}`);
  return answered.value as OperationOutput<N>;
}

const cookie = (more: Partial<JarCookie> = {}): JarCookie => ({
  domain: 'a.test',
  path: '/',
  name: 'sid',
  hostOnly: true,
  secure: false,
  httpOnly: false,
  ...more,
});
const list = async () => (await call('cookie.list', {})).cookies;
const keyOf = ({ domain, path, name }: JarCookie) => ({ domain, path, name });

describe('the cookie jar', () => {
  it('lists cookies without values, reveals one, and keeps both over a restart', async () => {
    const full = cookie({
      hostOnly: false,
      path: '/api',
      expiresAtEpochSec: 4_000_000_000,
      secure: true,
      httpOnly: true,
      sameSite: 'strict',
    });
    await call('cookie.save', { cookie: full, value: 'canary' });
    await call('cookie.save', { cookie: cookie({ domain: 'localhost', name: 'b' }), value: 'x' });
    expect(await list()).toEqual([full, cookie({ domain: 'localhost', name: 'b' })]);
    expect(await call('cookie.reveal', keyOf(full))).toEqual({ value: 'canary' });
    await expect.poll(() => events.map(({ name }) => name)).toContain('cookies.changed');
    expect(JSON.stringify(events)).not.toContain('canary');
    await app.close();
    app = await openApp('workspace');
    expect(await list()).toHaveLength(2);
    await app.close();
    app = await openApp('another');
    expect(await list()).toEqual([]);
  });

  it('edits in place, keeps the value where none is given, and moves where the key changes', async () => {
    await call('cookie.save', { cookie: cookie(), value: 'one' });
    await call('cookie.save', { cookie: cookie({ httpOnly: true }), previous: keyOf(cookie()) });
    expect(await list()).toEqual([cookie({ httpOnly: true })]);
    const moved = cookie({ domain: 'b.test', name: 'other' });
    await call('cookie.save', { cookie: moved, previous: keyOf(cookie()) });
    expect(await list()).toEqual([moved]);
    expect(await call('cookie.reveal', keyOf(moved))).toEqual({ value: 'one' });
    await expect(
      call('cookie.save', { cookie: cookie(), previous: keyOf(cookie({ name: 'gone' })) }),
    ).rejects.toThrow('ERR_COOKIE_NOT_FOUND');
    await expect(call('cookie.reveal', keyOf(cookie()))).rejects.toThrow('ERR_COOKIE_NOT_FOUND');
  });

  it.each<[string, Partial<JarCookie>, string]>([
    ['a public suffix', { domain: 'co.uk', hostOnly: false }, 'x'],
    ['a host that is none', { domain: 'a b' }, 'x'],
    ['a line break in a value', {}, 'a\r\nX: 1'],
    ['a semicolon in a value', {}, 'a; Domain=b.test'],
    ['a semicolon in a path', { path: '/; Secure' }, 'x'],
    ['what has expired', { expiresAtEpochSec: 1 }, 'x'],
  ])('refuses %s and keeps what was there', async (_what, more, value) => {
    await call('cookie.save', { cookie: cookie(), value: 'before' });
    const change = { cookie: cookie(more), value, previous: keyOf(cookie()) };
    await expect(call('cookie.save', change)).rejects.toThrow('ERR_COOKIE_REFUSED');
    expect(await list()).toEqual([cookie()]);
    expect(await call('cookie.reveal', keyOf(cookie()))).toEqual({ value: 'before' });
  });

  it('takes a Set-Cookie line, with the host or with its Domain', async () => {
    await call('cookie.import', {
      line: 'Set-Cookie: sid=1; Path=/x; HttpOnly; SameSite=Lax',
      host: 'a.test',
    });
    await call('cookie.import', { line: 'w=2; Domain=.b.test; Secure', host: '' });
    expect(await list()).toEqual([
      cookie({ path: '/x', httpOnly: true, sameSite: 'lax' }),
      cookie({ domain: 'b.test', name: 'w', hostOnly: false, secure: true }),
    ]);
    for (const input of [
      { line: 'sid=1', host: '' },
      { line: 'no cookie', host: 'a.test' },
      { line: 'sid=1; Domain=b.test', host: 'a.test' },
    ]) {
      await expect(call('cookie.import', input)).rejects.toThrow('ERR_COOKIE_REFUSED');
    }
  });

  it('deletes and puts back', async () => {
    const two = [cookie({ name: 'a' }), cookie({ name: 'b' })];
    for (const one of two) await call('cookie.save', { cookie: one, value: `value of ${one.name}` });
    const { undoId } = await call('cookie.delete', {
      cookies: [...two, cookie({ name: 'gone' })].map(keyOf),
    });
    expect(await list()).toEqual([]);
    await call('workspace.undo', { undoId });
    expect(await list()).toEqual(two);
    expect(await call('cookie.reveal', keyOf(two[1]!))).toEqual({ value: 'value of b' });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('is not harmed by the domain %s', async (domain) => {
    const named = cookie({ domain, name: '__proto__', path: '/__proto__' });
    await call('cookie.save', { cookie: named, value: 'polluted' }).catch(() => undefined);
    await call('cookie.import', { line: `__proto__=1; Path=/__proto__`, host: domain }).catch(
      () => undefined,
    );
    expect(({} as Record<string, unknown>)['/__proto__']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    await call('cookie.save', { cookie: cookie(), value: 'x' });
    expect(await list()).toContainEqual(cookie());
    await call('cookie.delete', { cookies: (await list()).map(keyOf) });
    expect(await list()).toEqual([]);
  });
});
