import type { Settings } from '../../../core/settings.ts';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Select } from '../../ui/select.tsx';
import { zoomChoices } from '../shell/public.ts';
import { KeptText } from './kept-text.tsx';
import { NumberSetting } from './number-setting.tsx';
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
  const { appearance } = settings;
  const change = (part: Partial<Settings['appearance']>) =>
    onChange({ ...settings, appearance: { ...appearance, ...part } });
  return (
    <div className={styles['fields']}>
      <ThemeChoice theme={appearance.theme} onChange={(theme) => change({ theme })} />
      <Select
        label="Zoom"
        hint="Of the whole window, beside the zoom of the browser or the system."
        className={styles['choice']}
        value={String(appearance.zoom)}
        onChange={(zoom) => change({ zoom: Number(zoom) })}
        options={zoomChoices(appearance.zoom).map((zoom) => ({ value: String(zoom), label: `${zoom} %` }))}
      />
      <RadioGroup
        label="Density"
        value={appearance.density}
        onChange={(density) => change({ density })}
        options={[
          { value: 'normal', label: 'Normal' },
          { value: 'compact', label: 'Compact', hint: 'Lower rows, fields and buttons.' },
        ]}
      />
      <NumberSetting
        label="Editor font size"
        hint="In bodies, scripts and other editors."
        unit="px"
        value={appearance.editorFontSize}
        min={9}
        max={28}
        onChange={(editorFontSize) => change({ editorFontSize })}
      />
      <KeptText
        label="Editor font"
        hint="A font that is installed on this machine; empty for JetBrains Mono."
        placeholder="JetBrains Mono"
        value={appearance.editorFont}
        onChange={(editorFont) => change({ editorFont })}
      />
    </div>
  );
}

function ThemeChoice({ theme, onChange }: { theme: Theme; onChange: (theme: Theme) => void }) {
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
              onChange={() => onChange(value)}
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
