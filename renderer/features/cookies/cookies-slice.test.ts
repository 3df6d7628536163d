import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JarCookie } from '../../../core/cookies/jar-cookie.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';
import { byDomain } from './cookie-list.tsx';

const cookie = (domain: string, name = 'sid'): JarCookie => ({
  domain,
  path: '/',
  name,
  hostOnly: true,
  secure: false,
  httpOnly: false,
});

let store: FreshStore;
beforeEach(async () => {
  vi.resetModules();
  store = await freshStore({
    'cookie.list': () => ({ cookies: [cookie('a.test')] }),
    'cookie.reveal': () => ({ value: 'canary' }),
  });
});
afterEach(() => {
  vi.useRealTimers();
  replaceDoor(undefined);
});

const cookies = () => store.state().cookies;

describe('the cookies', () => {
  it('shows a value for half a minute, and none once the dialog is closed', async () => {
    vi.useFakeTimers();
    cookies().open();
    await cookies().toggleValue(cookie('a.test'));
    expect(Object.values(cookies().revealed)).toEqual(['canary']);
    vi.advanceTimersByTime(30_000);
    expect(cookies().revealed).toEqual({});
    await cookies().toggleValue(cookie('a.test'));
    cookies().close();
    expect(cookies().revealed).toEqual({});
  });

  it('hides a value when asked again', async () => {
    cookies().open();
    await cookies().toggleValue(cookie('a.test'));
    await cookies().toggleValue(cookie('a.test'));
    expect(cookies().revealed).toEqual({});
  });

  it('stand under their domain, whatever it is called', () => {
    const list = [cookie('__proto__'), cookie('a.test'), cookie('__proto__', 'b')];
    expect(byDomain(list).map(([domain, of]) => [domain, of.length])).toEqual([
      ['__proto__', 2],
      ['a.test', 1],
    ]);
  });
});
