import type { Capabilities } from '../core/app-state.ts';

/** A child process that Postern runs and talks to by messages (the sandbox org, the script runner). */
export interface ChildHandle {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | undefined) => void): void;
  kill(): void;
}

/**
 * What the shell around the app can do: the only place where an Electron window, a web door and a terminal differ.
 * It grows only when a service needs something the shells do in different ways.
 */
export interface Host {
  /** `electron`, `web` or `cli`; shown to people, never branched on. */
  readonly door: string;
  readonly capabilities: Capabilities;
  /** Opens an http(s) address in the system's browser. The caller has checked the scheme. */
  openLink(url: string): Promise<void>;
  /** Shows the native picker. Absent where the capability `pickFiles` is false. */
  pickFiles?(options: { title: string; folders: boolean; multiple: boolean }): Promise<string[]>;
  /** Wraps the profile's data key with the system's keychain. Absent: the key file is protected by its permissions only. */
  keyWrap?: {
    wrap(plain: Uint8Array): Promise<Uint8Array>;
    unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
  };
  /** Brings the parameters of `app.postern:` links, and links of schemes that are claimed. Absent where the capability `customScheme` is false. */
  deepLinks?: {
    /** The listener gives false for what it does not wait for; the returned function ends it. */
    expect(listener: (parameters: URLSearchParams) => boolean): () => void;
    /** Tells whether another private scheme can lead here for a while: nobody else on this computer takes its links. */
    canClaim(scheme: string): boolean;
    /** Makes it lead here; the listener hears whole addresses. `undefined` where the system does not let it. */
    claim(scheme: string, listener: (address: string) => boolean): (() => void) | undefined;
  };
  /** Starts a bundled Node program as a child process, with an IPC channel. */
  fork(program: 'sandbox-org' | 'script-runner', args: string[]): ChildHandle;
}
