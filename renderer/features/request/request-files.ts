import { isAppError } from '../../../core/errors.ts';
import { call, upload } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import type { RequestsSlice } from './requests-slice.ts';

/** The part of the slice about files that requests send. */
export function createRequestFiles({
  get,
}: Pick<SliceTools<'requests'>, 'get'>): Pick<RequestsSlice, 'pickFiles' | 'keepFiles' | 'allowFiles'> {
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
    async keepFiles(files, signal) {
      try {
        const paths: string[] = [];
        for (const file of files) {
          const { uploadId } = await upload(file, signal);
          paths.push((await call('file.keep', { uploadId, name: file.name }, { signal })).path);
        }
        const what = files.length === 1 ? `a copy of “${files[0]?.name}”` : `copies of ${files.length} files`;
        get().notices.show({
          kind: 'info',
          text: `Kept ${what} in Postern’s profile, to be sent as it is now.`,
        });
        return paths;
      } catch (error) {
        if (!(isAppError(error) && error.code === 'ERR_CALL_CANCELLED')) get().notices.showError(error);
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
