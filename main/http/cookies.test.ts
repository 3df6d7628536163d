import { CookieJar } from 'tough-cookie';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CookieStore } from '../storage/cookie-store.ts';
import { keepCookies, withCookies } from './cookies.ts';
import { type RawServer, respond, startRawServer } from './testing/raw-server.ts';
import { type TestClient, createTestClient } from './testing/test-client.ts';

function createStore(): CookieStore & { touches: number } {
  const store = {
    jar: new CookieJar(),
    touches: 0,
    get changeCount() {
      return store.touches;
    },
    touch: () => {
      store.touches += 1;
    },
    close: () => Promise.resolve(),
  };
  return store;
}

const set = (store: CookieStore | undefined, url: string, ...lines: string[]) =>
  keepCookies(
    lines.map((line): [string, string] => ['Set-Cookie', line]),
    url,
    store,
  );
const sent = async (store: CookieStore, url: string, typed?: string) =>
  (await withCookies(typed === undefined ? [] : [['cookie', typed]], url, store))[0]?.[1];

describe('the jar', () => {
  // After the IETF's test collection for RFC 6265: what is set, where, and what goes back.
  it.each<[string, string[], string, string, string | undefined]>([
    ['a plain cookie', ['a=1'], 'https://a.test/', 'https://a.test/', 'a=1'],
    ['several', ['a=1', 'b=2'], 'https://a.test/', 'https://a.test/', 'a=1; b=2'],
    ['the last of one name', ['a=1', 'a=2'], 'https://a.test/', 'https://a.test/', 'a=2'],
    ['not another host', ['a=1'], 'https://a.test/', 'https://b.test/', undefined],
    ['not a host below without Domain', ['a=1'], 'https://a.test/', 'https://x.a.test/', undefined],
    ['a host below with Domain', ['a=1; Domain=a.test'], 'https://a.test/', 'https://x.a.test/', 'a=1'],
    ['a leading dot in Domain', ['a=1; Domain=.a.test'], 'https://x.a.test/', 'https://a.test/', 'a=1'],
    ['not for a foreign Domain', ['a=1; Domain=b.test'], 'https://a.test/', 'https://b.test/', undefined],
    ['not for a Domain above all', ['a=1; Domain=com'], 'https://a.com/', 'https://b.com/', undefined],
    ['not for a public suffix', ['a=1; Domain=co.uk'], 'https://a.co.uk/', 'https://b.co.uk/', undefined],
    [
      'not for a like-sounding host',
      ['a=1; Domain=a.test'],
      'https://a.test/',
      'https://xa.test/',
      undefined,
    ],
    ['the path and below', ['a=1; Path=/x'], 'https://a.test/x', 'https://a.test/x/y', 'a=1'],
    ['not a like-sounding path', ['a=1; Path=/x'], 'https://a.test/x', 'https://a.test/xy', undefined],
    ['the directory without Path', ['a=1'], 'https://a.test/x/y', 'https://a.test/x/z', 'a=1'],
    ['not outside of it', ['a=1'], 'https://a.test/x/y', 'https://a.test/', undefined],
    [
      'longer paths first',
      ['a=1; Path=/', 'b=2; Path=/x'],
      'https://a.test/x',
      'https://a.test/x',
      'b=2; a=1',
    ],
    ['Secure over https', ['a=1; Secure'], 'https://a.test/', 'https://a.test/', 'a=1'],
    ['not Secure over http', ['a=1; Secure'], 'https://a.test/', 'http://a.test/', undefined],
    ['HttpOnly, this being HTTP', ['a=1; HttpOnly'], 'https://a.test/', 'https://a.test/', 'a=1'],
    ['until it expires', ['a=1; Max-Age=100'], 'https://a.test/', 'https://a.test/', 'a=1'],
    ['not once it has', ['a=1; Max-Age=0'], 'https://a.test/', 'https://a.test/', undefined],
    [
      'not past its date',
      ['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
      'https://a.test/',
      'https://a.test/',
      undefined,
    ],
    [
      'Max-Age before Expires',
      ['a=1; Max-Age=100; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
      'https://a.test/',
      'https://a.test/',
      'a=1',
    ],
    ['taken back', ['a=1', 'a=; Max-Age=0'], 'https://a.test/', 'https://a.test/', undefined],
    ['an empty value', ['a='], 'https://a.test/', 'https://a.test/', 'a='],
    ['equals signs in the value', ['a=b=c'], 'https://a.test/', 'https://a.test/', 'a=b=c'],
    ['quotes', ['a="b c"'], 'https://a.test/', 'https://a.test/', 'a="b c"'],
    ['odd spacing', ['  a  =  1  ;Path = / '], 'https://a.test/', 'https://a.test/', 'a=1'],
    ['unknown attributes', ['a=1; Nonsense; x=y'], 'https://a.test/', 'https://a.test/', 'a=1'],
    ['an address as host', ['a=1'], 'http://127.0.0.1:8080/', 'http://127.0.0.1:9090/', 'a=1'],
    ['no Domain for an address', ['a=1; Domain=127.0.0.1'], 'http://127.0.0.1/', 'http://127.0.0.1/', 'a=1'],
    ['localhost', ['a=1'], 'http://localhost:1/', 'http://localhost:1/', 'a=1'],
    ['not control characters', ['a=b\u0001c'], 'https://a.test/', 'https://a.test/', undefined],
    ['not nothing', [''], 'https://a.test/', 'https://a.test/', undefined],
    [
      '__Host- with its rules',
      ['__Host-a=1; Secure; Path=/'],
      'https://a.test/',
      'https://a.test/',
      '__Host-a=1',
    ],
  ])('keeps and sends %s', async (_, lines, from, to, expected) => {
    const store = createStore();
    await set(store, from, ...lines);
    expect(await sent(store, to)).toBe(expected);
  });

  it('is not harmed by names a server chooses', async () => {
    const store = createStore();
    const names = ['__proto__', 'constructor', 'toString'];
    for (const name of names) {
      await set(
        store,
        'https://a.test/',
        `${name}=1; Domain=${name}`,
        `${name}=1; Path=/${name}`,
        `${name}=2`,
      );
    }
    expect(({} as Record<string, unknown>)['/']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(await sent(store, 'https://a.test/')).toBe('__proto__=2; constructor=2; toString=2');
    expect(await sent(store, 'https://__proto__/')).toBeUndefined();
  });

  it.each([
    ['a=1; Max-Age=0', 0],
    ['a=1; Max-Age=-1; Expires=Fri, 01 Jan 2100 00:00:00 GMT', 0],
    ['a=1; Expires=Thu, 01 Jan 1970 00:01:00 GMT', 60],
    ['a=1; Expires=Sat, 01 Jan 1910 00:00:00 GMT', 0],
    ['a=1', undefined],
    ['a=1; Expires=soon', undefined],
  ])('tells the end of %s', async (line, end) => {
    const kept = [
      ...(await set(createStore(), 'https://a.test/', line)),
      ...(await keepCookies([['Set-Cookie', line]], 'https://a.test/', undefined)),
    ];
    expect(kept.map(({ expiresAtEpochSec }) => expiresAtEpochSec)).toEqual([end, end]);
  });

  it('tells what was kept, and asks to be written only then', async () => {
    const store = createStore();
    const kept = await set(
      store,
      'https://a.test/x',
      'a=1; Domain=a.test; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60',
      'b=2; Domain=b.test',
    );
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({
      name: 'a',
      value: '1',
      domain: 'a.test',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'lax',
    });
    expect(kept[0]?.expiresAtEpochSec).toBeGreaterThan(Date.now() / 1000);
    expect(store.touches).toBe(1);
    await set(store, 'https://a.test/', 'c=1; Domain=b.test');
    expect(store.touches).toBe(1);
    expect(await set(undefined, 'https://a.test/', 'd=1')).toMatchObject([{ name: 'd', domain: 'a.test' }]);
  });

  it('lets typed cookies stand first and win', async () => {
    const store = createStore();
    await set(store, 'https://a.test/', 'a=jar', 'b=jar');
    expect(await sent(store, 'https://a.test/', 'a=typed; c=typed')).toBe('a=typed; c=typed; b=jar');
  });

  it('is not written again for a cookie it has, unless that one lives longer now', async () => {
    const store = createStore();
    const again = () => set(store, 'https://a.test/', 'a=1; Path=/', 'b=2');
    const first = await again();
    expect(await again()).toEqual(first);
    expect(store.touches).toBe(1);
    await set(store, 'https://a.test/', 'a=2');
    await again();
    expect(await sent(store, 'https://a.test/')).toBe('a=1; b=2');
    const touches = store.touches;
    await set(store, 'https://a.test/', 'c=3; Max-Age=60');
    await set(store, 'https://a.test/', 'c=3; Max-Age=60');
    expect(store.touches).toBe(touches + 2);
  });

  it('gives what was put in or taken out in between', async () => {
    const store = createStore();
    await set(store, 'https://a.test/', 'a=1');
    expect(await sent(store, 'https://a.test/')).toBe('a=1');
    await store.jar.removeAllCookies();
    store.touch();
    expect(await sent(store, 'https://a.test/')).toBeUndefined();
    await set(store, 'https://a.test/', 'a=1');
    expect(await sent(store, 'https://a.test/')).toBe('a=1');
  });

  it('takes no more than it can bear', async () => {
    const store = createStore();
    await set(
      store,
      'https://a.test/',
      `big=${'x'.repeat(10_000)}`,
      ...Array.from({ length: 10_000 }, (_, at) => `c${at}=1`),
    );
    expect((await store.jar.getCookies('https://a.test/')).length).toBeLessThanOrEqual(200);
  });
});

describe('cookies of requests', () => {
  let client: TestClient;
  let server: RawServer;

  beforeAll(async () => {
    client = await createTestClient();
    server = await startRawServer((socket) =>
      respond(socket, '200 OK', ['Set-Cookie: sid=1; Path=/', 'Set-Cookie: theme=dark']),
    );
  });
  afterAll(async () => {
    await client.close();
    await server.close();
  });

  it('go back to the server, are reported, and can be left out', async () => {
    const first = await client.send(server.url);
    expect(server.heads.at(-1)).not.toMatch(/cookie/i);
    expect(first.outcome).toMatchObject({ cookies: [{ name: 'sid' }, { name: 'theme' }] });
    const second = await client.send(server.url, { headers: [['Cookie', 'typed=1']] });
    expect(server.heads.at(-1)).toMatch(/\r\nCookie: typed=1; sid=1; theme=dark\r\n/);
    expect(second.request.headers).toContainEqual(['Cookie', 'typed=1; sid=1; theme=dark']);
    await client.send(server.url, {}, { useCookies: false });
    expect(server.heads.at(-1)).not.toMatch(/cookie/i);
  });

  it('stay in their own jar', async () => {
    const other = await createTestClient();
    await other.send(server.url);
    expect(server.heads.at(-1)).not.toMatch(/cookie/i);
    await other.close();
  });
});
