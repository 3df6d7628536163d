import { AppError } from '../../core/errors.ts';
import { type Settings, settingsSchema } from '../../core/settings.ts';
import type { Log } from '../log.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** The profile's settings; `read` is cheap and always current. */
export interface SettingsStore {
  read(): Settings;
  /** @throws AppError ERR_SETTINGS_INVALID, ERR_WORKSPACE_WRITE_FAILED */
  save(settings: Settings): Promise<Settings>;
}

type Fields = Record<string, unknown>;

/** Opens the settings file; where it is absent or damaged the settings start at their defaults. */
export async function createSettingsStore(
  path: string,
  context: { log: Log; now(): number },
): Promise<SettingsStore> {
  let stored =
    (await readJsonFile(
      path,
      (value) => {
        settingsSchema.parse(value);
        return value as Fields;
      },
      context,
    )) ?? {};
  let settings = settingsSchema.parse(stored);
  let writing: Promise<unknown> = Promise.resolve();

  return {
    read: () => settings,
    save(next) {
      const parsed = settingsSchema.safeParse(next);
      if (!parsed.success) {
        const fields = parsed.error.issues.map((issue) => issue.path.join('.'));
        const message = `These settings do not fit: ${fields.join(', ')}.`;
        return Promise.reject(new AppError('ERR_SETTINGS_INVALID', message, { details: { fields } }));
      }
      const save = async () => {
        // Fields of a newer Postern are kept.
        const merged = mergeFields(stored, parsed.data);
        await writeJsonFile(path, merged);
        stored = merged;
        settings = parsed.data;
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
