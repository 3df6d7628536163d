import { countOf } from '../../../core/count-of.ts';
import type { ItemId } from '../../../core/ids.ts';
import { call, readBody } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import { downloadFile } from '../../ui/download-file.ts';

export interface EnvironmentExport {
  /** Gives an environment, or the globals, to the person as Postman's file: initial values, without secrets. */
  exportFile(id: ItemId): Promise<void>;
}

/** Makes the action behind "Export as Postman environment". */
export function createEnvironmentExport({ get }: SliceTools<'environments'>): EnvironmentExport {
  return {
    async exportFile(id) {
      try {
        const { bodyId, fileName, blanked } = await call('environment.export', { id });
        downloadFile(fileName, new Blob([await readBody(bodyId)], { type: 'application/json' }));
        const leftOut = blanked.length === 0 ? '' : ` and ${countOf(blanked.length, 'secret')}`;
        get().notices.show({
          kind: 'success',
          text: `Exported ${fileName}, without current values${leftOut}`,
        });
      } catch (error) {
        get().notices.showError(error);
      }
    },
  };
}
