import { useEffect } from 'react';
import {
  createSaver,
  leaveHandover,
  recentKey,
  sessionOf,
  sessionParts,
  withRecent,
} from '../features/shell/public.ts';
import type { State } from '../store/store.ts';
import { useStore } from '../store/store.ts';
import { fetchCodeEditor } from '../ui/code-editor/code-editor.tsx';
import { fetchLazyParts } from '../ui/lazy-part.tsx';
import { keepAsking } from './keep-asking.ts';

const saveDelayMs = 500;
/** A window that lives so long started well; the Node side takes it from this save. */
const startedWellMs = 6_000;

/** Keeps the session soon after every change that belongs to it, and at once when the window goes away. */
function keepSession(): () => void {
  const saver = createSaver(() => useStore.getState().app.saveSession(), saveDelayMs);
  let parts = sessionParts(useStore.getState());
  const stop = useStore.subscribe((state, before) => {
    const next = sessionParts(state);
    if (next.some((part, index) => part !== parts[index])) saver.changed();
    // What could not be kept while the Node side was away is kept once it is back.
    else if (before.app.disconnected && !state.app.disconnected) saver.flush();
    parts = next;
  });
  const started = setTimeout(() => saver.changed(), startedWellMs);
  const onHide = () => {
    if (document.visibilityState === 'hidden') saver.flush();
  };
  const onLeave = () => {
    if (useStore.getState().app.leaving) return;
    leaveHandover(sessionOf(useStore.getState()));
    saver.flush();
  };
  document.addEventListener('visibilitychange', onHide);
  window.addEventListener('pagehide', onLeave);
  return () => {
    stop();
    clearTimeout(started);
    saver.stop();
    document.removeEventListener('visibilitychange', onHide);
    window.removeEventListener('pagehide', onLeave);
  };
}

/** Remembers what was opened, for the palette and the welcome page. */
function keepRecent(): () => void {
  return useStore.subscribe((state, before) => {
    if (state.tabs.activeKey === before.tabs.activeKey) return;
    const tab = state.tabs.tabs.find((open) => open.key === state.tabs.activeKey);
    if (tab?.itemId === undefined || (tab.kind !== 'request' && tab.kind !== 'collection')) return;
    state.app.setLayout(recentKey, withRecent(state.app.layout, `item:${tab.itemId}`));
  });
}

/** Asks again for the Node side, ever more slowly, for as long as it is away. */
function keepConnection(): () => void {
  let stopAsking: (() => void) | undefined;
  const follow = (state: State) => {
    const isAway = state.app.disconnectReason === 'closed';
    if (isAway && stopAsking === undefined) {
      stopAsking = keepAsking(() => useStore.getState().app.reconnect());
    } else if (!isAway) {
      stopAsking?.();
      stopAsking = undefined;
    }
  };
  const stop = useStore.subscribe(follow);
  return () => {
    stop();
    stopAsking?.();
  };
}

/** Names the window after the open tab. */
function keepTitle(): () => void {
  return useStore.subscribe((state) => {
    const tab = state.tabs.tabs.find((open) => open.key === state.tabs.activeKey);
    const title = tab === undefined ? 'Postern' : `${tab.dirty ? '• ' : ''}${tab.title} – Postern`;
    if (document.title !== title) document.title = title;
  });
}

/** The code editor and what was not shown yet are fetched a moment after the tree is there, and take nothing from what comes first. */
function fetchRestLater(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    if (useStore.getState().tree.status !== 'loading') timer ??= setTimeout(fetchRest, 1_000);
  };
  look();
  const stop = useStore.subscribe(look);
  return () => {
    clearTimeout(timer);
    stop();
  };
}

function fetchRest(): void {
  void fetchLazyParts();
  fetchCodeEditor();
}

/** What goes on behind the window for as long as it is open. */
export function useWindowKeeping(): void {
  useEffect(() => {
    const stops = [keepSession(), keepRecent(), keepConnection(), keepTitle(), fetchRestLater()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}
