import { isAppError } from '../../../core/errors.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator } from '../../store/slice.ts';

export interface WorkspacesSlice {
  /** Those opened last in this profile, the newest first. */
  recent: { name: string; path: string }[];
  /** The dialog that asks for a folder. */
  dialog: 'open' | 'create' | undefined;
  setDialog(dialog: 'open' | 'create' | undefined): void;
  loadRecent(): Promise<void>;
  /** Asks for a folder with the system's picker; nothing where it was cancelled. */
  pickFolder(): Promise<string | undefined>;
  /** Opens another workspace; the window then starts anew. Gives what is wrong where it was refused. */
  open(path: string, options?: { create?: boolean }): Promise<string | undefined>;
}

export const createWorkspacesSlice: SliceCreator<'workspaces'> = ({ set, get }) => ({
  recent: [],
  dialog: undefined,
  setDialog(dialog) {
    set({ dialog });
  },
  async loadRecent() {
    try {
      set({ recent: (await call('workspace.listRecent', {})).workspaces });
    } catch (error) {
      get().notices.showError(error);
    }
  },
  async pickFolder() {
    try {
      const { paths } = await call('app.pickFiles', { title: 'Workspace', folders: true, multiple: false });
      return paths[0];
    } catch (error) {
      get().notices.showError(error);
      return undefined;
    }
  },
  async open(path, { create = false } = {}) {
    // Drafts of requests are in the session and come back with it; other edits have no such place.
    const edited = get().tabs.tabs.find((tab) => tab.dirty && tab.kind !== 'request');
    if (edited !== undefined) {
      get().tabs.activate(edited.key);
      return `Save or discard the edits of “${edited.title}” first.`;
    }
    try {
      await get().app.saveSession();
      await call('workspace.open', { path: path.trim(), create });
      return undefined;
    } catch (error) {
      if (!isAppError(error)) throw error;
      return get().app.noteRefusal(error.code) ? 'Postern does not answer.' : error.message;
    }
  },
});
