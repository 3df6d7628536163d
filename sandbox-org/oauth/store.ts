/** Where the provider keeps its sessions, grants, codes and tokens: in memory, until they expire. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly model: string;
  readonly id: string;
  readonly payload: AdapterPayload;
  readonly expiresMs: number;
}

/** Above this many entries the expired ones are thrown out, then the oldest. */
const MAX_ENTRIES = 10_000;

/** Everything the provider remembers; `adapterFor` is what it asks for, by the name of a model. */
export class OAuthStore {
  readonly #entries = new Map<string, Entry>();

  /** Forgets everything. */
  clear(): void {
    this.#entries.clear();
  }

  /** True while the grant stands, which is until it is revoked. */
  hasGrant(grantId: string): boolean {
    return this.#read(`Grant:${grantId}`) !== undefined;
  }

  /** One adapter of the provider. */
  adapterFor(model: string): Adapter {
    const keyOf = (id: string): string => `${model}:${id}`;
    const first = (test: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
      [...this.#entries.values()].find(
        (entry) => entry.model === model && entry.expiresMs > Date.now() && test(entry.payload),
      )?.payload;
    return {
      upsert: (id, payload, expiresInSec) => {
        const expiresMs = expiresInSec === undefined ? Infinity : Date.now() + expiresInSec * 1000;
        this.#entries.set(keyOf(id), { model, id, payload, expiresMs });
        this.#makeRoom();
        return Promise.resolve();
      },
      find: (id) => Promise.resolve(this.#read(keyOf(id))),
      findByUid: (uid) => Promise.resolve(first((payload) => payload.uid === uid)),
      findByUserCode: (userCode) => Promise.resolve(first((payload) => payload.userCode === userCode)),
      consume: (id) => {
        const payload = this.#read(keyOf(id));
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
        return Promise.resolve();
      },
      destroy: (id) => {
        this.#entries.delete(keyOf(id));
        return Promise.resolve();
      },
      revokeByGrantId: (grantId) => {
        for (const [key, entry] of this.#entries) {
          if (entry.payload.grantId === grantId) this.#entries.delete(key);
        }
        return Promise.resolve();
      },
    };
  }

  #read(key: string): AdapterPayload | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.expiresMs > Date.now()) return entry?.payload;
    this.#entries.delete(key);
    return undefined;
  }

  #makeRoom(): void {
    if (this.#entries.size <= MAX_ENTRIES) return;
    for (const [key, { expiresMs }] of this.#entries) if (expiresMs <= Date.now()) this.#entries.delete(key);
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= MAX_ENTRIES) return;
      this.#entries.delete(key);
    }
  }
}
