import type { EventPayload } from '../../../core/contract.ts';
import type { BodyType } from '../../../core/http/body.ts';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import type { ItemId, Revision } from '../../../core/ids.ts';
import { call } from '../../bridge/bridge.ts';
import { createOpenDocuments, isDirty } from '../../store/open-documents.ts';
import { withAuthType } from '../../store/parked-auth.ts';
import type { SliceCreator } from '../../store/slice.ts';
import {
  loadingEditor,
  newEditor,
  openingSection,
  type RequestEditor,
  type RequestSection,
  resetEditor,
  withBodyType,
  withChange,
} from './request-editor.ts';
import { createRequestSaving, readRequest, type RequestSaving } from './request-saving.ts';

export type { RequestEditor, RequestSection } from './request-editor.ts';

/** Edits as the session file keeps them. */
export interface RestoredDraft {
  itemId: ItemId | undefined;
  title: string;
  draft: Request;
  baseRevision: Revision | undefined;
}

export interface RequestsSlice extends RequestSaving {
  /** Editors by tab key. */
  editors: Record<string, RequestEditor>;
  /** Opens an empty request, or one made elsewhere (a followed link), in a new tab. Gives the tab's key. */
  openNew(options?: { request?: Request; title?: string; parentId?: ItemId }): string;
  /** Reads the request of a tab; does nothing where it is there already. */
  load(tabKey: string, itemId: ItemId): Promise<void>;
  /** Brings back unsaved edits of the last session, under a tab that is open already. */
  restore(tabKey: string, saved: RestoredDraft): Promise<void>;
  edit(tabKey: string, change: Partial<Request>): void;
  setBodyType(tabKey: string, type: BodyType): void;
  /** `undefined` inherits from the parent. */
  setAuthType(tabKey: string, type: string | undefined): void;
  showSection(tabKey: string, section: RequestSection): void;
  rename(tabKey: string, name: string): Promise<void>;
  /** Drops the edits; after a change from outside, shows what is on disk now. */
  discard(tabKey: string): void;
  /** Hides the question about a change from outside; the next save asks again. */
  postponeConflict(tabKey: string): void;
  /** Follows renames, removals and edits of the open items, whoever made them. */
  takeTreeChange(change: EventPayload<'workspace.treeChanged'>): void;
  /** Compares every open item with the disk, after events may have been missed. */
  refresh(): Promise<void>;
}

export const createRequestsSlice: SliceCreator<'requests'> = (tools) => {
  const { get, set } = tools;
  const documents = createOpenDocuments<Request, RequestEditor>({
    get,
    editors: () => get().requests.editors,
    replace: (editors) => set({ editors }),
    read: readRequest,
    write: ({ draft }, target) => call('request.save', { ...target, request: draft }),
    reset: resetEditor,
    tabDetails: ({ draft }) => ({ method: draft.method }),
  });
  const { update } = documents;

  return {
    ...createRequestSaving(documents, tools),
    editors: {},
    openNew({ request = emptyRequest(), title = 'Untitled request', parentId } = {}) {
      const tabKey = get().tabs.open({ kind: 'request', title, method: request.method });
      documents.put(tabKey, newEditor(title, request, parentId));
      return tabKey;
    },
    async load(tabKey, itemId) {
      const editor = get().requests.editors[tabKey];
      if (editor !== undefined && editor.status !== 'failed') return;
      documents.put(tabKey, loadingEditor(itemId, get().tree.nodes[itemId]?.name ?? ''));
      await documents.read(tabKey, itemId);
      update(tabKey, (open) => ({ ...open, section: openingSection(open.draft) }));
    },
    async restore(tabKey, { itemId, title, draft, baseRevision }) {
      // What an unsaved request was opened with is not kept: after a restart it counts as edited.
      const unsaved = { ...newEditor(title, draft, undefined), baseline: emptyRequest() };
      if (itemId === undefined) {
        documents.put(tabKey, unsaved);
        return;
      }
      documents.put(tabKey, loadingEditor(itemId, title));
      await documents.read(tabKey, itemId);
      if (get().requests.editors[tabKey]?.status === 'failed') {
        // The item is gone or unreadable: the edits live on as a request that was never saved.
        get().tabs.update(tabKey, { itemId: undefined });
        documents.put(tabKey, unsaved);
        return;
      }
      update(tabKey, (editor) => {
        const restored = { ...editor, draft, section: openingSection(draft) };
        if (baseRevision === undefined || baseRevision === editor.revision || !isDirty(restored))
          return restored;
        // The file moved on since: a save must name the revision the edits started from, and is then refused.
        return { ...restored, revision: baseRevision, conflict: true };
      });
    },
    edit(tabKey, change) {
      update(tabKey, (editor) => (editor.status === 'ready' ? withChange(editor, change) : editor));
    },
    setBodyType(tabKey, type) {
      update(tabKey, (editor) => withBodyType(editor, type));
    },
    setAuthType(tabKey, type) {
      update(tabKey, (editor) => withAuthType(editor, type));
    },
    showSection(tabKey, section) {
      update(tabKey, (editor) => ({ ...editor, section }));
    },
    rename(tabKey, name) {
      return documents.rename(tabKey, name, (id) => call('item.rename', { id, name: name.trim() }));
    },
    discard(tabKey) {
      const editor = get().requests.editors[tabKey];
      if (editor?.itemId !== undefined && editor.conflict) void documents.read(tabKey, editor.itemId);
      else update(tabKey, (open) => ({ ...open, draft: open.baseline, parkedBodies: {}, parkedAuths: {} }));
    },
    postponeConflict(tabKey) {
      update(tabKey, (editor) => ({ ...editor, conflict: false }));
    },
    takeTreeChange: documents.takeTreeChange,
    refresh: documents.refresh,
  };
};
