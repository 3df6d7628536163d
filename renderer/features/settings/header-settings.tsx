import { Switch } from '../../ui/switch.tsx';
import type { SettingsPartProps } from './settings-panel.tsx';
import styles from './settings.module.css';

/** What happens to headers when a link of an answer is followed. */
export function HeaderSettings({ settings, onChange }: SettingsPartProps) {
  return (
    <div className={styles['fields']}>
      <Switch
        label="Retain headers when clicking on links"
        hint="A link in a response opens as a new request with the same headers and authorization. They are kept only for links to the same origin."
        checked={settings.headers.retainOnLinks}
        onChange={(retainOnLinks) => onChange({ ...settings, headers: { retainOnLinks } })}
      />
    </div>
  );
}
