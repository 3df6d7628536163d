import type { GitCommit } from '../../core/contract/git.ts';
import type { FileChange } from '../../core/git/git-change.ts';
import { gitFailure } from '../../core/git/git-failure.ts';
import { logFormat, parseLog } from '../../core/git/parse-log.ts';
import { parseNameStatus } from '../../core/git/parse-name-status.ts';
import type { Git } from './open-git.ts';

const mostCommits = 50;

/** What a configuration can switch on that starts a program or reads a file that it names. */
const plain = ['--no-show-signature', '--no-mailmap', '--no-ext-diff', '--no-textconv', '--encoding=UTF-8'];

const beforeTheFirst = /does not have any commits yet/i;

const inWorkspace = ({ workspacePath }: Git) => (workspacePath === '' ? [] : ['--', workspacePath]);

/** Reads the last commits that changed something in the workspace's folder, the newest first. */
export async function readLog(git: Git): Promise<{ commits: GitCommit[]; isCut: boolean }> {
  const args = ['log', ...plain, `--max-count=${mostCommits + 1}`, '-z', `--format=${logFormat}`];
  const { stdout, stderr, exitCode } = await git.run([...args, ...inWorkspace(git)], {
    kind: 'look',
    answers: [128],
  });
  if (exitCode !== 0 && !beforeTheFirst.test(stderr)) throw gitFailure({ stdout: '', stderr, exitCode });
  const commits = parseLog(stdout.toString('utf8'));
  return { commits: commits.slice(0, mostCommits), isCut: commits.length > mostCommits };
}

/** Reads what a commit changed in the workspace's folder, as seen from its first parent. */
export async function readCommitChanges(git: Git, commit: string): Promise<FileChange[]> {
  const text = await git.look([
    'log',
    ...plain,
    '--no-walk',
    '--root',
    '-m',
    '--first-parent',
    '-z',
    '--find-renames',
    '--name-status',
    '--format=',
    commit,
    ...inWorkspace(git),
  ]);
  return parseNameStatus(text);
}
