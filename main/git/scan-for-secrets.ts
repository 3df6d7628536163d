import type { GitSecretsFound } from '../../core/contract/git.ts';
import { createSecretFinder } from '../../core/git/find-secrets.ts';
import type { AppContext } from '../app-context.ts';
import { createTimeSlice } from '../storage/time-slice.ts';
import { listKnownSecrets } from './known-secrets.ts';
import type { Git } from './open-git.ts';
import { lookAtWorkFile, readWorkFile, workPath } from './work-file.ts';

const mostBytes = 8 * 1024 * 1024;

/** Looks for secrets of this profile in files that are about to be committed, and in the message. */
export async function scanForSecrets(
  app: Pick<AppContext, 'workspace' | 'secrets' | 'tokens' | 'keys' | 'valueSources'>,
  git: Git,
  paths: readonly string[],
  message: string,
): Promise<GitSecretsFound> {
  const { secrets, unreadable } = await listKnownSecrets(app);
  const find = createSecretFinder(secrets);
  const result: GitSecretsFound = { found: [], uncheckedPaths: [], uncheckedSecrets: unreadable };
  const inMessage = find(message);
  if (inMessage.length > 0) result.found.push({ path: 'the message', names: inMessage });
  const slice = createTimeSlice();
  for (const path of paths) {
    const absolute = await workPath(git, path);
    const file = await lookAtWorkFile(absolute);
    if (file.kind === 'file' && file.sizeBytes > mostBytes) result.uncheckedPaths.push(path);
    else {
      const names = find((await readWorkFile(absolute))?.toString('utf8') ?? '');
      if (names.length > 0) result.found.push({ path, names });
    }
    await slice.giveWay();
  }
  return result;
}
