import type { Bridge } from '../../core/bridge.ts';

/** The window's way to the Node side: the pipe for calls and events, and a fetch for `body/<id>` and `upload`. */
export interface Door {
  readonly bridge: Bridge;
  /** Fetches an address of the Node side, with whatever it asks for as proof. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Hears when the flow of events breaks; the Node side may be gone, or back in a moment. */
  onInterrupted(listener: () => void): () => void;
  /** Hears when events flow again after a break: what happened in between was missed and must be read again. */
  onReconnected(listener: () => void): () => void;
}

declare global {
  interface Window {
    /** Put there by the preload where the window belongs to the desktop app. */
    readonly bridge?: Bridge;
  }
}

/** The door of the desktop app: the preload's pipe; `app://` answers the fetches and the events never break. */
export function createDesktopDoor(bridge: Bridge): Door {
  const never = () => () => undefined;
  return { bridge, fetch: (path, init) => fetch(path, init), onInterrupted: never, onReconnected: never };
}
