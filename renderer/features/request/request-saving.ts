import { isFinished } from '../../../core/checks/check.ts';
import type { Request } from '../../../core/http/request.ts';
import type { ItemId } from '../../../core/ids.ts';
import { call } from '../../bridge/bridge.ts';
import { type OpenDocuments, type StoredDocument, withStored } from '../../store/open-documents.ts';
import type { SliceTools } from '../../store/slice.ts';
import { type RequestEditor, resetEditor } from './request-editor.ts';

/** The part of the requests slice that writes requests and asks where new ones go. */
export interface RequestSaving {
  /**
   * Saves to the item. A request that was never saved asks where (the save dialog); the answer then waits for the
   * dialog, and is false where it was dismissed.
   */
  save(tabKey: string, options?: { overwrite?: boolean }): Promise<boolean>;
  /** Saves as a new item; the tab then shows that one. */
  saveAs(tabKey: string, name: string, parentId: ItemId): Promise<boolean>;
  /** Makes a collection to save in; `undefined` where that was refused. */
  createCollection(name: string): Promise<ItemId | undefined>;
  /** The tab whose save dialog is open. */
  savingAs: string | undefined;
  setSavingAs(tabKey: string | undefined): void;
  /** Lets go of a closed tab. */
  forget(tabKey: string): void;
}

export async function readRequest(id: ItemId): Promise<StoredDocument<Request>> {
  const { name, request, revision } = await call('request.read', { id });
  return { id, name, content: request, revision };
}

/** Extraction rules and checks that are still being written stay on screen and out of the file. */
export function withoutUnfinished(request: Request): Request {
  const extractions = request.extractions.filter((rule) => rule.variable !== '' && rule.expression !== '');
  const checks = request.checks?.filter(isFinished);
  if (extractions.length === request.extractions.length && checks?.length === request.checks?.length) {
    return request;
  }
  return { ...request, extractions, ...(checks && { checks }) };
}

export function createRequestSaving(
  documents: OpenDocuments<Request, RequestEditor>,
  { get, set }: SliceTools<'requests'>,
): RequestSaving {
  /** Those who wait for the save dialog, by tab key. */
  const waiting = new Map<string, (saved: boolean) => void>();
  const answer = (tabKey: string, saved: boolean) => {
    waiting.get(tabKey)?.(saved);
    waiting.delete(tabKey);
  };

  return {
    savingAs: undefined,
    async save(tabKey, { overwrite = false } = {}) {
      const editor = get().requests.editors[tabKey];
      if (editor === undefined || editor.status !== 'ready') return false;
      if (editor.itemId !== undefined && !editor.removed) return documents.save(tabKey, overwrite);
      answer(tabKey, false);
      return new Promise<boolean>((resolve) => {
        waiting.set(tabKey, resolve);
        set({ savingAs: tabKey });
      });
    },
    async saveAs(tabKey, name, parentId) {
      const draft = get().requests.editors[tabKey]?.draft;
      if (draft === undefined) return false;
      try {
        const { node } = await call('item.create', {
          kind: 'request',
          parentId,
          name,
          request: withoutUnfinished(draft),
        });
        const stored = await readRequest(node.id);
        get().tabs.update(tabKey, { itemId: node.id });
        documents.update(tabKey, (open) => {
          const saved = { ...resetEditor(withStored(open, stored)), history: open.history };
          // Edits made while it was being written stay edits.
          return open.draft === draft ? saved : { ...saved, draft: open.draft };
        });
      } catch (error) {
        get().notices.showError(error);
        return false;
      }
      if (get().requests.savingAs === tabKey) set({ savingAs: undefined });
      answer(tabKey, true);
      return true;
    },
    async createCollection(name) {
      try {
        const { node } = await call('item.create', { kind: 'collection', name });
        await get().tree.load();
        return node.id;
      } catch (error) {
        get().notices.showError(error);
        return undefined;
      }
    },
    setSavingAs(tabKey) {
      const { savingAs } = get().requests;
      set({ savingAs: tabKey });
      if (savingAs !== undefined && savingAs !== tabKey) answer(savingAs, false);
    },
    forget(tabKey) {
      documents.forget(tabKey);
      answer(tabKey, false);
    },
  };
}
