import { countOf } from '../../../core/count-of.ts';
import { isAppError } from '../../../core/errors.ts';
import type { BodyId, ItemId } from '../../../core/ids.ts';
import { call, readBody } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import { downloadFile } from '../../ui/download-file.ts';

/** A collection on its way to a file: what was written, and which secrets were left out of it. */
export interface CollectionExport {
  id: ItemId;
  name: string;
  includeSecrets: boolean;
  file: { bodyId: BodyId; sizeBytes: number; fileName: string; blanked: string[] } | undefined;
  saving: boolean;
  error: { code: string | undefined; message: string } | undefined;
}

export interface ExportActions {
  /** The export whose dialog is open. */
  exporting: CollectionExport | undefined;
  /** Writes a collection as Postman v2.1, secrets blanked, and asks what to do with it. */
  startExport(id: ItemId): Promise<void>;
  /** Writes it again, with or without secrets. */
  setExportSecrets(includeSecrets: boolean): Promise<void>;
  /** Gives the file to the person and closes the dialog. */
  saveExport(): Promise<void>;
  closeExport(): void;
}

/** Makes the actions behind "Export as Postman v2.1". */
export function createExportActions({ set, get }: SliceTools<'tree'>): ExportActions {
  const change = (part: Partial<CollectionExport>) =>
    set(({ exporting }) => (exporting === undefined ? {} : { exporting: { ...exporting, ...part } }));

  const write = async (id: ItemId, includeSecrets: boolean) => {
    const isWanted = () => {
      const { exporting } = get().tree;
      return exporting?.id === id && exporting.includeSecrets === includeSecrets;
    };
    try {
      const file = await call('collection.export', { id, format: 'postman-2.1', includeSecrets });
      if (isWanted()) change({ file });
    } catch (error) {
      const code = isAppError(error) ? error.code : undefined;
      const message = error instanceof Error ? error.message : String(error);
      if (isWanted()) change({ error: { code, message } });
    }
  };

  return {
    exporting: undefined,
    async startExport(id) {
      const name = get().tree.nodes[id]?.name ?? '';
      const fresh = { file: undefined, saving: false, error: undefined };
      set({ exporting: { id, name, includeSecrets: false, ...fresh } });
      await write(id, false);
    },
    async setExportSecrets(includeSecrets) {
      const { exporting } = get().tree;
      if (exporting === undefined) return;
      change({ includeSecrets, file: undefined, error: undefined });
      await write(exporting.id, includeSecrets);
    },
    async saveExport() {
      const { exporting } = get().tree;
      if (exporting?.file === undefined || exporting.saving) return;
      const { bodyId, fileName, blanked } = exporting.file;
      change({ saving: true });
      try {
        downloadFile(fileName, new Blob([await readBody(bodyId)], { type: 'application/json' }));
        set({ exporting: undefined });
        const leftOut = blanked.length === 0 ? '' : ` without ${countOf(blanked.length, 'secret')}`;
        get().notices.show({
          kind: 'success',
          text: `Exported “${exporting.name}” as ${fileName}${leftOut}`,
        });
      } catch (error) {
        change({ saving: false });
        get().notices.showError(error);
      }
    },
    closeExport() {
      set({ exporting: undefined });
    },
  };
}
