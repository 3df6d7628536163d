import { safeStorage } from 'electron';
import type { Host } from '../host.ts';

/**
 * Gives the system's keychain as a wrap for the profile's data key; undefined where there is none (on Linux without a
 * keyring Electron would only pretend, with a fixed password). Ask once Electron is ready.
 */
export async function createKeyWrap(platform: NodeJS.Platform): Promise<Host['keyWrap']> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return undefined;
  if (platform === 'linux') {
    const backend = safeStorage.getSelectedStorageBackend();
    if (backend === 'basic_text' || backend === 'unknown') return undefined;
  }
  return {
    // safeStorage takes text only; the key is bytes.
    wrap: (plain) => safeStorage.encryptStringAsync(Buffer.from(plain).toString('base64')),
    async unwrap(wrapped) {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(wrapped));
      return Buffer.from(result, 'base64');
    },
  };
}
