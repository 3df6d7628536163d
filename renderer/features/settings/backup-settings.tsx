import { useRef, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { RestoreSource, Snapshot } from './backup-actions.ts';
import { formatMoment } from './format-moment.ts';
import { SettingsGroup } from './settings-group.tsx';
import { SnapshotList } from './snapshot-list.tsx';
import styles from './certificates.module.css';

/** Writes everything into one file, lists what was copied by itself, and brings either back as a new workspace. */
export function BackupSettings() {
  const isBusy = useStore((state) => state.settings.isBackingUp);
  const backUp = useStore((state) => state.settings.backUp);
  const [source, setSource] = useState<RestoreSource>();
  const folder = useRef<HTMLInputElement>(null);
  const choose = (snapshot: Snapshot) => {
    setSource({ snapshot });
    folder.current?.focus();
  };
  return (
    <>
      <SettingsGroup
        title="Backup"
        text="The workspace and what your profile holds for it, in one .tar. Secrets go along encrypted; the key stays on this machine, so only this profile opens them again. Git’s own folder is left out."
      >
        <Button loading={isBusy} onClick={() => void backUp()}>
          Back up
        </Button>
      </SettingsGroup>
      <SettingsGroup
        title="Snapshots"
        text="Copies of this workspace, its current values and the secrets of its variables, that Postern takes by itself. History, cookies and tokens are not in them."
      >
        <SnapshotList onRestore={choose} />
      </SettingsGroup>
      <SettingsGroup
        title="Restore"
        text="Puts a backup or a snapshot into a new folder as a workspace of its own. What is open stays as it is."
      >
        <RestoreForm source={source} onSource={setSource} folder={folder} />
      </SettingsGroup>
    </>
  );
}

function nameOf(source: RestoreSource | undefined): string {
  if (source === undefined) return 'no file';
  return 'file' in source ? source.file.name : `Snapshot of ${formatMoment(source.snapshot.takenAtEpochMs)}`;
}

type RestoreFormProps = {
  source: RestoreSource | undefined;
  onSource: (source: RestoreSource | undefined) => void;
  folder: React.RefObject<HTMLInputElement | null>;
};

function RestoreForm({ source, onSource, folder }: RestoreFormProps) {
  const restore = useStore((state) => state.settings.restore);
  const input = useRef<HTMLInputElement>(null);
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isWhole = source !== undefined && path.trim() !== '';
  const run = async () => {
    if (!isWhole) return;
    setBusy(true);
    const wrong = await restore(source, path);
    setBusy(false);
    setProblem(wrong);
    if (wrong === undefined) onSource(undefined);
  };
  return (
    <>
      <span className={styles['chosen']}>
        <Button size="sm" onClick={() => input.current?.click()}>
          Choose backup
        </Button>
        <code>{nameOf(source)}</code>
      </span>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept=".tar"
        tabIndex={-1}
        aria-label="Backup file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          onSource(file === undefined ? undefined : { file });
          setProblem(undefined);
          event.target.value = '';
        }}
      />
      <TextField
        ref={folder}
        label="New folder"
        hint="The whole path, on the machine that runs Postern. It may not hold anything yet."
        error={problem}
        mono
        placeholder="/home/me/work/restored"
        value={path}
        onChange={(next) => {
          setPath(next);
          setProblem(undefined);
        }}
      />
      <Button loading={isBusy} disabled={!isWhole} onClick={() => void run()}>
        Restore
      </Button>
    </>
  );
}
