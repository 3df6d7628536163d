import { Notice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { NumberSetting } from './number-setting.tsx';
import type { SettingsPartProps } from './settings-panel.tsx';
import styles from './settings.module.css';

const bytesPerMegabyte = 1024 ** 2;

/** How requests are sent, unless one says otherwise. */
export function GeneralSettings({ settings, onChange }: SettingsPartProps) {
  const { request } = settings;
  const change = (part: Partial<typeof request>) =>
    onChange({ ...settings, request: { ...request, ...part } });
  return (
    <div className={styles['fields']}>
      <NumberSetting
        label="Request timeout"
        hint="For the whole exchange, redirects included. 0 waits without limit."
        unit="ms"
        value={request.timeoutMs}
        min={0}
        max={86_400_000}
        onChange={(timeoutMs) => change({ timeoutMs })}
      />
      <Switch
        label="Follow redirects"
        hint="Credentials are left out when a redirect leads to another origin."
        checked={request.followRedirects}
        onChange={(followRedirects) => change({ followRedirects })}
      />
      {request.followRedirects ? (
        <NumberSetting
          label="Redirects at most"
          hint="One more ends the exchange."
          unit="hops"
          value={request.maxRedirects}
          min={0}
          max={100}
          onChange={(maxRedirects) => change({ maxRedirects })}
        />
      ) : null}
      <Switch
        label="Verify TLS certificates"
        hint="Refuses servers whose certificate is expired, self-signed or for another name."
        checked={request.verifyTls}
        onChange={(verifyTls) => change({ verifyTls })}
      />
      {request.verifyTls ? null : (
        <Notice
          tone="warning"
          title="Every server is trusted"
          actions={[{ label: 'Verify again', onSelect: () => change({ verifyTls: true }) }]}
        >
          Anyone on the way can read and change what you send, tokens included.
        </Notice>
      )}
      <NumberSetting
        label="Largest response kept"
        hint="A response is cut here, after decompression, and marked as cut."
        unit="MB"
        value={Math.max(1, Math.round(request.maxResponseBytes / bytesPerMegabyte))}
        min={1}
        max={65_536}
        onChange={(megabytes) => change({ maxResponseBytes: megabytes * bytesPerMegabyte })}
      />
    </div>
  );
}
