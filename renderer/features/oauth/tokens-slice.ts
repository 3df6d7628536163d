import { countOf } from '../../../core/count-of.ts';
import type { Auth } from '../../../core/auth/auth.ts';
import type { Discovered } from '../../../core/auth/oauth2/discovered.ts';
import { type Explanation, explanationIn } from '../../../core/auth/oauth2/explanation.ts';
import type { FlowProgress } from '../../../core/auth/oauth2/flow-progress.ts';
import type { NeededScopes } from '../../../core/auth/oauth2/needed-scopes.ts';
import type { TokenSummary } from '../../../core/auth/oauth2/token-summary.ts';
import { type AppErrorData, toErrorData } from '../../../core/errors.ts';
import type { ItemId } from '../../../core/ids.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';

/** Getting a token, from the button to the token or the reason why not. */
export interface TokenFlow {
  callId: string;
  /** The set-up it runs with, so that it can be run again. */
  auth: Auth;
  itemId: ItemId | undefined;
  status: 'running' | 'done' | 'failed';
  progress: FlowProgress | undefined;
  token: TokenSummary | undefined;
  error:
    | {
        code: string;
        message: string;
        explanation: Explanation | undefined;
        details?: AppErrorData['details'];
      }
    | undefined;
}

export interface TokensSlice {
  list: TokenSummary[];
  /** The flow whose window is open. */
  flow: TokenFlow | undefined;
  /** Why the last try to get a token for an item failed; gone once there is one. */
  failures: Record<ItemId, string | undefined>;
  /** The token each item would send now, with the environment in use. */
  current: Record<ItemId, TokenSummary | undefined>;
  load(): Promise<void>;
  readCurrent(itemId: ItemId): Promise<void>;
  getToken(auth: Auth, itemId: ItemId | undefined): Promise<void>;
  hearProgress(event: { callId: string; progress: FlowProgress }): void;
  pasteRedirect(url: string): Promise<void>;
  /** Ends the flow if it still runs, and closes its window. */
  closeFlow(): void;
  /** "Use Token": the item, and what is inside it, sends this token; `undefined` goes back to the newest that fits. */
  choose(tokenId: string | undefined, itemId: ItemId): Promise<void>;
  add(name: string, value: string, itemId: ItemId | undefined): Promise<TokenSummary | undefined>;
  rename(id: string, name: string): Promise<void>;
  refresh(id: string): Promise<void>;
  revoke(id: string, part: 'access' | 'refresh'): Promise<void>;
  delete(id: string): Promise<void>;
  clearExpired(): Promise<void>;
  discover(url: string): Promise<Discovered | undefined>;
  /** The least scopes of a request, or of everything in a folder or collection. */
  listNeededScopes(itemId: ItemId): Promise<NeededScopes | undefined>;
  /** Asks the server about a token, or about its user: the JSON of the answer. */
  ask(id: string, what: 'introspect' | 'userInfo'): Promise<string | undefined>;
  /** Signs by the clock of a server. Gives whether that is so now. */
  useServerClock(origin: string, offsetSec: number): Promise<boolean>;
  /** Opens the server's sign-out page. */
  signOut(id: string): Promise<void>;
}

type Tools = SliceTools<'tokens'>;

/** Flows under way; controllers are not plain JSON and so stay out of the store. */
let underWay: { callId: string; controller: AbortController } | undefined;

function describeFailure(error: unknown): NonNullable<TokenFlow['error']> {
  const { code, message, details } = toErrorData(error);
  return { code, message, details, explanation: explanationIn(details) };
}

function flowActions(
  tools: Tools,
): Pick<TokensSlice, 'getToken' | 'hearProgress' | 'pasteRedirect' | 'closeFlow'> {
  const { set, get } = tools;
  const change = (callId: string, part: Partial<TokenFlow>) =>
    set(({ flow }) => (flow?.callId === callId ? { flow: { ...flow, ...part } } : {}));
  const keepFailure = (itemId: ItemId | undefined, reason: string | undefined) => {
    if (itemId !== undefined) set(({ failures }) => ({ failures: { ...failures, [itemId]: reason } }));
  };
  return {
    async getToken(auth, itemId) {
      underWay?.controller.abort();
      const mine = { callId: crypto.randomUUID(), controller: new AbortController() };
      underWay = mine;
      const { callId } = mine;
      set({
        flow: {
          callId,
          auth,
          itemId,
          status: 'running',
          progress: undefined,
          token: undefined,
          error: undefined,
        },
      });
      const environmentId = get().environments.selectedId;
      try {
        const options = { signal: mine.controller.signal, callId };
        const { token } = await call('oauth.getToken', { auth, itemId, environmentId }, options);
        change(callId, { status: 'done', token });
        keepFailure(itemId, undefined);
        await get().tokens.load();
        if (itemId !== undefined) await get().tokens.readCurrent(itemId);
      } catch (error) {
        const failure = describeFailure(error);
        change(callId, { status: 'failed', error: failure });
        if (failure.code !== 'ERR_CALL_CANCELLED')
          keepFailure(itemId, failure.explanation?.sentence ?? failure.message);
      } finally {
        if (underWay === mine) underWay = undefined;
      }
    },
    hearProgress({ callId, progress }) {
      change(callId, { progress });
    },
    async pasteRedirect(url) {
      const { flow } = get().tokens;
      if (flow === undefined) return;
      try {
        await call('oauth.pasteRedirect', { callId: flow.callId, url });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    closeFlow() {
      underWay?.controller.abort();
      set({ flow: undefined });
    },
  };
}

function tokenActions(
  tools: Tools,
): Pick<
  TokensSlice,
  | 'choose'
  | 'add'
  | 'rename'
  | 'refresh'
  | 'revoke'
  | 'delete'
  | 'clearExpired'
  | 'discover'
  | 'listNeededScopes'
  | 'ask'
  | 'signOut'
  | 'useServerClock'
> {
  const { get } = tools;
  /** Runs a step, shows a refusal, and reads the list again. */
  const run = async <Value>(step: () => Promise<Value>): Promise<Value | undefined> => {
    try {
      const value = await step();
      await get().tokens.load();
      return value;
    } catch (error) {
      get().notices.showError(error);
      return undefined;
    }
  };
  return {
    async choose(tokenId, itemId) {
      const environmentId = get().environments.selectedId;
      await run(() => call('token.use', { id: tokenId, itemId, environmentId }));
      await get().tokens.readCurrent(itemId);
    },
    add: (name, value, itemId) =>
      run(() => call('token.add', { name, value, itemId, environmentId: get().environments.selectedId })),
    async rename(id, name) {
      await run(() => call('token.rename', { id, name }));
    },
    async refresh(id) {
      const token = await run(() => call('token.refresh', { id }));
      if (token !== undefined) get().notices.show({ kind: 'success', text: `${token.name} was refreshed` });
    },
    async revoke(id, part) {
      const answer = await run(() => call('token.revoke', { id, part }));
      if (answer !== undefined)
        get().notices.show({ kind: 'success', text: 'The server has taken the token back' });
    },
    async delete(id) {
      const name = get().tokens.list.find((token) => token.id === id)?.name ?? 'token';
      const gone = await run(() => call('token.delete', { id }));
      if (gone === undefined) return;
      get().notices.showDone({ text: `Deleted ${name}`, ...gone, afterwards: () => get().tokens.load() });
    },
    async clearExpired() {
      const cleared = await run(() => call('token.clearExpired', {}));
      if (cleared === undefined) return;
      const text = countOf(cleared.removed, 'expired token is gone', 'expired tokens are gone');
      get().notices.show({ kind: 'info', text });
    },
    discover: (url) => run(() => call('oauth.discover', { url })),
    listNeededScopes: (itemId) => run(() => call('scope.listNeeded', { itemId })),
    async ask(id, what) {
      const operation = what === 'introspect' ? 'token.introspect' : 'token.readUserInfo';
      return (await run(() => call(operation, { id })))?.json;
    },
    async useServerClock(origin, offsetSec) {
      const done = await run(() => call('oauth.useServerClock', { origin, offsetSec }));
      if (done === undefined) return false;
      const text = `Signed by the clock of ${origin} until this computer's is right`;
      get().notices.show({ kind: 'info', text });
      return true;
    },
    async signOut(id) {
      await run(() => call('token.signOut', { id }));
    },
  };
}

export const createTokensSlice: SliceCreator<'tokens'> = (tools) => {
  const { set, get } = tools;
  return {
    list: [],
    flow: undefined,
    failures: {},
    current: {},
    async load() {
      try {
        const { tokens } = await call('token.list', {});
        set({ list: tokens });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async readCurrent(itemId) {
      try {
        const environmentId = get().environments.selectedId;
        const { token } = await call('token.readCurrent', { itemId, environmentId });
        set((slice) => ({ current: { ...slice.current, [itemId]: token } }));
      } catch (error) {
        get().notices.showError(error);
      }
    },
    ...flowActions(tools),
    ...tokenActions(tools),
  };
};
