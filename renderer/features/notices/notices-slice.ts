import { type AppErrorData, isAppError } from '../../../core/errors.ts';
import type { ItemId, UndoId } from '../../../core/ids.ts';
import { call } from '../../bridge/bridge.ts';
import { type CallAction, failedActionOf } from '../../bridge/call-action.ts';
import type { SliceCreator } from '../../store/slice.ts';

/** A short message in the corner; it leaves by itself unless it is an error. */
export interface Notice {
  id: string;
  kind: 'info' | 'success' | 'warning' | 'error';
  text: string;
  /** A refusal's code, shown small and copyable. */
  code?: string;
  /** The next step, such as Undo or Retry. */
  action?: { label: string; run: () => void };
  /** Of an error: what could not be done. It leaves when that is done after all. */
  about?: CallAction;
}

/** A step that was done and can be taken back. */
export interface ReversibleStep {
  undoId: UndoId;
  /** What is to be read or shown again, also where the step could not be taken back, or only a part of it. */
  afterwards?(isTakenBack: boolean): void | Promise<void>;
}

export interface NoticesSlice {
  items: Notice[];
  show(notice: Omit<Notice, 'id'>): string;
  /** Shows a refusal or fault with its code; `retry` adds a button. */
  showError(error: unknown, retry?: () => void): void;
  /** Says what was done, with a way back; gives the id of the message. */
  showDone(done: ReversibleStep & { text: string; kind?: 'info' | 'success' }): string;
  /** Takes a step back; a refusal is shown, with another try where one can help. */
  takeBack(step: ReversibleStep): Promise<void>;
  dismiss(id: string): void;
  /** Something was done: errors that said it could not be are no longer true. */
  settle(action: CallAction): void;
  /** The tab of an item is closed: errors about the item are nobody's any more. */
  forgetItem(itemId: ItemId): void;
}

const maxItems = 5;

const isSame = (left: CallAction, right: CallAction) =>
  left.operation === right.operation && left.itemId === right.itemId;

export const createNoticesSlice: SliceCreator<'notices'> = ({ set, get }) => {
  /** Most calls settle nothing, and then nothing changes. */
  const dropWhere = (isOver: (about: CallAction) => boolean) => {
    const isGone = ({ about }: Notice) => about !== undefined && isOver(about);
    if (get().notices.items.some(isGone))
      set(({ items }) => ({ items: items.filter((item) => !isGone(item)) }));
  };
  return {
    items: [],
    show(notice) {
      const id = crypto.randomUUID();
      set((slice) => ({ items: [...slice.items, { ...notice, id }].slice(-maxItems) }));
      return id;
    },
    showError(error, retry) {
      const data = error as Partial<AppErrorData> & { message?: string };
      if (data.code === 'ERR_CALL_CANCELLED') return;
      // The banner says it once, and for everything that needs the Node side.
      if (get().app.status === 'ready' && get().app.noteRefusal(data.code)) return;
      const about = failedActionOf(error);
      if (about !== undefined) get().notices.settle(about);
      const trust = retry === undefined ? get().settings.trustOffer(data.details) : undefined;
      get().notices.show({
        kind: 'error',
        text: data.message ?? String(error),
        ...(data.code === undefined ? {} : { code: data.code }),
        ...(about === undefined ? {} : { about }),
        ...(retry === undefined ? {} : { action: { label: 'Try again', run: retry } }),
        ...(trust === undefined ? {} : { action: { label: 'Trust this certificate until…', run: trust } }),
      });
    },
    showDone({ text, kind = 'info', ...step }) {
      const run = () => void get().notices.takeBack(step);
      return get().notices.show({ kind, text, action: { label: 'Undo', run } });
    },
    async takeBack(step) {
      const { undoId, afterwards } = step;
      let isTakenBack = false;
      try {
        await call('workspace.undo', { undoId });
        isTakenBack = true;
      } catch (error) {
        const isOver = isAppError(error) && error.code === 'ERR_WORKSPACE_UNDO_EXPIRED';
        get().notices.showError(error, isOver ? undefined : () => void get().notices.takeBack(step));
      }
      try {
        await afterwards?.(isTakenBack);
      } catch (error) {
        get().notices.showError(error);
      }
    },
    dismiss(id) {
      set((slice) => ({ items: slice.items.filter((item) => item.id !== id) }));
    },
    settle: (action) => dropWhere((about) => isSame(about, action)),
    forgetItem: (itemId) => dropWhere((about) => about.itemId === itemId),
  };
};
