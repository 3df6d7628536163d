import { countOf } from '../../../core/count-of.ts';
import { Copy } from 'lucide-react';
import { useEffect } from 'react';
import type { OperationOutput } from '../../../core/contract.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { copyText } from '../notices/public.ts';
import { formatSize } from '../../ui/format-figures.ts';
import { BackupSettings } from './backup-settings.tsx';
import styles from './settings.module.css';

type FolderSize = OperationOutput<'storage.measure'>['workspace'];

function describeSize({ files, sizeBytes, isCut }: FolderSize): string {
  const text = `${countOf(files, 'file')}, ${formatSize(sizeBytes)}`;
  return isCut ? `More than ${text}` : text;
}

/** Where things are on disk, and what is where. */
export function StorageSettings() {
  const state = useStore((store) => store.app.state);
  const storage = useStore((store) => store.settings.storage);
  const measure = useStore((store) => store.settings.measureStorage);
  useEffect(() => void measure(), [measure]);
  if (state === undefined) return null;
  const isProtected = state.capabilities.secretProtection === 'keychain';
  return (
    <div className={styles['fields']}>
      <Place
        label="Workspace"
        path={state.workspace.path}
        size={storage?.workspace}
        text="Collections and environments as plain files, ready for Git and for your team. No secret and no current value is ever written here."
      />
      <Place
        label="Profile"
        path={state.profilePath}
        size={storage?.profile}
        text={
          isProtected
            ? 'What is yours alone: current values, secrets, cookies, open tabs and these settings. Secrets are encrypted with a key from the system’s keychain.'
            : 'What is yours alone: current values, secrets, cookies, open tabs and these settings. No keychain is at hand here, so secrets are protected by the permissions of their file.'
        }
      />
      <BackupSettings />
      <p className={styles['version']}>Postern {state.version}</p>
    </div>
  );
}

function Place({
  label,
  path,
  size,
  text,
}: {
  label: string;
  path: string;
  size: FolderSize | undefined;
  text: string;
}) {
  return (
    <section aria-label={label}>
      <h3 className={styles['placeName']}>{label}</h3>
      <p className={styles['path']}>
        <code>{path}</code>
        <IconButton
          size="sm"
          label={`Copy the path of the ${label.toLowerCase()}`}
          icon={<Copy />}
          onClick={() => void copyText(path, 'The path')}
        />
      </p>
      <p className={styles['size']} role="status">
        {size === undefined ? 'Counting…' : describeSize(size)}
      </p>
      <p className={styles['quiet']}>{text}</p>
    </section>
  );
}
