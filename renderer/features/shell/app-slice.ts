import type { AppState } from '../../../core/app-state.ts';
import { type ErrorCode, isAppError } from '../../../core/errors.ts';
import type { JsonValue } from '../../../core/json-value.ts';
import type { Session, SessionDraft } from '../../../core/session.ts';
import type { Settings } from '../../../core/settings.ts';
import { call, endAhead } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';
import { mergeSessions, takeHandover } from './handover.ts';
import { hearEvents } from './hear-events.ts';
import { completeSession, restoreSession } from './restore-session.ts';
import { sessionOf } from './session-map.ts';
import { createSentDrafts } from './sent-drafts.ts';

/** The views of the side bar, as in the rail. */
export const sidebarViews = ['collections', 'environments', 'keys', 'history', 'changes'] as const;
export type SidebarView = (typeof sidebarViews)[number];

/** Why the Node side is out of reach: it does not answer, or it was started anew and this window has no key for it. */
export type DisconnectReason = 'closed' | 'unauthorised';

export interface AppSlice {
  /** `starting` until the Node side has answered; `failed` shows why and a retry. */
  status: 'starting' | 'ready' | 'failed';
  error: { code: ErrorCode | undefined; message: string } | undefined;
  /** True while the Node side does not answer (the web door was stopped); edits are kept meanwhile. */
  disconnected: boolean;
  disconnectReason: DisconnectReason | undefined;
  state: AppState | undefined;
  sidebarView: SidebarView;
  sidebarVisible: boolean;
  /** The window is so narrow that the side bar floats over the page and starts hidden. */
  sidebarFloats: boolean;
  /** Another workspace is open by now: nothing of this window may be kept any more. */
  leaving: boolean;
  leave(): void;
  paletteOpen: boolean;
  shortcutsOpen: boolean;
  /** Sizes and choices of the window by a name of the feature's making; kept in the session. */
  layout: Record<string, JsonValue>;
  /** Drafts of the last session whose editors are still being read, by tab key; a save keeps them as they are. */
  pendingDrafts: Record<string, SessionDraft>;
  /** Reads what the window shows first and subscribes to events. */
  start(): Promise<void>;
  /** Reads the whole tree and the other lists; for the window to ask for once it is drawn. */
  readRest(): Promise<void>;
  /** Reads again what may have changed while the Node side was out of reach. */
  refresh(): Promise<void>;
  /** Takes note of a refusal that says whether the Node side is there; true where it says it is not. */
  noteRefusal(code: string | undefined): boolean;
  setConnection(reason: DisconnectReason | undefined): void;
  /** Asks whether the Node side is still there. */
  probe(): Promise<void>;
  /** Asks at once whether the Node side is there again. */
  reconnect(): Promise<void>;
  /** Keeps tabs, drafts, selection and layout for the next start; false where the Node side did not take them. */
  saveSession(): Promise<boolean>;
  /** Shows a view of the side bar; `toggle` hides the side bar where that view is shown already. */
  showSidebar(view: SidebarView, options?: { toggle?: boolean }): void;
  setSidebarVisible(visible: boolean): void;
  setSidebarFloats(floats: boolean): void;
  setPaletteOpen(open: boolean): void;
  setShortcutsOpen(open: boolean): void;
  setLayout(key: string, value: JsonValue): void;
  setPendingDrafts(drafts: Record<string, SessionDraft>): void;
  takeState(change: Partial<AppState>): void;
  /** Shows and keeps new settings; false, and the old ones again, where they were refused. */
  saveSettings(settings: Settings): Promise<boolean>;
}

type Tools = SliceTools<'app'>;

/** Tells the windows of one workspace apart; another page in the same place is another window. */
const windowId = crypto.randomUUID();

/** Ends what the last start listens to; not plain JSON, so not in the store. */
let stopHearing: (() => void) | undefined;

/** Reads what the last start left out. */
let readRest: (() => Promise<void>) | undefined;

function describe(error: unknown): NonNullable<AppSlice['error']> {
  if (isAppError(error)) return { code: error.code, message: error.message };
  return { code: undefined, message: error instanceof Error ? error.message : String(error) };
}

/** Puts what the page before left into the session, where the Node side finds that it is one. */
async function takeOver(stored: Session): Promise<Session> {
  const own = takeHandover();
  if (own === undefined) return stored;
  try {
    const merged = mergeSessions(own, stored);
    await call('session.save', { ...merged, windowId, isHandover: true });
    return merged;
  } catch (error) {
    if (isAppError(error) && error.code !== 'ERR_CALL_INVALID_INPUT') throw error;
    return stored;
  }
}

const carefulText =
  'Postern ended several times right after its start, so it opens on the settings. Your tabs are all there, with what you typed.';

async function start({ set, get }: Tools): Promise<void> {
  stopHearing?.();
  set({ status: 'starting', error: undefined });
  try {
    const { state, session: stored, nodes, isCareful } = await call('app.readStart', {});
    const session = await takeOver(stored);
    set({ state, layout: session.layout });
    get().sandbox.take(state.sandbox);
    stopHearing = hearEvents(get);
    const isOutdated = endAhead();
    if (nodes !== undefined) get().tree.showTop(nodes);
    restoreSession(get, session);
    readRest = async () => {
      await completeSession(get, session);
      if (isOutdated) await get().app.refresh();
    };
    set((slice) => ({
      status: 'ready',
      sidebarView: sidebarViews.find((view) => view === session.layout['sidebarView']) ?? 'collections',
      sidebarVisible: !slice.sidebarFloats && session.layout['sidebarVisible'] !== false,
      disconnected: false,
      disconnectReason: undefined,
    }));
    if (isCareful === true) get().notices.show({ kind: 'warning', text: carefulText });
  } catch (error) {
    set({ status: 'failed', error: describe(error) });
  }
}

function connectionActions({
  set,
  get,
}: Tools): Pick<
  AppSlice,
  'refresh' | 'noteRefusal' | 'setConnection' | 'probe' | 'reconnect' | 'saveSession'
> {
  let isToldUnreadable = false;
  const drafts = createSentDrafts();
  /** False where edits were left out that the Node side does not have any more. */
  const giveSession = async () => {
    const { saved, sent } = drafts.next(sessionOf(get()));
    const { lacksDrafts = false } = await call('session.save', { ...saved, windowId });
    if (lacksDrafts) drafts.forget();
    else drafts.confirm(sent);
    return !lacksDrafts;
  };
  return {
    async saveSession() {
      if (get().app.leaving) return true;
      try {
        return (await giveSession()) || (await giveSession());
      } catch (error) {
        drafts.forget();
        // Nobody asked for this save, so it does not complain: the next one follows soon. What will not get better by
        // itself is told once.
        const { code } = describe(error);
        get().app.noteRefusal(code);
        if (code === 'ERR_SECRET_UNREADABLE' && !isToldUnreadable) {
          isToldUnreadable = true;
          get().notices.showError(error);
        }
        return false;
      }
    },
    async refresh() {
      try {
        const state = await call('app.readState', {});
        set({ state, disconnected: false, disconnectReason: undefined });
        get().sandbox.take(state.sandbox);
        await Promise.all([get().tree.load(), get().environments.load()]);
        await Promise.all([get().requests.refresh(), get().collections.refresh()]);
        if (get().history.status !== 'idle') void get().history.load();
      } catch (error) {
        if (!get().app.noteRefusal(describe(error).code)) get().notices.showError(error);
      }
    },
    noteRefusal(code) {
      if (code !== 'ERR_CALL_DOOR_CLOSED' && code !== 'ERR_CALL_UNAUTHORISED') return false;
      if (get().app.status === 'ready') {
        get().app.setConnection(code === 'ERR_CALL_DOOR_CLOSED' ? 'closed' : 'unauthorised');
      }
      return true;
    },
    setConnection(reason) {
      if (get().app.disconnectReason === reason) return;
      set({ disconnected: reason !== undefined, disconnectReason: reason });
    },
    async probe() {
      try {
        await call('app.readState', {});
      } catch (error) {
        get().app.noteRefusal(describe(error).code);
      }
    },
    async reconnect() {
      if (get().app.disconnected) await get().app.refresh();
    },
  };
}

export const createAppSlice: SliceCreator<'app'> = (tools) => {
  const { set, get } = tools;
  let starting: Promise<void> | undefined;
  const setLayout = (key: string, value: JsonValue) =>
    set((slice) => (slice.layout[key] === value ? {} : { layout: { ...slice.layout, [key]: value } }));
  return {
    status: 'starting',
    error: undefined,
    disconnected: false,
    disconnectReason: undefined,
    state: undefined,
    sidebarView: 'collections',
    sidebarVisible: true,
    sidebarFloats: false,
    leaving: false,
    leave() {
      set({ leaving: true });
      window.location.reload();
    },
    paletteOpen: false,
    shortcutsOpen: false,
    layout: {},
    pendingDrafts: {},
    start() {
      // Asked for again meanwhile: both wait for the one start.
      starting ??= start(tools).finally(() => {
        starting = undefined;
      });
      return starting;
    },
    async readRest() {
      const read = readRest;
      readRest = undefined;
      await read?.();
    },
    ...connectionActions(tools),
    showSidebar(view, { toggle = false } = {}) {
      const { sidebarView, sidebarVisible } = get().app;
      const hides = toggle && sidebarVisible && sidebarView === view;
      set({ sidebarView: view });
      setLayout('sidebarView', view);
      get().app.setSidebarVisible(!hides);
    },
    setSidebarVisible(visible) {
      set({ sidebarVisible: visible });
      if (!get().app.sidebarFloats) setLayout('sidebarVisible', visible);
    },
    setSidebarFloats(floats) {
      if (get().app.sidebarFloats === floats) return;
      set(({ layout }) => ({
        sidebarFloats: floats,
        sidebarVisible: !floats && layout['sidebarVisible'] !== false,
      }));
    },
    setPaletteOpen(open) {
      set({ paletteOpen: open });
    },
    setShortcutsOpen(open) {
      set({ shortcutsOpen: open });
    },
    setLayout,
    setPendingDrafts(drafts) {
      set({ pendingDrafts: drafts });
    },
    takeState(change) {
      set((slice) => (slice.state === undefined ? {} : { state: { ...slice.state, ...change } }));
    },
    async saveSettings(settings) {
      const before = get().app.state?.settings;
      get().app.takeState({ settings });
      try {
        get().app.takeState({ settings: await call('settings.save', settings) });
        return true;
      } catch (error) {
        if (before !== undefined) get().app.takeState({ settings: before });
        get().notices.showError(error);
        return false;
      }
    },
  };
};
