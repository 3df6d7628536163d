import { countOf } from '../../../core/count-of.ts';
import { toErrorData } from '../../../core/errors.ts';
import { call } from '../../bridge/bridge.ts';
import type { GitSlice, GitTools } from './git-state.ts';

/** Ends what is under way; not plain JSON, so not in the store. */
let controller: AbortController | undefined;

/** What a call of some work is made with. */
export interface WorkOptions {
  callId: string;
  signal: AbortSignal;
}

/** Runs work of Git, one at a time, with its name on the screen and a way to cancel it, and looks at the changes again. */
export async function runWork(
  { set, get }: GitTools,
  label: string,
  work: (options: WorkOptions) => Promise<void>,
): Promise<boolean> {
  if (get().git.work !== undefined) return false;
  const callId = crypto.randomUUID();
  const own = new AbortController();
  controller = own;
  set({ work: { callId, label }, problem: undefined });
  let isDone = false;
  try {
    await work({ callId, signal: own.signal });
    isDone = true;
  } catch (error) {
    const problem = toErrorData(error);
    const isGone = get().app.noteRefusal(problem.code);
    if (problem.code !== 'ERR_CALL_CANCELLED' && !isGone) set({ problem });
  } finally {
    set({ work: undefined });
  }
  await get().git.refresh();
  return isDone;
}

/** Branches and remotes. */
export function workActions(
  tools: GitTools,
): Pick<
  GitSlice,
  'loadBranches' | 'switchBranch' | 'createBranch' | 'fetch' | 'pull' | 'push' | 'cancelWork' | 'hearProgress'
> {
  const { set, get } = tools;
  return {
    async loadBranches() {
      try {
        const { branches, isCut } = await call('git.listBranches', {});
        set({ branches: { list: branches, isCut } });
      } catch (error) {
        set({ problem: toErrorData(error), dialog: undefined });
      }
    },
    async switchBranch({ name, isRemote }) {
      set({ dialog: undefined });
      await runWork(tools, `Switching to ${name}`, async (options) => {
        await call('git.switchBranch', { name, isRemote }, options);
      });
    },
    async createBranch(name) {
      set({ dialog: undefined });
      await runWork(tools, `Creating ${name}`, async (options) => {
        await call('git.createBranch', { name }, options);
      });
    },
    async fetch() {
      await runWork(tools, 'Fetching', async (options) => {
        await call('git.fetch', {}, options);
      });
    },
    async pull() {
      await runWork(tools, 'Pulling', async (options) => {
        const { commits } = await call('git.pull', {}, options);
        const text = commits === 0 ? 'Nothing to pull' : `Pulled ${countOf(commits, 'commit')}`;
        get().notices.show({ kind: 'success', text });
      });
    },
    async push(publishTo) {
      set({ dialog: undefined });
      const to = publishTo === undefined ? {} : { publishTo };
      await runWork(tools, 'Pushing', async (options) => {
        await call('git.push', to, options);
        get().notices.show({ kind: 'success', text: 'Pushed' });
      });
    },
    cancelWork() {
      controller?.abort();
    },
    hearProgress({ callId, label, fraction }) {
      set(({ work }) => (work?.callId === callId ? { work: { ...work, detail: label, fraction } } : {}));
    },
  };
}
