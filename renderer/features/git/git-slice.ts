import { toErrorData } from '../../../core/errors.ts';
import { globalsId } from '../../../core/workspace/environment.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator } from '../../store/slice.ts';
import { commitActions } from './commit-actions.ts';
import type { GitSlice, GitTools, OpenChange } from './git-state.ts';
import { createThrottle } from './throttle.ts';
import { workActions } from './work-actions.ts';

const everyMs = 1_000;
const mostOpen = 30;

function readingActions(
  tools: GitTools,
): Pick<GitSlice, 'lookAtRepository' | 'hear' | 'watch' | 'refresh' | 'readChange'> {
  const { set, get } = tools;
  let watchers = 0;
  const readStatus = async () => {
    await get().git.lookAtRepository();
    if (get().git.repository?.isAllowed !== true) return;
    try {
      const status = await call('git.readStatus', {});
      const paths = new Set(status.changes.map(({ path }) => path));
      const kept = Object.keys(get().git.excluded).filter((path) => paths.has(path));
      set({
        status,
        statusError: undefined,
        excluded: Object.fromEntries(kept.map((path) => [path, true as const])),
      });
    } catch (error) {
      set({ statusError: toErrorData(error) });
    }
    const { tabs, activeKey } = get().tabs;
    const shown = tabs.find((tab) => tab.key === activeKey && tab.kind === 'change')?.itemId;
    if (shown !== undefined) await get().git.readChange(shown);
  };
  const status = createThrottle(readStatus, everyMs);
  const head = createThrottle(() => get().git.lookAtRepository(), everyMs);
  return {
    async lookAtRepository() {
      try {
        const { repository } = await call('git.readRepository', {});
        set({ isKnown: true, repository });
        if (repository?.isAllowed !== true) set({ status: undefined, statusError: undefined });
      } catch (error) {
        get().app.noteRefusal(toErrorData(error).code);
      }
    },
    hear() {
      if (!get().git.isKnown) return;
      void (watchers > 0 ? status() : head());
    },
    watch() {
      watchers += 1;
      void status();
      return () => {
        watchers -= 1;
      };
    },
    refresh: () => status(),
    async readChange(path) {
      const known = get().git.open[path];
      if (known === undefined) return;
      const listed = get().git.status?.changes.find((change) => change.path === path);
      const change = listed ?? known.change;
      const oldPath = change.oldPath === undefined ? {} : { oldPath: change.oldPath };
      const keep = (part: Pick<OpenChange, 'status' | 'sides' | 'error'>) =>
        set(({ open }) =>
          open[path] === undefined ? {} : { open: { ...open, [path]: { change, ...part } } },
        );
      try {
        const sides = await call('git.readChange', { path, ...oldPath });
        keep({ status: 'ready', sides });
      } catch (error) {
        keep({ status: 'failed', error: toErrorData(error) });
      }
    },
  };
}

function showingActions({ set, get }: GitTools): Pick<GitSlice, 'show' | 'openItem' | 'setIncluded'> {
  return {
    show(change) {
      const { path, item } = change;
      const keys = Object.keys(get().git.open).filter((key) => key !== path);
      set(({ open }) => ({
        open: {
          ...Object.fromEntries(keys.slice(1 - mostOpen).map((key) => [key, open[key] as OpenChange])),
          [path]: { status: 'loading', ...open[path], change },
        },
      }));
      get().tabs.open({ kind: 'change', itemId: path, title: item.name, preview: true });
      void get().git.readChange(path);
    },
    openItem({ item: { kind, id } }) {
      if (kind === 'globals') get().environments.open(globalsId);
      else if (id === undefined) return;
      else if (kind === 'environment') get().environments.open(id);
      else get().tree.open(id);
    },
    setIncluded(paths, isIncluded) {
      set(({ excluded }) => {
        const next = { ...excluded };
        for (const path of paths) {
          if (isIncluded) delete next[path];
          else next[path] = true;
        }
        return { excluded: next };
      });
    },
  };
}

export const createGitSlice: SliceCreator<'git'> = (tools) => {
  const { set, get } = tools;
  return {
    isKnown: false,
    repository: undefined,
    status: undefined,
    statusError: undefined,
    problem: undefined,
    work: undefined,
    excluded: {},
    secrets: undefined,
    branches: undefined,
    dialog: undefined,
    open: {},
    ...readingActions(tools),
    ...showingActions(tools),
    ...commitActions(tools),
    ...workActions(tools),
    async allow() {
      const path = get().git.repository?.path;
      if (path === undefined) return;
      try {
        await call('git.allow', { path });
        await get().git.refresh();
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async forget() {
      try {
        await call('git.forget', {});
        await get().git.lookAtRepository();
      } catch (error) {
        get().notices.showError(error);
      }
    },
    setDialog(dialog) {
      set({ dialog, ...(dialog === 'branch' ? { branches: undefined } : {}) });
      if (dialog === 'branch') void get().git.loadBranches();
    },
    dismissProblem() {
      set({ problem: undefined });
    },
  };
};
