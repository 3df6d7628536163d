import { useState } from 'react';
import { Globe } from 'lucide-react';
import { normaliseSecretHosts, readSecretHost } from '../../../core/variables/secret-hosts.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './secret-hosts.module.css';

const linesOf = (text: string) => text.split(/[\n,]/).filter((line) => line.trim() !== '');

/** What is wrong with the first line that is no host. */
function findFault(text: string): string | undefined {
  for (const line of linesOf(text)) {
    const read = readSecretHost(line);
    if (read.kind === 'fault') return read.message;
  }
  return undefined;
}

interface SecretHostsProps {
  row: Variable;
  /** The host of the address that the environment is about. */
  suggested: string | undefined;
  onChange(hosts: string[]): void;
}

/** Which hosts a secret may be sent to: says so in the row, and is edited in a panel beside it. */
export function SecretHosts({ row, suggested, onChange }: SecretHostsProps) {
  const hosts = row.hosts ?? [];
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const fault = findFault(text);
  const offered = linesOf(text).some((line) => isHost(line, suggested)) ? undefined : suggested;
  const [first, ...others] = hosts;
  const shown = others.length === 0 ? first : `${hosts.length} hosts`;
  const name = row.key === '' ? 'this secret' : row.key;

  const change = (next: boolean) => {
    if (next) setText(hosts.join('\n'));
    setOpen(next);
  };
  const use = () => {
    if (fault !== undefined) return;
    onChange(normaliseSecretHosts(row.key, linesOf(text)));
    setOpen(false);
  };
  return (
    <Popover
      label={`Only for hosts: ${name}`}
      width={320}
      align="end"
      open={isOpen}
      onOpenChange={change}
      trigger={
        <button
          type="button"
          className={styles['trigger']}
          data-bound={hosts.length > 0 || undefined}
          aria-label={`Only for hosts of ${name}: ${hosts.length === 0 ? 'any host' : hosts.join(', ')}`}
          title={hosts.length === 0 ? 'Only for hosts' : `Only for ${hosts.join(', ')}`}
        >
          <Globe aria-hidden />
          {shown === undefined ? null : <span className={styles['triggerText']}>{shown}</span>}
        </button>
      }
    >
      <div className={styles['panel']}>
        <TextArea
          label="Only for hosts"
          mono
          rows={3}
          value={text}
          placeholder="dev-1.okta.com"
          error={fault}
          hint="One a line; *.okta.com means every name below it."
          onChange={setText}
        />
        {offered === undefined ? null : (
          <Button
            size="sm"
            variant="secondary"
            onClick={() => setText([...linesOf(text), offered].join('\n'))}
          >
            Add {offered}
          </Button>
        )}
        <p className={styles['words']}>
          Postern refuses to send this secret to any other host, through whatever variable, redirect or
          script. Empty: it goes anywhere. Kept on this machine, not in the shared file.
        </p>
        <div className={styles['footer']}>
          <Button size="sm" variant="ghost" onClick={() => setOpen(false)}>
            Cancel
          </Button>
          <Button size="sm" variant="primary" disabled={fault !== undefined} onClick={use}>
            Done
          </Button>
        </div>
      </div>
    </Popover>
  );
}

function isHost(line: string, host: string | undefined): boolean {
  const read = readSecretHost(line);
  return read.kind === 'host' && read.host === host;
}

/** The host of the environment's `url` or `baseUrl`, to be offered. */
export function suggestHost(variables: readonly Variable[]): string | undefined {
  for (const name of ['url', 'baseUrl']) {
    const found = variables.findLast((row) => row.key === name && row.enabled && row.type !== 'secret');
    const read = found && readSecretHost(found.currentValue ?? found.initialValue);
    if (read?.kind === 'host') return read.host;
  }
  return undefined;
}
