import { useEffect } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { formatSize } from '../../ui/format-figures.ts';
import { Switch } from '../../ui/switch.tsx';
import type { Snapshot } from './backup-actions.ts';
import styles from './certificates.module.css';
import { formatMoment } from './format-moment.ts';

/** The automatic copies of the workspace, and the switch for them. */
export function SnapshotList({ onRestore }: { onRestore: (snapshot: Snapshot) => void }) {
  const settings = useStore((state) => state.app.state?.settings);
  const saveSettings = useStore((state) => state.app.saveSettings);
  const snapshots = useStore((state) => state.settings.snapshots);
  const load = useStore((state) => state.settings.loadSnapshots);
  useEffect(() => void load(), [load]);
  if (settings === undefined) return null;
  return (
    <>
      <Switch
        label="Take a snapshot once a day"
        hint="While something changes, and before a new version of Postern goes on. The last seven are kept, in your profile."
        checked={settings.snapshots.enabled}
        onChange={(enabled) => void saveSettings({ ...settings, snapshots: { enabled } })}
      />
      {snapshots?.length === 0 ? (
        <p className={styles['none']}>
          {settings.snapshots.enabled ? 'None yet; the first is taken soon.' : 'None.'}
        </p>
      ) : null}
      <ul className={styles['list']} aria-label="Snapshots">
        {snapshots?.map((snapshot) => {
          const moment = formatMoment(snapshot.takenAtEpochMs);
          return (
            <li key={snapshot.id}>
              <span className={styles['texts']}>
                <b>{moment}</b>
                <span>
                  {formatSize(snapshot.sizeBytes)}, by Postern {snapshot.version}
                </span>
              </span>
              <Button
                size="sm"
                aria-label={`Restore the snapshot of ${moment}…`}
                onClick={() => onRestore(snapshot)}
              >
                Restore…
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
