import { isUtf8 } from 'node:buffer';
import type { OperationOutput } from '../../core/contract.ts';
import { gitFailure } from '../../core/git/git-failure.ts';
import { type Git, openGit } from '../git/open-git.ts';
import { lookAtWorkFile, readWorkFile, workPath } from '../git/work-file.ts';
import type { Service } from './service.ts';

type Side = OperationOutput<'git.readChange'>['after'];

const mostBytes = 2 * 1024 * 1024;

/** Gives a file as it is in the last commit and as it is now, or as it was before a commit and in it. @throws AppError ERR_GIT_* */
export const readChange: Service<'git.readChange'> = async (app, { path, oldPath = path, commit }, call) => {
  const git = await openGit(app, call);
  const absolute = await workPath(git, path);
  if (oldPath !== path) await workPath(git, oldPath);
  const [before, after] = await Promise.all(
    commit === undefined
      ? [readCommitted(git, 'HEAD', oldPath), readPresent(absolute)]
      : [readCommitted(git, `${commit}^1`, oldPath), readCommitted(git, commit, path)],
  );
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
};

const absent = /not a valid object name|does not exist in|exists on disk, but not in|invalid object name/i;

async function readCommitted(git: Git, commit: string, path: string): Promise<Side> {
  const name = `${commit}:${path}`;
  const {
    exitCode,
    stdout: size,
    stderr,
  } = await git.run(['cat-file', '-s', name], {
    kind: 'look',
    answers: [128],
  });
  if (exitCode !== 0) {
    if (absent.test(stderr)) return undefined;
    throw gitFailure({ stdout: '', stderr, exitCode });
  }
  if (Number(size.toString()) > mostBytes) return { text: '', hidden: 'large' };
  return toSide((await git.run(['cat-file', 'blob', name], { kind: 'look' })).stdout);
}

async function readPresent(absolute: string): Promise<Side> {
  const found = await lookAtWorkFile(absolute);
  if (found.kind === 'link') return { text: '', hidden: 'link' };
  if (found.kind === 'file' && found.sizeBytes > mostBytes) return { text: '', hidden: 'large' };
  const bytes = await readWorkFile(absolute);
  return bytes === undefined ? undefined : toSide(bytes);
}

function toSide(bytes: Buffer): Side {
  if (bytes.includes(0) || !isUtf8(bytes)) return { text: '', hidden: 'binary' };
  return { text: bytes.toString('utf8') };
}
