import { useRef, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SettingsGroup } from './settings-group.tsx';
import styles from './certificates.module.css';

/** Writes everything into one file, and brings it back as a new workspace. */
export function BackupSettings() {
  const isBusy = useStore((state) => state.settings.isBackingUp);
  const backUp = useStore((state) => state.settings.backUp);
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
        title="Restore"
        text="Puts a backup into a new folder as a workspace of its own. What is open stays as it is."
      >
        <RestoreForm />
      </SettingsGroup>
    </>
  );
}

function RestoreForm() {
  const restore = useStore((state) => state.settings.restore);
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isWhole = file !== undefined && path.trim() !== '';
  const run = async () => {
    if (!isWhole) return;
    setBusy(true);
    const wrong = await restore(file, path);
    setBusy(false);
    setProblem(wrong);
    if (wrong === undefined) setFile(undefined);
  };
  return (
    <>
      <span className={styles['chosen']}>
        <Button size="sm" onClick={() => input.current?.click()}>
          Choose backup
        </Button>
        <code>{file?.name ?? 'no file'}</code>
      </span>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept=".tar"
        tabIndex={-1}
        aria-label="Backup file"
        onChange={(event) => {
          setFile(event.target.files?.[0]);
          setProblem(undefined);
          event.target.value = '';
        }}
      />
      <TextField
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
