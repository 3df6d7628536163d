import { CookieJar, MemoryCookieStore } from 'tough-cookie';
import type { Log } from '../log.ts';
import type { SecretStore } from './secret-store.ts';

/** The cookie jar of the open workspace, kept in the profile. */
export interface CookieStore {
  readonly jar: CookieJar;
  /** Goes up with every change of the jar. */
  readonly changeCount: number;
  /** Notes a change: the jar is written soon. */
  touch(): void;
  close(): Promise<void>;
}

/** How long changes are gathered before the jar is written. */
const writeDelayMs = 500;

/**
 * Opens the cookie jar that is kept as one encrypted record. Where it cannot be read, the jar starts empty; the record is
 * then left alone until the first change, and kept aside by the secret store even then.
 */
export async function createCookieStore(
  secrets: SecretStore,
  recordId: string,
  log: Log,
  onChange: () => void = () => undefined,
): Promise<CookieStore> {
  const options = { looseMode: true, rejectPublicSuffixes: true, prefixSecurity: 'silent' } as const;
  let jar = new CookieJar(new MemoryCookieStore(), options);
  try {
    const text = await secrets.read(recordId);
    if (text !== undefined) jar = CookieJar.deserializeSync(JSON.parse(text), new MemoryCookieStore());
  } catch (fault) {
    log.error('the cookies could not be read', fault);
  }
  let timer: NodeJS.Timeout | undefined;
  let isDirty = false;
  let changeCount = 0;
  let announced: NodeJS.Immediate | undefined;
  /** The write under way, for who closes meanwhile. */
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (!isDirty) return;
    isDirty = false;
    writing = keep();
    await writing;
  }

  async function keep(): Promise<void> {
    try {
      await secrets.write(recordId, JSON.stringify(jar.serializeSync()));
    } catch (fault) {
      log.error('the cookies could not be kept', fault);
    }
  }

  return {
    jar,
    get changeCount() {
      return changeCount;
    },
    touch() {
      changeCount += 1;
      isDirty = true;
      // An answer that sets many cookies is one change.
      announced ??= setImmediate(() => {
        announced = undefined;
        onChange();
      });
      timer ??= setTimeout(() => void write(), writeDelayMs).unref();
    },
    async close() {
      await writing;
      await write();
    },
  };
}
