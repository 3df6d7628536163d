import type { RequestSettings } from '../../../core/http/request.ts';
import { useStore } from '../../store/store.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { readLimit, withSetting } from './request-settings.ts';
import styles from './request-sections.module.css';
import { useDraft } from './use-draft.ts';

type Choice = 'app' | 'on' | 'off';

function toChoice(value: boolean | undefined): Choice {
  return value === undefined ? 'app' : value ? 'on' : 'off';
}

function SwitchSetting(props: {
  label: string;
  hint: string;
  value: boolean | undefined;
  appValue: boolean | undefined;
  onChange: (value: boolean | undefined) => void;
}) {
  const { label, hint, value, appValue, onChange } = props;
  return (
    <Select
      layout="row"
      label={label}
      hint={hint}
      value={toChoice(value)}
      onChange={(choice) => onChange(choice === 'app' ? undefined : choice === 'on')}
      options={[
        { value: 'app', label: `As in Settings (${appValue === false ? 'off' : 'on'})` },
        { value: 'on', label: 'On' },
        { value: 'off', label: 'Off' },
      ]}
    />
  );
}

/** A number that follows the app's settings while it is empty. */
function LimitSetting(props: {
  label: string;
  hint?: string;
  suffix?: string;
  value: number | undefined;
  appValue: number | undefined;
  onChange: (value: number | undefined) => void;
}) {
  const { label, hint, suffix, value, appValue, onChange } = props;
  return (
    <TextField
      layout="row"
      label={label}
      hint={hint}
      type="number"
      min={0}
      suffix={suffix}
      value={value === undefined ? '' : String(value)}
      placeholder={appValue === undefined ? '' : `As in Settings (${appValue})`}
      onChange={(text) => onChange(readLimit(text))}
    />
  );
}

/** What this request does otherwise than the app's settings say. */
export function RequestSettingsSection({ tabKey }: { tabKey: string }) {
  const [settings, setSettings] = useDraft(tabKey, 'settings');
  const app = useStore((state) => state.app.state?.settings.request);
  const set = <K extends keyof RequestSettings>(key: K, value: RequestSettings[K]) =>
    setSettings(withSetting(settings, key, value));
  return (
    <div className={styles['form']}>
      <Select
        layout="row"
        label="HTTP version"
        value={settings?.protocolVersion ?? 'auto'}
        onChange={(version) => set('protocolVersion', version === 'auto' ? undefined : version)}
        options={[
          { value: 'auto', label: 'Automatic' },
          { value: 'http1', label: 'HTTP/1.1' },
          { value: 'http2', label: 'HTTP/2' },
        ]}
      />
      <LimitSetting
        label="Timeout"
        hint="For the whole exchange, redirects included; 0 waits for ever."
        suffix="ms"
        value={settings?.timeoutMs}
        appValue={app?.timeoutMs}
        onChange={(value) => set('timeoutMs', value)}
      />
      <SwitchSetting
        label="Verify TLS certificates"
        hint="Off accepts any server that answers, for this request only."
        value={settings?.verifyTls}
        appValue={app?.verifyTls}
        onChange={(value) => set('verifyTls', value)}
      />
      <SwitchSetting
        label="Follow redirects"
        hint="Credentials are left out when a redirect leads to another origin."
        value={settings?.followRedirects}
        appValue={app?.followRedirects}
        onChange={(value) => set('followRedirects', value)}
      />
      <LimitSetting
        label="Most redirects"
        value={settings?.maxRedirects}
        appValue={app?.maxRedirects}
        onChange={(value) => set('maxRedirects', value)}
      />
    </div>
  );
}
