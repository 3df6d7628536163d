import type { Settings } from '../../../core/settings.ts';
import type { SettingsPartProps } from './settings-panel.tsx';
import styles from './settings.module.css';

type Theme = Settings['appearance']['theme'];

const themes: readonly [Theme, string][] = [
  ['system', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['contrast', 'High contrast'],
];

/** How the window looks. */
export function AppearanceSettings({ settings, onChange }: SettingsPartProps) {
  const { theme } = settings.appearance;
  return (
    <fieldset className={styles['themes']}>
      <legend className={styles['legend']}>Theme</legend>
      {themes.map(([value, label]) => (
        <label key={value} className={styles['theme']} data-chosen={value === theme || undefined}>
          <ThemePicture theme={value} />
          <span className={styles['themeName']}>
            <input
              type="radio"
              name="theme"
              value={value}
              checked={value === theme}
              onChange={() => onChange({ ...settings, appearance: { theme: value } })}
            />
            {label}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A window in miniature, drawn with the theme's own colours. */
function ThemePicture({ theme }: { theme: Theme }) {
  if (theme === 'system') {
    return (
      <span className={styles['picture']} aria-hidden="true">
        <MiniatureWindow theme="light" />
        <MiniatureWindow theme="dark" />
      </span>
    );
  }
  return (
    <span className={styles['picture']} aria-hidden="true">
      <MiniatureWindow theme={theme} />
    </span>
  );
}

function MiniatureWindow({ theme }: { theme: Exclude<Theme, 'system'> }) {
  return (
    <span className={styles['miniature']} data-miniature={theme}>
      <span className={styles['miniSide']}>
        <i />
        <i />
        <i />
      </span>
      <span className={styles['miniMain']}>
        <i />
        <b />
        <i />
      </span>
    </span>
  );
}
