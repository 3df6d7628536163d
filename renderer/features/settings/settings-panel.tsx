import { useEffect, useRef } from 'react';
import { settingsSchema } from '../../../core/settings.ts';
import type { Settings } from '../../../core/settings.ts';
import { useStore } from '../../store/store.ts';
import { type SettingsSection as SectionName, settingsSections } from '../shell/public.ts';
import { AppearanceSettings } from './appearance-settings.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { HeaderSettings } from './header-settings.tsx';
import { HistorySettings } from './history-settings.tsx';
import { ProxySettings } from './proxy-settings.tsx';
import { StorageSettings } from './storage-settings.tsx';
import styles from './settings.module.css';

/** What each part of the settings gets: the settings as they are, and a way to keep changed ones. */
export interface SettingsPartProps {
  settings: Settings;
  onChange: (settings: Settings) => void;
}

const parts: Record<SectionName, (props: SettingsPartProps) => React.ReactNode> = {
  General: GeneralSettings,
  Headers: HeaderSettings,
  Proxy: ProxySettings,
  History: HistorySettings,
  Appearance: AppearanceSettings,
  Storage: StorageSettings,
};

/** The settings of the app. Every change is kept at once. */
export function SettingsPanel() {
  const settings = useStore((state) => state.app.state?.settings);
  const saveSettings = useStore((state) => state.app.saveSettings);
  const wanted = useStore((state) => state.app.layout['settingsSection']);
  const setLayout = useStore((state) => state.app.setLayout);
  const section = settingsSections.find((name) => name === wanted) ?? 'General';
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (page.current !== null) page.current.scrollTop = 0;
  }, [section]);
  if (settings === undefined) return null;
  const Part = parts[section];
  return (
    <div className={styles['panel']}>
      <nav className={styles['nav']} aria-label="Settings">
        <ul>
          {settingsSections.map((name) => (
            <li key={name}>
              <button
                type="button"
                className={styles['navItem']}
                aria-current={name === section ? 'true' : undefined}
                onClick={() => setLayout('settingsSection', name)}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div ref={page} className={styles['page']}>
        <section className={styles['section']} aria-label={section}>
          <h2 className={styles['title']}>{section}</h2>
          <Part settings={settings} onChange={(next) => void saveSettings(settingsSchema.parse(next))} />
        </section>
      </div>
    </div>
  );
}
