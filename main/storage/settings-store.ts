import { AppError } from '../../core/errors.ts';
import { hasMaskedPassword, joinProxyPassword, splitProxyPassword } from '../../core/http/proxy-password.ts';
import { type Settings, settingsSchema } from '../../core/settings.ts';
import type { Log } from '../log.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import type { SecretStore } from './secret-store.ts';

/** The profile's settings; `read` is cheap and always current. */
export interface SettingsStore {
  /** The password of a proxy is not among them: a mask stands in its place. */
  read(): Settings;
  /** How to reach servers, with the password. For the HTTP client only. */
  proxy(): Settings['proxy'];
  /** @throws AppError ERR_SETTINGS_INVALID, ERR_WORKSPACE_WRITE_FAILED */
  save(settings: Settings): Promise<Settings>;
}

type Fields = Record<string, unknown>;

/** The password of the proxy, as it was typed. */
const secretId = 'settings/proxy-password';

/** What is parsed once at every start is not worth the code that zod would make for it first. */
const once = { jitless: true };

/** Opens the settings file; where it is absent or damaged the settings start at their defaults. */
export async function createSettingsStore(
  path: string,
  context: { log: Log; now(): number },
  secrets: SecretStore,
): Promise<SettingsStore> {
  let stored =
    (await readJsonFile(
      path,
      (value) => {
        settingsSchema.parse(value, once);
        return value as Fields;
      },
      context,
    )) ?? {};
  const read = settingsSchema.parse(stored, once);
  const split = splitProxyPassword(read.proxy.url);
  let settings = { ...read, proxy: { ...read.proxy, url: split.address } };
  let password = hasMaskedPassword(read.proxy.url)
    ? await readPassword(secrets, context.log)
    : split.password;
  let writing: Promise<unknown> = Promise.resolve();

  return {
    read: () => settings,
    proxy: () => ({ ...settings.proxy, url: joinProxyPassword(settings.proxy.url, password) }),
    save(next) {
      const parsed = settingsSchema.safeParse(next);
      if (!parsed.success) {
        const fields = parsed.error.issues.map((issue) => issue.path.join('.'));
        const message = `These settings do not fit: ${fields.join(', ')}.`;
        return Promise.reject(new AppError('ERR_SETTINGS_INVALID', message, { details: { fields } }));
      }
      const save = async () => {
        const { proxy } = parsed.data;
        const kept = settings.proxy.url === proxy.url ? password : undefined;
        const given = splitProxyPassword(proxy.url);
        const nextPassword = hasMaskedPassword(proxy.url) ? kept : given.password;
        // The mask of a password for another address stands for nothing.
        const url = nextPassword === undefined ? joinProxyPassword(given.address, undefined) : given.address;
        const accepted = { ...parsed.data, proxy: { ...proxy, url } };
        // The secret first: a mask without one would lose the password.
        if (nextPassword !== undefined && nextPassword !== password)
          await secrets.write(secretId, nextPassword);
        // Fields of a newer Postern are kept.
        const merged = mergeFields(stored, accepted);
        await writeJsonFile(path, merged);
        if (nextPassword === undefined && password !== undefined) await secrets.delete(secretId);
        stored = merged;
        settings = accepted;
        password = nextPassword;
        return settings;
      };
      const result = writing.then(save, save);
      writing = result.catch(() => undefined);
      return result;
    },
  };
}

function mergeFields(stored: Fields, next: Fields): Fields {
  const merged: Fields = { ...stored };
  for (const [key, value] of Object.entries(next)) {
    merged[key] = isFields(value) && isFields(stored[key]) ? mergeFields(stored[key], value) : value;
  }
  return merged;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readPassword(secrets: SecretStore, log: Log): Promise<string | undefined> {
  try {
    return await secrets.read(secretId);
  } catch (fault) {
    log.error('the password of the proxy could not be read', fault);
    return undefined;
  }
}
