import type { CryptoKey } from 'jose';
import type { SigningAlgorithm } from '../../core/jwt/algorithms.ts';
import type { HeldKey } from '../../core/jwt/sign.ts';

/** Keys beyond this are imported again when they are used: nobody signs with so many in turn. */
const mostOpened = 50;

interface OpenedKey {
  keyId: string;
  opening: Promise<HeldKey | CryptoKey>;
}

/**
 * Stored keys ready to sign, each imported once. WebCrypto binds a key to one algorithm, so there is one for each
 * algorithm that a key was used with.
 */
export class OpenedKeys {
  readonly #opened = new Map<string, OpenedKey>();

  /** Gives the key that was imported before, or imports it. One that fails is tried again at the next call. */
  open(
    keyId: string,
    algorithm: SigningAlgorithm,
    load: () => Promise<HeldKey | CryptoKey>,
  ): Promise<HeldKey | CryptoKey> {
    const slot = `${keyId} ${algorithm}`;
    const known = this.#opened.get(slot);
    if (known !== undefined) return known.opening;
    const opening = load();
    this.#opened.set(slot, { keyId, opening });
    opening.catch(() => this.#opened.delete(slot));
    const [oldest] = this.#opened.keys();
    if (this.#opened.size > mostOpened && oldest !== undefined) this.#opened.delete(oldest);
    return opening;
  }

  /** Drops what stands in the profile no more. */
  keepOnly(isStored: (keyId: string) => boolean): void {
    for (const [slot, { keyId }] of this.#opened) if (!isStored(keyId)) this.#opened.delete(slot);
  }
}
