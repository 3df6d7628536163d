import { type AppErrorData, toErrorData } from '../../../core/errors.ts';
import type { CleanupPreview, ImportReport, ImportSource } from '../../../core/import/report.ts';
import { call, upload } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';

/** A file the user dropped or chose; `relativePath` where it came with its folder. */
export interface ChosenFile {
  file: File;
  relativePath?: string | undefined;
}

export interface ImportsSlice {
  /** The import dialog: which box is open. */
  dialog: 'closed' | 'import' | 'curl';
  /** What stands in the box of each form, until it was imported. */
  typed: Record<'import' | 'curl', string>;
  status: 'idle' | 'running' | 'done' | 'failed';
  progress: { done: number; total: number; label: string } | undefined;
  report: ImportReport | undefined;
  error: { code: string; message: string; details?: AppErrorData['details'] } | undefined;
  cleanup: CleanupPreview | undefined;
  /** What the clean-up puts in the place of hard-coded header rows. */
  replaceWith: 'oauth2' | 'apikey';
  /** What the import under way, or the last one, reads. */
  sources: ImportSource[];
  /** The clean-up was done; its undo id. */
  cleanedUp: string | undefined;
  openDialog(dialog: 'import' | 'curl'): void;
  closeDialog(): void;
  type(form: 'import' | 'curl', text: string): void;
  run(sources: ImportSource[], options?: { allowPrivateAddresses: boolean }): Promise<void>;
  /** Runs the last import again, this time also from private addresses. */
  runFromPrivate(): Promise<void>;
  /** Uploads dropped or chosen files (with their relative paths) and imports them. */
  runFiles(files: ChosenFile[]): Promise<void>;
  cancel(): void;
  hearProgress(progress: { callId: string; done: number; total: number; label: string }): void;
  undo(): Promise<void>;
  previewCleanup(replaceWith?: 'oauth2' | 'apikey'): Promise<void>;
  applyCleanup(): Promise<void>;
}

/** The import under way; a controller is not plain JSON and so stays out of the store. */
let underWay: { controller: AbortController; callId: string } | undefined;

const fresh = {
  status: 'idle',
  progress: undefined,
  report: undefined,
  error: undefined,
  cleanup: undefined,
  cleanedUp: undefined,
} as const;

const nothingTyped = { import: '', curl: '' };

/** Runs one import from gathering its sources to the report. */
async function runImport(
  { set, get }: SliceTools<'imports'>,
  gather: (signal: AbortSignal) => Promise<ImportSource[]>,
  options: { allowPrivateAddresses?: boolean } = {},
): Promise<void> {
  underWay?.controller.abort();
  const mine = { controller: new AbortController(), callId: crypto.randomUUID() };
  const { signal } = mine.controller;
  underWay = mine;
  set({ ...fresh, status: 'running' });
  try {
    const sources = await gather(signal);
    set({ sources });
    const report = await call('import.run', { sources, ...options }, { signal, callId: mine.callId });
    if (underWay !== mine) return;
    set({ status: 'done', report, progress: undefined, typed: nothingTyped });
    await Promise.all([get().tree.load(), get().environments.load()]);
    // A long tree would hide what came: new collections stand at its end.
    const [first] = report.collections;
    if (first !== undefined) get().tree.reveal(first.id, { quietly: true });
    if (report.oktaCleanup) await get().imports.previewCleanup();
  } catch (error) {
    if (underWay !== mine) return;
    const data = toErrorData(error);
    set(data.code === 'ERR_CALL_CANCELLED' ? fresh : { status: 'failed', error: data, progress: undefined });
  } finally {
    if (underWay === mine) underWay = undefined;
  }
}

/** What the clean-up works on: everything the last import brought, and the environment in use. */
function cleanupInput(get: SliceTools<'imports'>['get']) {
  const { report, replaceWith } = get().imports;
  const { selectedId } = get().environments;
  const imported = report?.environments.map((environment) => environment.id) ?? [];
  return {
    collectionIds: report?.collections.map((collection) => collection.id) ?? [],
    environmentIds: imported.length > 0 || selectedId === undefined ? imported : [selectedId],
    replaceWith,
  };
}

export const createImportsSlice: SliceCreator<'imports'> = (tools) => {
  const { set, get } = tools;
  return {
    dialog: 'closed',
    typed: nothingTyped,
    ...fresh,
    replaceWith: 'oauth2',
    openDialog(dialog) {
      set(get().imports.status === 'running' ? { dialog } : { ...fresh, dialog });
    },
    closeDialog() {
      set({ dialog: 'closed' });
    },
    type(form, text) {
      set(({ typed }) => ({ typed: { ...typed, [form]: text } }));
    },
    sources: [],
    run: (sources, options) => runImport(tools, async () => sources, options),
    runFromPrivate: () => get().imports.run(get().imports.sources, { allowPrivateAddresses: true }),
    runFiles: (files) =>
      runImport(tools, async (signal) => {
        const sources: ImportSource[] = [];
        for (const [index, { file, relativePath }] of files.entries()) {
          set({ progress: { done: index, total: files.length, label: file.name } });
          const { uploadId } = await upload(file, signal);
          sources.push({ kind: 'upload', uploadId, name: file.name, relativePath });
        }
        return sources;
      }),
    cancel() {
      underWay?.controller.abort();
    },
    hearProgress({ callId, ...progress }) {
      if (underWay?.callId === callId) set({ progress });
    },
    async undo() {
      const { report } = get().imports;
      if (report?.undoId === undefined) return;
      await get().notices.takeBack({
        undoId: report.undoId,
        async afterwards(isTakenBack) {
          if (!isTakenBack) return;
          if (get().imports.report === report) set({ ...fresh, dialog: 'closed' });
          await Promise.all([get().tree.load(), get().environments.load()]);
          get().notices.show({ kind: 'success', text: 'The import was taken back.' });
        },
      });
    },
    async previewCleanup(replaceWith) {
      if (replaceWith !== undefined) set({ replaceWith });
      try {
        set({ cleanup: await call('import.previewCleanup', cleanupInput(get)) });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async applyCleanup() {
      try {
        const { undoId } = await call('import.applyCleanup', cleanupInput(get));
        set({ cleanedUp: undoId });
        await Promise.all([get().tree.load(), get().environments.load()]);
      } catch (error) {
        get().notices.showError(error);
      }
    },
  };
};
