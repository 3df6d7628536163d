import type { CleanupPreview, ImportReport, ImportSource } from '../../../core/import/report.ts';
import type { SliceCreator } from '../../store/slice.ts';

export interface ImportsSlice {
  /** The import dialog: which box is open. */
  dialog: 'closed' | 'import' | 'curl';
  status: 'idle' | 'running' | 'done' | 'failed';
  progress: { done: number; total: number; label: string } | undefined;
  report: ImportReport | undefined;
  error: { code: string; message: string } | undefined;
  cleanup: CleanupPreview | undefined;
  openDialog(dialog: 'import' | 'curl'): void;
  closeDialog(): void;
  run(sources: ImportSource[]): Promise<void>;
  /** Uploads dropped or chosen files (with their relative paths) and imports them. */
  runFiles(files: { file: File; relativePath?: string }[]): Promise<void>;
  cancel(): void;
  undo(): Promise<void>;
  previewCleanup(): Promise<void>;
  applyCleanup(): Promise<void>;
}

export const createImportsSlice: SliceCreator<'imports'> = ({ set }) => ({
  dialog: 'closed',
  status: 'idle',
  progress: undefined,
  report: undefined,
  error: undefined,
  cleanup: undefined,
  openDialog(dialog) {
    set({ dialog, status: 'idle', report: undefined, error: undefined, cleanup: undefined });
  },
  closeDialog() {
    set({ dialog: 'closed' });
  },
  async run() {},
  async runFiles() {},
  cancel() {},
  async undo() {},
  async previewCleanup() {},
  async applyCleanup() {},
});
