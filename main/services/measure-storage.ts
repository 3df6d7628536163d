import { join } from 'node:path';
import { measureFolder } from '../storage/measure-folder.ts';
import type { Service } from './service.ts';

/** Adds up the workspace's folder and the profile. */
export const measureStorage: Service<'storage.measure'> = async (app, _input, { signal }) => {
  const { path } = app.workspace;
  const git = join(path, '.git');
  const [workspace, profile] = await Promise.all([
    measureFolder(path, { signal, skips: (each) => each === git }),
    // The first workspace of a profile stands in it.
    measureFolder(app.profilePath, { signal, skips: (each) => each === path }),
  ]);
  return { workspace, profile };
};
