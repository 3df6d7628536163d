import { AppError, type ErrorCode } from '../errors.ts';
import { maskGitText } from './mask-git-text.ts';

/** How a run of Git ended that did not end well. */
export interface GitOutput {
  stdout: string;
  stderr: string;
  /** Absent where it was killed. */
  exitCode: number | undefined;
}

const longestOutput = 2_000;

interface Rule {
  code: ErrorCode;
  pattern: RegExp;
  message: string;
}

/** Read from above: the first that fits counts. Git speaks English here (`LC_ALL=C`). */
const rules: readonly Rule[] = [
  {
    code: 'ERR_GIT_OWNERSHIP',
    pattern: /dubious ownership/i,
    message:
      'The folder of this repository belongs to another user, so Git does not work in it. If you trust it, run "git config --global --add safe.directory" with its path in a terminal.',
  },
  {
    code: 'ERR_GIT_NOT_A_REPOSITORY',
    pattern: /not a git repository|must be run in a work tree|cannot use bare repository/i,
    message: 'Git finds no repository here that it can work in. Check the folder in a terminal.',
  },
  {
    code: 'ERR_GIT_IDENTITY',
    pattern: /tell me who you are|unable to auto-detect email|empty ident name|no (?:email|name) was given/i,
    message:
      'Git does not know your name and e-mail address yet. Run "git config --global user.name" and "git config --global user.email" with them in a terminal.',
  },
  {
    code: 'ERR_GIT_CONFLICT',
    pattern:
      /unmerged|^CONFLICT|merging is not possible|not concluded your|partial commit during|resolve your current index|(?:rebase|merge|cherry-pick) (?:is )?in progress|middle of a/im,
    message:
      'A merge or rebase is under way in this repository. Finish it with the tools you use for that, then come back.',
  },
  {
    code: 'ERR_GIT_WOULD_OVERWRITE',
    pattern: /would be overwritten|commit your changes or stash|would lose untracked files/i,
    message: 'Changes here that are not committed would be overwritten. Commit or discard them first.',
  },
  {
    code: 'ERR_GIT_DIVERGED',
    pattern: /not possible to fast-forward|diverging branches/i,
    message:
      'Both sides have commits that the other does not have. Postern only moves ahead: merge or rebase with the tools you use for that.',
  },
  {
    code: 'ERR_GIT_NOTHING_TO_COMMIT',
    pattern: /nothing to commit|no changes added|nothing added to commit/i,
    message: 'There is nothing to commit: these files are as in the last commit.',
  },
  {
    code: 'ERR_GIT_REJECTED',
    pattern: /\[(?:remote )?rejected\]|non-fast-forward|pre-receive hook declined/i,
    message:
      'The remote refused the push: it has commits that you do not have, or does not take pushes to this branch. Pull first.',
  },
  {
    code: 'ERR_GIT_AUTHENTICATION',
    pattern:
      /could not read (?:username|password)|terminal prompts disabled|authentication failed|permission denied|host key verification|returned error: 40[13]|access denied|unable to get password/i,
    message:
      'The remote wants a sign-in, and Git has none stored. Push or fetch once in your terminal, or set up a credential helper or an SSH key.',
  },
  {
    code: 'ERR_GIT_BUSY',
    pattern: /\.lock'?: File exists|another git process|cannot lock ref/i,
    message: 'Another Git is at work in this repository, or one ended half-way. Try again in a moment.',
  },
  {
    code: 'ERR_GIT_NO_UPSTREAM',
    pattern: /no upstream|no tracking information|no such ref was fetched|couldn't find remote ref/i,
    message: 'This branch follows none on a remote, or that one is gone. Push it to make one.',
  },
  {
    code: 'ERR_GIT_BRANCH_EXISTS',
    pattern: /branch named .* already exists/i,
    message: 'There is a branch of that name already. Switch to it, or choose another name.',
  },
  {
    code: 'ERR_GIT_BRANCH_INVALID',
    pattern: /not a valid branch name|invalid reference|not a valid ref|unknown revision|cannot be resolved/i,
    message: 'There is no such branch, or no branch can have that name.',
  },
  {
    code: 'ERR_GIT_UNREACHABLE',
    pattern:
      /could not resolve|could not connect|connection (?:refused|timed out|reset)|operation timed out|unable to access|could not read from remote|does not appear to be a git repository|network is unreachable|does not exist$/im,
    message: 'The remote could not be reached. Check its address and the network.',
  },
];

/** Gives a failed run of Git as a refusal, with Git's own words masked and cut in `details.output`. */
export function gitFailure({ stdout, stderr, exitCode }: GitOutput): AppError {
  const said = `${stderr}\n${stdout}`;
  const output = maskGitText(stderr.trim() === '' ? stdout.trim() : stderr.trim()).slice(0, longestOutput);
  const details = { output, ...(exitCode === undefined ? {} : { exitCode }) };
  const rule = rules.find(({ pattern }) => pattern.test(said));
  if (rule !== undefined) return new AppError(rule.code, rule.message, { details });
  const lastLine = output.split('\n').findLast((line) => line.trim() !== '') ?? '';
  return new AppError('ERR_GIT_FAILED', `Git did not do it: ${lastLine.slice(0, 300) || 'it said nothing'}`, {
    details,
  });
}
