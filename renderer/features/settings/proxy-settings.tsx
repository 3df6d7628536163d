import { proxyAddressProblem } from '../../../core/http/proxy-address.ts';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { KeptText } from './kept-text.tsx';
import type { SettingsPartProps } from './settings-panel.tsx';
import styles from './settings.module.css';

/** Which way requests, token calls and imports leave this machine. */
export function ProxySettings({ settings, onChange }: SettingsPartProps) {
  const { proxy } = settings;
  const change = (part: Partial<typeof proxy>) => onChange({ ...settings, proxy: { ...proxy, ...part } });
  return (
    <div className={styles['fields']}>
      <RadioGroup
        label="Proxy"
        hideLabel
        value={proxy.mode}
        onChange={(mode) => change({ mode })}
        options={[
          {
            value: 'environment',
            label: 'As the system says',
            hint: 'Uses HTTP_PROXY, HTTPS_PROXY and NO_PROXY of the environment Postern was started in.',
          },
          { value: 'none', label: 'No proxy', hint: 'Every request goes straight to its server.' },
          { value: 'custom', label: 'This proxy', hint: 'For every request but those to the hosts below.' },
        ]}
      />
      {proxy.mode === 'custom' ? (
        <div className={styles['nested']}>
          <KeptText
            label="Proxy address"
            hint="http://, https:// or socks5://, with a port."
            placeholder="http://proxy.example:3128"
            value={proxy.url}
            problemOf={proxyAddressProblem}
            onChange={(url) => change({ url })}
          />
          <KeptText
            label="Reached directly"
            hint="Hosts, separated by commas, as in NO_PROXY."
            placeholder="localhost, .corp.example"
            value={proxy.bypass}
            onChange={(bypass) => change({ bypass })}
          />
        </div>
      ) : null}
    </div>
  );
}
