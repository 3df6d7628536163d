import { countOf } from '../../../core/count-of.ts';
import type { OperationOutput } from '../../../core/contract.ts';
import { isAppError } from '../../../core/errors.ts';
import { call, readBody, upload } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import { downloadFile } from '../../ui/download-file.ts';

export type Snapshot = OperationOutput<'snapshot.list'>['snapshots'][number];

/** What is restored: a file that a backup wrote, or an automatic snapshot. */
export type RestoreSource = { file: File } | { snapshot: Snapshot };

/** The part of the slice that copies a workspace and brings copies back. */
export interface BackupActions {
  isBackingUp: boolean;
  /** The automatic snapshots, the newest first. */
  snapshots: Snapshot[] | undefined;
  loadSnapshots(): Promise<void>;
  /** Writes a backup and hands it to the browser as a download. */
  backUp(): Promise<void>;
  /** Puts a copy into a new folder. Gives what is wrong, or nothing. */
  restore(source: RestoreSource, path: string): Promise<string | undefined>;
}

async function restoreFrom(source: RestoreSource, path: string): Promise<OperationOutput<'backup.restore'>> {
  if ('snapshot' in source) return call('snapshot.restore', { id: source.snapshot.id, path });
  const { uploadId } = await upload(source.file);
  return call('backup.restore', { uploadId, path });
}

export function createBackupActions({ set, get }: SliceTools<'settings'>): BackupActions {
  return {
    isBackingUp: false,
    snapshots: undefined,
    async loadSnapshots() {
      try {
        set({ snapshots: (await call('snapshot.list', {})).snapshots });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async backUp() {
      set({ isBackingUp: true });
      try {
        const { bodyId, fileName, files, leftOut } = await call('backup.create', {});
        downloadFile(fileName, new Blob([await readBody(bodyId)], { type: 'application/x-tar' }));
        const copies = countOf(leftOut, 'copy', 'copies');
        get().notices.show({
          kind: leftOut === 0 ? 'success' : 'warning',
          text: `Backed up ${countOf(files, 'file')}${leftOut === 0 ? '' : `. Not in it, as it would be larger than 1 GB: ${copies} of files that requests send`}`,
        });
      } catch (error) {
        get().notices.showError(error);
      } finally {
        set({ isBackingUp: false });
      }
    },
    async restore(source, path) {
      try {
        const restored = await restoreFrom(source, path.trim());
        const left =
          restored.unreadableSecrets === 0
            ? ''
            : ` ${restored.unreadableSecrets} secrets were written on another machine and stay behind.`;
        get().notices.show({
          kind: restored.unreadableSecrets === 0 ? 'success' : 'warning',
          text: `Restored ${restored.files.toLocaleString('en')} files.${left}`,
          action: { label: 'Open it', run: () => void get().workspaces.open(restored.path) },
        });
        return undefined;
      } catch (error) {
        if (!isAppError(error)) throw error;
        return get().app.noteRefusal(error.code) ? 'Postern does not answer.' : error.message;
      }
    },
  };
}
