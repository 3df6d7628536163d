import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import { link, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Host } from '../host.ts';
import { syncDirectory, writeWhole } from './atomic-write.ts';
import { isMissing, realFileSystem } from './file-system.ts';
import { temporaryName } from './temporary-name.ts';

const keyBytes = 32;
/** What the key check encrypts: a wrong key is found out before anything is written with it. */
const checkText = Buffer.from('postern key check');
const keyFileSchema = z.object({
  version: z.literal(1),
  /** `keychain`: wrapped by the system's keychain; `none`: protected by the file's permissions only. */
  wrap: z.enum(['keychain', 'none']),
  key: z.base64(),
  check: z.base64(),
});

/** Refuses a secret that cannot be read now, without a word of its content. */
export function secretUnreadable(reason: string, cause?: unknown): AppError {
  return new AppError(
    'ERR_SECRET_UNREADABLE',
    `The stored secrets cannot be read (${reason}). Nothing was changed or removed; they are there again when the cause is gone.`,
    { details: { reason }, cause },
  );
}

/**
 * Gives the data key of the profile. It is made only where neither a key nor a record is there yet; a key that is missing,
 * damaged, locked or not the right one refuses and is left as it is.
 *
 * @throws AppError ERR_SECRET_UNREADABLE
 */
export async function openDataKey(
  path: string,
  host: Pick<Host, 'keyWrap'>,
  hasRecords: () => Promise<boolean>,
): Promise<Buffer> {
  const stored = await readKeyFile(path);
  if (stored !== undefined) return unlockKey(stored, host);
  if (await hasRecords()) throw secretUnreadable('the key file is missing');
  await createKeyFile(path, host);
  const created = await readKeyFile(path);
  if (created === undefined) throw secretUnreadable('the key file is missing');
  // Read back: another process may have been first, and a keychain that gives back garbage is found out now.
  return unlockKey(created, host);
}

async function readKeyFile(path: string): Promise<z.infer<typeof keyFileSchema> | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw secretUnreadable('the key file cannot be opened', fault);
  }
  try {
    return keyFileSchema.parse(JSON.parse(text));
  } catch (fault) {
    throw secretUnreadable('the key file is damaged', fault);
  }
}

async function unlockKey(
  stored: z.infer<typeof keyFileSchema>,
  host: Pick<Host, 'keyWrap'>,
): Promise<Buffer> {
  let key = Buffer.from(stored.key, 'base64');
  if (stored.wrap === 'keychain') {
    if (host.keyWrap === undefined)
      throw secretUnreadable('they are locked by the keychain of the desktop app');
    try {
      key = Buffer.from(await host.keyWrap.unwrap(key));
    } catch (fault) {
      throw secretUnreadable('the keychain is locked or refused', fault);
    }
  }
  if (key.length !== keyBytes || !isRightKey(key, Buffer.from(stored.check, 'base64'))) {
    throw secretUnreadable('the keychain gave another key');
  }
  return key;
}

async function createKeyFile(path: string, host: Pick<Host, 'keyWrap'>): Promise<void> {
  const key = randomBytes(keyBytes);
  const wrapped = host.keyWrap === undefined ? key : Buffer.from(await wrapKey(key, host.keyWrap));
  const content: z.infer<typeof keyFileSchema> = {
    version: 1,
    wrap: host.keyWrap === undefined ? 'none' : 'keychain',
    key: wrapped.toString('base64'),
    check: makeCheck(key).toString('base64'),
  };
  const temporary = join(dirname(path), temporaryName('tmp'));
  await writeWhole(realFileSystem, temporary, Buffer.from(JSON.stringify(content)), { mode: 0o600 });
  try {
    // A link, not a rename: of two processes that make a key at once, the first wins.
    await link(temporary, path);
    await syncDirectory(dirname(path));
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault;
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

async function wrapKey(key: Buffer, keyWrap: NonNullable<Host['keyWrap']>): Promise<Uint8Array> {
  try {
    return await keyWrap.wrap(key);
  } catch (fault) {
    throw secretUnreadable('the keychain is locked or refused', fault);
  }
}

function makeCheck(key: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(checkText), cipher.final(), cipher.getAuthTag()]);
}

function isRightKey(key: Buffer, check: Buffer): boolean {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, check.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(check.subarray(-16));
    const plain = Buffer.concat([decipher.update(check.subarray(12, -16)), decipher.final()]);
    return plain.length === checkText.length && timingSafeEqual(plain, checkText);
  } catch {
    return false;
  }
}
