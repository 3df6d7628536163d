import { openGit } from '../git/open-git.ts';
import type { Service } from './service.ts';

const most = 1_000;

/** Lists branches, those with the newest commits first. @throws AppError ERR_GIT_* */
export const listBranches: Service<'git.listBranches'> = async (app, _input, call) => {
  const git = await openGit(app, call);
  const text = await git.look([
    'for-each-ref',
    `--count=${most + 1}`,
    '--sort=-committerdate',
    '--format=%(HEAD)%00%(refname)%00%(symref)',
    'refs/heads/',
    'refs/remotes/',
  ]);
  const lines = text.split('\n').filter((line) => line !== '');
  const branches = lines.slice(0, most).flatMap((line) => {
    const [mark, ref = '', target] = line.split('\0');
    // Such as `origin/HEAD`, which is another name only.
    if (target !== '') return [];
    const isRemote = ref.startsWith('refs/remotes/');
    const name = ref.replace(/^refs\/(?:heads|remotes)\//, '');
    return [{ name, isRemote, isCurrent: mark === '*' }];
  });
  return { branches, isCut: lines.length > most };
};
