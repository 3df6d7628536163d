import type { BridgeEvent } from '../core/bridge.ts';
import type { Dispatcher } from './dispatch.ts';
import type { BodyStore } from './storage/body-store.ts';
import type { UploadStore } from './storage/upload-store.ts';

/** A running Postern as its front doors see it. */
export interface App {
  readonly dispatcher: Dispatcher;
  /** Response bodies and exports, by `bodyId`. */
  readonly bodies: BodyStore;
  readonly uploads: UploadStore;
  /** Hears every event for the windows; the returned function ends that. */
  subscribe(listener: (event: BridgeEvent) => void): () => void;
  /** Cancels what is under way, ends the sandbox org and writes what is pending. */
  close(): Promise<void>;
}
