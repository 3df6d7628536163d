import type { BridgeEvent, Reply } from '../../core/bridge.ts';
import type { Door } from './door.ts';
import { readEventStream } from './event-stream.ts';
import { pause } from './pause.ts';

const tokenKey = 'postern.token';
/** Browsers let 64 KiB outlive the page; characters may take several bytes. */
const mostKeptAliveChars = 20_000;
const retryDelaysMs = [250, 500, 1_000, 2_000, 5_000];

/** The parts of the browser that the web door uses; tests give their own. */
export interface BrowserParts {
  fetch: typeof fetch;
  location: { hash: string; pathname: string; search: string };
  history: { replaceState(data: unknown, unused: string, url: string): void };
  storage: Pick<Storage, 'getItem' | 'setItem'>;
}

const unreachable: Reply = {
  ok: false,
  error: {
    code: 'ERR_CALL_DOOR_CLOSED',
    message: 'Postern does not answer. Start it again and open the address it prints.',
  },
};

const unauthorised: Reply = {
  ok: false,
  error: {
    code: 'ERR_CALL_UNAUTHORISED',
    message: 'This tab has no valid key for Postern. Open the address that Postern printed when it started.',
  },
};

/**
 * Takes the key out of the fragment (`#token=`, or `#code=` for a one-time code that is changed for the key), clears the
 * address bar, and keeps the key for this tab only.
 */
async function obtainToken({ fetch, location, history, storage }: BrowserParts): Promise<string | undefined> {
  const fragment = new URLSearchParams(location.hash.replace(/^#/, ''));
  const given = fragment.get('token') ?? undefined;
  const code = fragment.get('code') ?? undefined;
  const clearAddress = () => history.replaceState(null, '', location.pathname + location.search);
  if (given !== undefined) {
    // The browser waits for its disk in the first look into the storage; the first calls do not.
    setTimeout(() => {
      clearAddress();
      storage.setItem(tokenKey, given);
    });
    return given;
  }
  if (code !== undefined) {
    clearAddress();
    const response = await fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    if (response.ok) {
      const { token } = (await response.json()) as { token: string };
      storage.setItem(tokenKey, token);
    }
  }
  return storage.getItem(tokenKey) ?? undefined;
}

/** Reads events until `signal`; comes back after a break, ever more slowly, and gives up when the key is refused. */
async function followEvents(
  open: (signal: AbortSignal) => Promise<Response>,
  on: { event(event: BridgeEvent): void; opened(again: boolean): void; broke(): void },
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  let openedBefore = false;
  while (!signal.aborted) {
    try {
      const response = await open(signal);
      if (response.status === 401) {
        if (openedBefore) on.broke();
        return;
      }
      if (response.ok && response.body !== null) {
        failures = 0;
        on.opened(openedBefore);
        openedBefore = true;
        for await (const data of readEventStream(response.body)) on.event(JSON.parse(data) as BridgeEvent);
      }
    } catch {
      // A break: the pause below, then again.
    }
    if (signal.aborted) return;
    if (failures === 0 && openedBefore) on.broke();
    await pause(retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 5_000, signal);
    failures += 1;
  }
}

/** The door of a browser tab: calls by `fetch`, events by a streamed answer, the key in the Authorization header. */
export function createWebDoor(parts: BrowserParts): Door {
  const token = obtainToken(parts).catch(() => undefined);
  const listeners = new Set<(event: BridgeEvent) => void>();
  const interrupted = new Set<() => void>();
  const reconnected = new Set<() => void>();
  let following: AbortController | undefined;
  // A refused key stays refused; asking on and on would count as guessing and make the door rest for everybody.
  let refused = false;

  const authorisedFetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    const key = await token;
    if (key === undefined) return new Response(null, { status: 401 });
    headers.set('authorization', `Bearer ${key}`);
    return parts.fetch(path.startsWith('/') ? path : `/${path}`, { ...init, headers, cache: 'no-store' });
  };

  const post = (path: string, value: unknown, outlivesPage = false) => {
    const body = JSON.stringify(value);
    return authorisedFetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      keepalive: outlivesPage && body.length < mostKeptAliveChars,
    });
  };

  return {
    bridge: {
      async call(callId, operation, input) {
        if (refused) return unauthorised;
        try {
          // The last save of the session starts while the page goes away.
          const response = await post(
            '/api/call',
            { callId, operation, input },
            operation === 'session.save',
          );
          if (response.status === 401) {
            refused = true;
            return unauthorised;
          }
          return (await response.json()) as Reply;
        } catch {
          return unreachable;
        }
      },
      cancel(callId) {
        post('/api/cancel', { callId }).catch(() => undefined);
      },
      subscribe(listener) {
        listeners.add(listener);
        if (following === undefined) {
          following = new AbortController();
          void followEvents(
            (signal) => authorisedFetch('/api/events', { signal }),
            {
              event: (event) => listeners.forEach((each) => each(event)),
              opened: (again) => {
                if (again) reconnected.forEach((each) => each());
              },
              broke: () => interrupted.forEach((each) => each()),
            },
            following.signal,
          );
        }
        return () => {
          listeners.delete(listener);
          if (listeners.size > 0) return;
          following?.abort();
          following = undefined;
        };
      },
    },
    fetch: authorisedFetch,
    onInterrupted(listener) {
      interrupted.add(listener);
      return () => interrupted.delete(listener);
    },
    onReconnected(listener) {
      reconnected.add(listener);
      return () => reconnected.delete(listener);
    },
  };
}
