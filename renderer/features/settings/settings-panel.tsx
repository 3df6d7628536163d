import { useEffect, useRef, useState } from 'react';
import type { Settings } from '../../../core/settings.ts';
import { bestMatches } from '../../../core/text/fuzzy-match.ts';
import { useStore } from '../../store/store.ts';
import { type SettingsSection as SectionName, settingsSections, settingsWords } from '../shell/public.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { useKeptInSight } from '../../ui/use-kept-in-sight.ts';
import { AppearanceSettings } from './appearance-settings.tsx';
import { CertificateSettings } from './certificate-settings.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { HeaderSettings } from './header-settings.tsx';
import { HistorySettings } from './history-settings.tsx';
import { PrivacySettings } from './privacy-settings.tsx';
import { ProxySettings } from './proxy-settings.tsx';
import { SecuritySettings } from './security-settings.tsx';
import { ShortcutSettings } from './shortcut-settings.tsx';
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
  Certificates: CertificateSettings,
  Shortcuts: ShortcutSettings,
  Appearance: AppearanceSettings,
  Privacy: PrivacySettings,
  Storage: StorageSettings,
  Security: SecuritySettings,
};

/** The settings of the app. Every change is kept at once. */
export function SettingsPanel() {
  const settings = useStore((state) => state.app.state?.settings);
  const saveSettings = useStore((state) => state.app.saveSettings);
  const wanted = useStore((state) => state.app.layout['settingsSection']);
  const setLayout = useStore((state) => state.app.setLayout);
  const section = settingsSections.find((name) => name === wanted) ?? 'General';
  const [query, setQuery] = useState('');
  const found =
    query.trim() === ''
      ? settingsSections
      : bestMatches(settingsSections, query, {
          textOf: (name) => name,
          moreOf: (name) => settingsWords[name],
          limit: 20,
        });
  const page = useRef<HTMLDivElement>(null);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    if (page.current !== null) page.current.scrollTop = 0;
  }, [section]);
  // In a narrow window the parts stand in a strip that scrolls.
  useKeptInSight(nav, '[aria-current]', section);
  if (settings === undefined) return null;
  const Part = parts[section];
  return (
    <div className={styles['panel']}>
      <nav ref={nav} className={styles['nav']} aria-label="Settings">
        <SearchField
          label="Search settings"
          value={query}
          onChange={setQuery}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && found[0] !== undefined) setLayout('settingsSection', found[0]);
          }}
        />
        {found.length === 0 ? <p className={styles['quiet']}>Nothing found</p> : null}
        <ul>
          {found.map((name) => (
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
          <Part settings={settings} onChange={(next) => void saveSettings(next)} />
        </section>
      </div>
    </div>
  );
}
