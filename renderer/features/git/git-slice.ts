import { toErrorData } from '../../../core/errors.ts';
import { globalsId } from '../../../core/workspace/environment.ts';
import { treeMarks } from '../../../core/git/tree-marks.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator } from '../../store/slice.ts';
import { commitActions } from './commit-actions.ts';
import { changeKey, type GitSlice, type GitTools, type OpenChange, shortName } from './git-state.ts';
import { logActions } from './log-actions.ts';
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
        marks: treeMarks(status.changes, (id) => get().tree.nodes[id]?.parentId),
        excluded: Object.fromEntries(kept.map((path) => [path, true as const])),
      });
    } catch (error) {
      set({ statusError: toErrorData(error) });
    }
    if (get().git.view === 'log') await get().git.readLog();
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
        if (repository?.isAllowed !== true)
          set({ status: undefined, statusError: undefined, marks: {}, log: undefined });
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
    async readChange(key) {
      const known = get().git.open[key];
      // What was committed stays as it is.
      if (known === undefined || (known.commit !== undefined && known.status === 'ready')) return;
      const listed = get().git.status?.changes.find((change) => changeKey(change) === key);
      const change = listed ?? known.change;
      const { path, oldPath } = change;
      const keep = (part: Pick<OpenChange, 'status' | 'sides' | 'error'>) =>
        set(({ open }) =>
          open[key] === undefined
            ? {}
            : { open: { ...open, [key]: { change, commit: known.commit, ...part } } },
        );
      try {
        const commit = known.commit?.commit;
        const sides = await call('git.readChange', { path, oldPath, commit });
        keep({ status: 'ready', sides });
      } catch (error) {
        keep({ status: 'failed', error: toErrorData(error) });
      }
    },
  };
}

function showingActions({ set, get }: GitTools): Pick<GitSlice, 'show' | 'openItem' | 'setIncluded'> {
  return {
    show(change, commit) {
      const key = changeKey(change, commit);
      const others = Object.keys(get().git.open).filter((other) => other !== key);
      set(({ open }) => ({
        open: {
          ...Object.fromEntries(
            others.slice(1 - mostOpen).map((other) => [other, open[other] as OpenChange]),
          ),
          [key]: { status: 'loading', ...open[key], change, commit },
        },
      }));
      const title = commit === undefined ? change.item.name : `${change.item.name} (${shortName(commit)})`;
      get().tabs.open({ kind: 'change', itemId: key, title, preview: true });
      void get().git.readChange(key);
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
    marks: {},
    view: 'files',
    log: undefined,
    logError: undefined,
    openCommit: undefined,
    ...readingActions(tools),
    ...showingActions(tools),
    ...commitActions(tools),
    ...workActions(tools),
    ...logActions(tools),
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
