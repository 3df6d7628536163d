import type { SandboxState } from '../../../core/app-state.ts';
import type { ImportReport } from '../../../core/import/report.ts';
import { indexTree } from '../../../core/workspace/tree-view.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';

export interface SandboxSlice {
  state: SandboxState | undefined;
  /** The step under way, for the buttons' progress. */
  busy: 'starting' | 'stopping' | 'resetting' | 'installing' | undefined;
  /**
   * Starts the org and, where asked, adds its environment and collections and selects the environment. What is there
   * already stays; the environment gets the address and the token of this run.
   */
  start(options: { install: boolean }): Promise<void>;
  /** Adds what is missing of the org's environment and collections, selects the environment and shows the collections. */
  install(): Promise<void>;
  stop(): Promise<void>;
  reset(): Promise<void>;
  /** Takes the state as the Node side tells it. */
  take(state: SandboxState): void;
}

/** Tells whether a collection or environment is the sandbox org's, by the name it comes with. */
export function isSandboxName(name: string): boolean {
  return /\bsandbox org\b/i.test(name);
}

/** Shows what is installed: its environment in use and its first collection open. Who looks elsewhere by now stays there. */
async function showInstalled(
  { get }: SliceTools<'sandbox'>,
  report: ImportReport,
  viewAtStart: string,
): Promise<void> {
  await Promise.all([get().tree.load(), get().environments.load()]);
  const environment = report.environments[0];
  if (environment !== undefined) await get().environments.select(environment.id);
  const collections = indexTree(get().tree.nodes).get(undefined) ?? [];
  const shownId = report.collections[0]?.id ?? collections.find(({ name }) => isSandboxName(name))?.id;
  if (shownId === undefined) return;
  get().tree.reveal(shownId, { quietly: get().app.sidebarView !== viewAtStart });
  get().tree.setExpanded(shownId, true);
}

function noticeOf(report: ImportReport): string | undefined {
  const { length } = report.collections;
  if (length === 0) return undefined;
  const requests = report.collections.reduce((sum, collection) => sum + collection.requests, 0);
  return `Added ${length} sandbox ${length === 1 ? 'collection' : 'collections'} with ${requests} requests`;
}

export const createSandboxSlice: SliceCreator<'sandbox'> = (tools) => {
  const { set, get } = tools;
  const run = async (
    busy: NonNullable<SandboxSlice['busy']>,
    step: (viewAtStart: string) => Promise<void>,
  ) => {
    if (get().sandbox.busy !== undefined) return;
    set({ busy });
    try {
      await step(get().app.sidebarView);
    } catch (error) {
      get().notices.showError(error);
    } finally {
      set({ busy: undefined });
    }
  };
  const install = async (viewAtStart: string) => {
    const report = await call('sandbox.install', {});
    await showInstalled(tools, report, viewAtStart);
    const { undoId } = report;
    const text = noticeOf(report);
    if (text === undefined) return;
    const kind = 'success';
    const afterwards = async () => void (await Promise.all([get().tree.load(), get().environments.load()]));
    if (undoId === undefined) get().notices.show({ kind, text });
    else get().notices.showDone({ kind, text, undoId, afterwards });
  };
  return {
    state: undefined,
    busy: undefined,
    start: (options) =>
      run('starting', async (viewAtStart) => {
        const state = await call('sandbox.start', {});
        set({ state });
        if (options.install && state.status === 'running') await install(viewAtStart);
      }),
    install: () => run('installing', install),
    stop: () => run('stopping', async () => set({ state: await call('sandbox.stop', {}) })),
    reset: () =>
      run('resetting', async () => {
        await call('sandbox.reset', {});
        get().notices.show({ kind: 'success', text: 'The sandbox org is as it was seeded' });
      }),
    take(state) {
      set({ state });
    },
  };
};
