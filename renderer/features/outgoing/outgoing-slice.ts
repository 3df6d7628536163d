import type { Preview } from '../../../core/http/preview.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator } from '../../store/slice.ts';
import { type CodeActions, createCodeActions } from './code-actions.ts';
import { type ShownError, shownError, sourceOf } from './request-source.ts';

/** What would be sent for one tab, as far as it is known. */
export interface PreviewView {
  preview: Preview | undefined;
  error: ShownError | undefined;
}

export interface OutgoingSlice extends CodeActions {
  /** By tab key. */
  previews: Record<string, PreviewView>;
  /** Works out anew what the tab would send. */
  loadPreview(tabKey: string): Promise<void>;
  /** Opens an http(s) address of a description in the system's browser. */
  openLink(url: string): Promise<void>;
  /** Lets go of a closed tab. */
  forget(tabKey: string): void;
}

export const createOutgoingSlice: SliceCreator<'outgoing'> = ({ set, get }) => {
  /** The newest question for each tab; an answer to an older one is dropped. */
  const asked = new Map<string, symbol>();

  return {
    ...createCodeActions({ set, get }),
    previews: {},
    async loadPreview(tabKey) {
      const source = sourceOf(get(), { tabKey });
      if (source === undefined) return;
      const question = Symbol(tabKey);
      asked.set(tabKey, question);
      const put = (view: PreviewView) => {
        if (asked.get(tabKey) !== question) return;
        set(({ previews }) => ({ previews: { ...previews, [tabKey]: view } }));
      };
      try {
        put({ preview: await call('request.preview', source), error: undefined });
      } catch (error) {
        put({ preview: undefined, error: shownError(error) });
      }
    },
    async openLink(url) {
      try {
        await call('app.openLink', { url });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    forget(tabKey) {
      asked.delete(tabKey);
      set(({ previews, code }) => {
        const { [tabKey]: _closed, ...rest } = previews;
        return { previews: rest, code: code?.tabKey === tabKey ? undefined : code };
      });
    },
  };
};
