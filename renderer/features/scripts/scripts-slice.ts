import type { OperationInput } from '../../../core/contract.ts';
import type { ReviewedScript } from '../../../core/scripts/script-report.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator } from '../../store/slice.ts';

/** Which scripts are looked at: those around a request, or all of a collection or folder. */
export type ReviewSubject = OperationInput<'script.review'>;

export interface ScriptsSlice {
  /** The open review of scripts that want to run; it stays until what was decided is kept. */
  review:
    | { scripts: ReviewedScript[]; status: 'loading' | 'ready' | 'deciding'; tabKey?: string | undefined }
    | undefined;
  /** The sends, by tab and by when they began, whose scripts were allowed after them. */
  allowedAfter: Readonly<Record<string, number>>;
  /** @param tabKey The tab whose request is to be sent once more when its scripts are allowed. */
  openReview(subject: ReviewSubject, tabKey?: string): Promise<void>;
  /** Reviews the scripts around the request of a tab, as it is edited now. */
  reviewTab(tabKey: string): Promise<void>;
  closeReview(): void;
  /** Allows what is shown, exactly as it is shown, and closes the review. */
  allowShown(): Promise<void>;
  /** Takes the permissions of what is shown back, and closes the review. */
  forbidShown(): Promise<void>;
}

export const createScriptsSlice: SliceCreator<'scripts'> = ({ set, get }) => {
  const change = async (operation: 'script.allow' | 'script.forbid', done: string) => {
    const { review } = get().scripts;
    if (review?.status !== 'ready') return;
    const { tabKey, scripts } = review;
    // A send that is asked for once the review is gone must find the decision kept.
    const deciding = { ...review, status: 'deciding' as const };
    const leave = (next: typeof review | undefined) => {
      if (get().scripts.review === deciding) set({ review: next });
    };
    set({ review: deciding });
    try {
      await call(operation, { hashes: [...new Set(scripts.map(({ hash }) => hash))] });
      leave(undefined);
      const sentAt = tabKey === undefined ? undefined : get().responses.views[tabKey]?.startedAtEpochMs;
      if (operation === 'script.forbid' || tabKey === undefined || sentAt === undefined) {
        get().notices.show({ kind: 'success', text: done });
        return;
      }
      set(({ allowedAfter }) => ({ allowedAfter: { ...allowedAfter, [tabKey]: sentAt } }));
      const action = { label: 'Send again', run: () => void get().responses.send(tabKey) };
      get().notices.show({ kind: 'success', text: done, action });
    } catch (error) {
      leave(review);
      get().notices.showError(error);
    }
  };
  return {
    review: undefined,
    allowedAfter: {},
    async openReview(subject, tabKey) {
      set({ review: { scripts: [], status: 'loading', tabKey } });
      try {
        const { scripts } = await call('script.review', subject);
        if (get().scripts.review !== undefined) set({ review: { scripts, status: 'ready', tabKey } });
      } catch (error) {
        set({ review: undefined });
        get().notices.showError(error);
      }
    },
    async reviewTab(tabKey) {
      const editor = get().requests.editors[tabKey];
      if (editor?.status !== 'ready') return;
      const { itemId: id, draft: request, name, parentId } = editor;
      await get().scripts.openReview({ id, request, name, parentId }, tabKey);
    },
    closeReview() {
      set({ review: undefined });
    },
    allowShown: () => change('script.allow', 'The scripts may run from now on'),
    forbidShown: () => change('script.forbid', 'The scripts may not run any more'),
  };
};
