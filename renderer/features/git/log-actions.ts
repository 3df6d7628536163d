import { toErrorData } from '../../../core/errors.ts';
import { call } from '../../bridge/bridge.ts';
import type { GitSlice, GitTools, OpenCommit } from './git-state.ts';

/** What was committed before. */
export function logActions({ set, get }: GitTools): Pick<GitSlice, 'showView' | 'readLog' | 'toggleCommit'> {
  return {
    showView(view) {
      set({ view });
      if (view === 'log') void get().git.readLog();
    },
    async readLog() {
      const { log, status } = get().git;
      const head = status?.commit;
      if (log !== undefined && log.head === head) return;
      try {
        const { commits, isCut } = await call('git.listCommits', {});
        set({ log: { head, commits, isCut }, logError: undefined });
      } catch (error) {
        set({ logError: toErrorData(error) });
      }
    },
    async toggleCommit(commit) {
      if (get().git.openCommit?.commit === commit) {
        set({ openCommit: undefined });
        return;
      }
      set({ openCommit: { commit, status: 'loading' } });
      const keep = (part: Omit<OpenCommit, 'commit'>) =>
        set(({ openCommit }) => (openCommit?.commit === commit ? { openCommit: { commit, ...part } } : {}));
      try {
        keep({ status: 'ready', ...(await call('git.readCommit', { commit })) });
      } catch (error) {
        keep({ status: 'failed', error: toErrorData(error) });
      }
    },
  };
}
