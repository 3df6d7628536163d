import { openGit } from '../git/open-git.ts';
import { readLog } from '../git/read-log.ts';
import type { Service } from './service.ts';

/** Lists the last commits that changed something in the workspace. @throws AppError ERR_GIT_* */
export const listCommits: Service<'git.listCommits'> = async (app, _input, call) =>
  readLog(await openGit(app, call));
