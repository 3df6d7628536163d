import { countOf } from '../../../core/count-of.ts';
import { toErrorData } from '../../../core/errors.ts';
import type { GitChange } from '../../../core/git/git-change.ts';
import { call } from '../../bridge/bridge.ts';
import type { State } from '../../store/store.ts';
import { type GitSlice, type GitTools, messageKey, shortName } from './git-state.ts';
import { runWork } from './work-actions.ts';

/** The message of the next commit, as it was typed so far. */
export function messageOf(state: State): string {
  const kept = state.app.layout[messageKey];
  return typeof kept === 'string' ? kept : '';
}

/** The changes that a commit would take. */
export function chosenChanges({ status, excluded }: Pick<GitSlice, 'status' | 'excluded'>): GitChange[] {
  return (status?.changes ?? []).filter(
    ({ path, state }) => state !== 'conflicted' && excluded[path] === undefined,
  );
}

/** Commits and discards what is chosen. */
export function commitActions(
  tools: GitTools,
): Pick<GitSlice, 'discard' | 'setMessage' | 'commit' | 'cancelCommit' | 'saveTabs'> {
  const { set, get } = tools;
  return {
    async discard(changes) {
      const [first] = changes;
      if (first === undefined) return;
      await runWork(tools, 'Discarding changes', async (options) => {
        const { undoId } = await call('git.discard', { paths: changes.map(({ path }) => path) }, options);
        const what = changes.length === 1 ? `“${first.item.name}”` : countOf(changes.length, 'file');
        const text = `Discarded the changes of ${what}`;
        get().notices.showDone({ text, undoId, afterwards: () => get().git.refresh() });
      });
    },
    setMessage(message) {
      get().app.setLayout(messageKey, message);
    },
    async commit({ allowSecrets = false } = {}) {
      const paths = chosenChanges(get().git).map(({ path }) => path);
      const message = messageOf(get());
      if (paths.length === 0 || message.trim() === '') return;
      set({ secrets: undefined });
      await runWork(tools, 'Committing', async (options) => {
        const done = await call('git.commit', { paths, message, allowSecrets }, options);
        if (done.kind === 'secrets') {
          const { kind: _kind, ...secrets } = done;
          set({ secrets });
          return;
        }
        get().app.setLayout(messageKey, '');
        const text = `Committed ${countOf(paths.length, 'file')} as ${shortName(done)}`;
        get().notices.show({ kind: 'success', text });
      });
    },
    cancelCommit() {
      set({ secrets: undefined });
    },
    async saveTabs() {
      try {
        for (const { key, dirty } of get().tabs.tabs) if (dirty) await get().tabs.save(key);
      } catch (error) {
        set({ problem: toErrorData(error) });
      }
    },
  };
}
