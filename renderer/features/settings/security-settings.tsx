import { countOf } from '../../../core/count-of.ts';
import { useEffect } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { SecurityFacts } from './settings-slice.ts';
import { formatMoment } from './format-moment.ts';
import styles from './certificates.module.css';

const keyTexts: Record<SecurityFacts['dataKey'], string> = {
  keychain: 'wrapped by the system’s keychain',
  none: 'in a file that only you may read; no keychain is at hand here',
  'none yet': 'not made yet: nothing secret is stored',
  unreadable: 'damaged; see the log on standard error',
};
const purposes = {
  webDoor: 'this window, with a key of its own for every start',
  signIn: 'a sign-in that waits for the browser',
  sandboxOrg: 'the sandbox org',
};

/** How things stand now, as the Node side finds them. */
export function SecuritySettings() {
  const facts = useStore((state) => state.settings.security);
  const load = useStore((state) => state.settings.loadSecurity);
  const forget = useStore((state) => state.settings.forgetConsents);
  useEffect(() => void load(), [load]);
  if (facts === undefined) return <Skeleton />;
  const lines: [string, string[]][] = [
    ['Window', [facts.door === 'electron' ? 'desktop app, sandboxed' : 'browser, over loopback']],
    ['Key of the secrets', [keyTexts[facts.dataKey]]],
    [
      'Keychain',
      [facts.secretProtection === 'keychain' ? 'at hand and in use' : 'none: file permissions only'],
    ],
    [
      'Profile folder',
      [facts.profileMode === undefined ? 'as the system says' : `permissions ${facts.profileMode}`],
    ],
    ['TLS verification', [facts.verifyTls ? 'on' : 'OFF: every server is trusted']],
    [
      'TLS exceptions',
      facts.tlsExceptions.map((one) => `${one.host}:${one.port} until ${formatMoment(one.untilEpochMs)}`),
    ],
    ['Own authorities', [String(facts.authorities)]],
    [
      'Client certificates',
      facts.clientCertificates.map((one) => `${one.subject} for ${one.host}:${one.port}`),
    ],
    ['Allowed scripts', facts.allowedScripts === 0 ? [] : [countOf(facts.allowedScripts, 'text')]],
    ['Allowed files', facts.allowedFiles === 0 ? [] : [countOf(facts.allowedFiles, 'path')]],
    [
      'Git allowed in',
      facts.allowedRepositories === 0
        ? []
        : [countOf(facts.allowedRepositories, 'repository', 'repositories')],
    ],
    [
      'Open listeners',
      facts.listeners.map((one) => {
        const address = one.address.includes(':') ? `[${one.address}]` : one.address;
        return `${address}:${one.port}, ${purposes[one.purpose]}`;
      }),
    ],
  ];
  return (
    <div className={styles['question']}>
      <p className={styles['none']}>Read just now from the disk, the settings and the open sockets.</p>
      <dl className={styles['facts']} aria-label="Security facts" data-wide>
        {lines.map(([name, values]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{values.length === 0 ? 'none' : values.map((value) => <div key={value}>{value}</div>)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <Button onClick={() => void load()}>Read again</Button>{' '}
        <Button
          disabled={facts.allowedScripts + facts.allowedFiles + facts.allowedRepositories === 0}
          tooltip="Scripts, files outside of the workspace and Git ask again before they run or are sent"
          onClick={() => void forget()}
        >
          Stop allowing scripts, files and Git
        </Button>
      </p>
    </div>
  );
}
