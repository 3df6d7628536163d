import type { Settings } from '../../core/settings.ts';

/** The profile's settings; `read` is cheap and always current. */
export interface SettingsStore {
  read(): Settings;
  save(settings: Settings): Promise<Settings>;
}
