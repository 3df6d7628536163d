import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import type { RequestsSlice } from './requests-slice.ts';

/** The part of the slice about files that requests send. */
export function createRequestFiles({
  get,
}: Pick<SliceTools<'requests'>, 'get'>): Pick<RequestsSlice, 'pickFiles' | 'allowFiles'> {
  return {
    async pickFiles(multiple) {
      try {
        const title = multiple ? 'Choose files' : 'Choose a file';
        const { paths } = await call('app.pickFiles', { title, folders: false, multiple });
        // Whoever chooses a file means to send it.
        if (paths.length > 0) await call('file.allow', { paths });
        return paths;
      } catch (error) {
        get().notices.showError(error);
        return [];
      }
    },
    async allowFiles(paths) {
      try {
        await call('file.allow', { paths });
        return true;
      } catch (error) {
        get().notices.showError(error);
        return false;
      }
    },
  };
}
