import type { OperationInput } from '../../../core/contract.ts';
import type { CookieKey, JarCookie } from '../../../core/cookies/jar-cookie.ts';
import { toErrorData } from '../../../core/errors.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator } from '../../store/slice.ts';
import { revealMs } from '../../ui/use-reveal-end.ts';

/** What the dialog shows: the list, a form for a new cookie or for one that is there, a line to import. */
export type CookiesView = { kind: 'list' } | { kind: 'form'; previous?: JarCookie } | { kind: 'import' };

export interface CookiesSlice {
  isOpen: boolean;
  status: 'loading' | 'ready' | 'failed';
  error: { code: string; message: string } | undefined;
  cookies: JarCookie[];
  /** Values that are shown now, by {@link keyOf}; each goes after a while. */
  revealed: Record<string, string>;
  view: CookiesView;
  open(): void;
  close(): void;
  load(): Promise<void>;
  show(view: CookiesView): void;
  /** Shows the value of a cookie, or hides it again. */
  toggleValue(key: CookieKey): Promise<void>;
  /** Gives the value for the form; it is not kept here. */
  readValue(key: CookieKey): Promise<string | undefined>;
  /** Keeps a cookie and shows the list; a refusal is thrown so that the form can show it. */
  save(input: OperationInput<'cookie.save'>): Promise<void>;
  /** Takes a Set-Cookie line and shows the list; a refusal is thrown. */
  importLine(line: string, host: string): Promise<void>;
  /** Deletes cookies, with a way back. */
  delete(cookies: JarCookie[], what: string): Promise<void>;
}

/** What hides a value again, by cookie. */
const hiding = new Map<string, ReturnType<typeof setTimeout>>();

/** One text for what names a cookie. */
export function keyOf({ domain, path, name }: CookieKey): string {
  return JSON.stringify([domain, path, name]);
}

function justKey({ domain, path, name }: CookieKey): CookieKey {
  return { domain, path, name };
}

export const createCookiesSlice: SliceCreator<'cookies'> = ({ set, get }) => {
  const hide = (key: string) => {
    clearTimeout(hiding.get(key));
    hiding.delete(key);
    set(({ revealed }) => {
      const { [key]: _value, ...others } = revealed;
      return { revealed: others };
    });
  };

  return {
    isOpen: false,
    status: 'loading',
    error: undefined,
    cookies: [],
    revealed: {},
    view: { kind: 'list' },
    open() {
      set({ isOpen: true, view: { kind: 'list' } });
      void get().cookies.load();
    },
    close() {
      set({ isOpen: false, revealed: {} });
    },
    async load() {
      try {
        const { cookies } = await call('cookie.list', {});
        set({ status: 'ready', error: undefined, cookies });
      } catch (error) {
        set({ status: 'failed', error: toErrorData(error) });
      }
    },
    show(view) {
      set({ view, revealed: {} });
    },
    async toggleValue(cookie) {
      const key = keyOf(cookie);
      if (get().cookies.revealed[key] !== undefined) {
        hide(key);
        return;
      }
      const value = await get().cookies.readValue(cookie);
      if (value === undefined || !get().cookies.isOpen) return;
      set(({ revealed }) => ({ revealed: { ...revealed, [key]: value } }));
      clearTimeout(hiding.get(key));
      hiding.set(
        key,
        setTimeout(() => hide(key), revealMs),
      );
    },
    async readValue(cookie) {
      try {
        return (await call('cookie.reveal', justKey(cookie))).value;
      } catch (error) {
        get().notices.showError(error);
        return undefined;
      }
    },
    async save(input) {
      await call('cookie.save', input);
      get().cookies.show({ kind: 'list' });
      await get().cookies.load();
    },
    async importLine(line, host) {
      await call('cookie.import', { line, host });
      get().cookies.show({ kind: 'list' });
      await get().cookies.load();
    },
    async delete(cookies, what) {
      try {
        const { undoId } = await call('cookie.delete', { cookies: cookies.map(justKey) });
        await get().cookies.load();
        get().notices.showDone({ text: `Deleted ${what}`, undoId });
      } catch (error) {
        get().notices.showError(error);
      }
    },
  };
};
