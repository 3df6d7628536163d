/** How the sandbox process talks to the process that started it, whichever way it was started. */

/** A two-way pipe of JSON messages to the parent. */
export interface ParentChannel {
  readonly send: (message: object) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Called once when the parent is gone. */
  readonly onGone: (listener: () => void) => void;
  /** Lets this process end although the pipe is open. */
  readonly release: () => void;
}

/** The port that Electron gives a utility process, where Node's own IPC does not exist. */
interface ParentPort {
  postMessage(message: object): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** The part of `process` that matters here. */
export interface ChannelProcess {
  send?: ((message: object) => unknown) | undefined;
  disconnect?: (() => void) | undefined;
  connected?: boolean;
  parentPort?: ParentPort;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'disconnect', listener: () => void): unknown;
}

/** The pipe to the parent; undefined when the process was started by hand. */
export function connectParent(child: ChannelProcess): ParentChannel | undefined {
  const { parentPort } = child;
  if (parentPort !== undefined) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
      // Electron ends a utility process together with its parent.
      onGone: () => undefined,
      release: () => undefined,
    };
  }
  if (child.send === undefined) return undefined;
  return {
    // The parent may have gone a moment ago: then there is nobody to tell.
    send: (message) => void (child.connected && child.send?.(message)),
    onMessage: (listener) => void child.on('message', listener),
    onGone: (listener) => {
      // It may have gone before anybody asked: no event comes then.
      if (child.connected === false) listener();
      else child.once('disconnect', listener);
    },
    release: () => void (child.connected && child.disconnect?.()),
  };
}
