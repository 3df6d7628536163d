import type { State } from '../../store/store.ts';
import type { NoticeAction } from '../../ui/notice.tsx';
import { copyText } from '../notices/public.ts';

const identity =
  'git config --global user.name "Your Name" && git config --global user.email you@example.com';

export const lookAgain = 'Look again';

/** Gives a path as one word of a POSIX shell; nothing for one that no line can hold. */
export function shellWord(path: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\u0000-\u001f\u007f]/.test(path) ? undefined : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

/** Gives the buttons that lead on from what Git did not do. */
export function problemSteps({ git }: State, code: string): NoticeAction[] {
  switch (code) {
    case 'ERR_GIT_REJECTED':
      return [{ label: 'Pull', onSelect: () => void git.pull() }];
    case 'ERR_GIT_NO_UPSTREAM':
      return (git.status?.remotes.length ?? 0) === 0
        ? []
        : [{ label: 'Push…', onSelect: () => git.setDialog('publish') }];
    case 'ERR_GIT_IDENTITY':
      return [{ label: 'Copy the commands', onSelect: () => void copyText(identity, 'The commands') }];
    case 'ERR_GIT_OWNERSHIP': {
      const word = shellWord(git.repository?.path ?? '');
      if (word === undefined) return [];
      const command = `git config --global --add safe.directory ${word}`;
      return [{ label: 'Copy the command', onSelect: () => void copyText(command, 'The command') }];
    }
    case 'ERR_GIT_AUTHENTICATION':
    case 'ERR_GIT_UNREACHABLE':
      return [{ label: 'Fetch again', onSelect: () => void git.fetch() }];
    case 'ERR_GIT_NOTHING_TO_COMMIT':
    case 'ERR_GIT_BUSY':
    case 'ERR_GIT_TIMEOUT':
    case 'ERR_GIT_FILE_REFUSED':
      return [
        {
          label: lookAgain,
          onSelect: () => {
            git.dismissProblem();
            void git.refresh();
          },
        },
      ];
    default:
      return [];
  }
}
