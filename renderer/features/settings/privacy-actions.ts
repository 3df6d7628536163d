import type { OperationOutput } from '../../../core/contract.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';

/** The part of the slice that is about what is kept. */
export interface PrivacyActions {
  privacy: OperationOutput<'privacy.readFacts'> | undefined;
  storage: OperationOutput<'storage.measure'> | undefined;
  loadPrivacy(): Promise<void>;
  measureStorage(): Promise<void>;
  /** Drops the bodies of all answers. */
  clearBodies(): Promise<void>;
  /** Deletes the cookies of the workspace, with a way back. */
  clearCookies(): Promise<void>;
  /** Deletes the copies of files that requests send, with a way back. */
  deleteKeptFiles(): Promise<void>;
}

export function createPrivacyActions({ set, get }: SliceTools<'settings'>): PrivacyActions {
  return {
    privacy: undefined,
    storage: undefined,
    async loadPrivacy() {
      try {
        set({ privacy: await call('privacy.readFacts', {}) });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async measureStorage() {
      try {
        set({ storage: await call('storage.measure', {}) });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async clearBodies() {
      try {
        // Every window hears of it, this one too.
        await call('body.clear', {});
      } catch (error) {
        get().notices.showError(error);
      }
      await get().settings.loadPrivacy();
    },
    async clearCookies() {
      await get().cookies.load();
      const { cookies } = get().cookies;
      const what = cookies.length === 1 ? 'a cookie' : `${cookies.length.toLocaleString('en')} cookies`;
      if (cookies.length > 0) await get().cookies.delete(cookies, what);
      await get().settings.loadPrivacy();
    },
    async deleteKeptFiles() {
      try {
        const { undoId } = await call('file.deleteKept', {});
        const text = 'Deleted the copies of files';
        get().notices.showDone({ text, undoId, afterwards: () => get().settings.loadPrivacy() });
      } catch (error) {
        get().notices.showError(error);
      }
      await get().settings.loadPrivacy();
    },
  };
}
