import type { EventPayload } from '../../../core/contract.ts';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import type { ItemId, Revision } from '../../../core/ids.ts';
import { call } from '../../bridge/bridge.ts';
import { createOpenDocuments, withRestoredDraft } from '../../store/open-documents.ts';
import type { SliceCreator } from '../../store/slice.ts';
import {
  loadingEditor,
  newEditor,
  openingSection,
  type RequestEditor,
  type RequestSection,
  resetEditor,
} from './request-editor.ts';
import { createRequestEditing, type RequestEditing } from './request-editing.ts';
import { createRequestExamples, type RequestExamples } from './request-examples.ts';
import { createRequestFiles } from './request-files.ts';
import { pathOfAddress, untitled } from './untitled-request.ts';
import { createRequestSaving, readRequest, withoutUnfinished, type RequestSaving } from './request-saving.ts';

export type { RequestEditor, RequestSection } from './request-editor.ts';

/** Edits as the session file keeps them. */
export interface RestoredDraft {
  itemId: ItemId | undefined;
  title: string;
  draft: Request;
  baseRevision: Revision | undefined;
}

export interface RequestsSlice extends RequestSaving, RequestEditing, RequestExamples {
  /** Editors by tab key. */
  editors: Record<string, RequestEditor>;
  /** Opens an empty request, or one made elsewhere (a followed link), in a new tab. Gives the tab's key. */
  openNew(options?: { request?: Request; title?: string; parentId?: ItemId }): string;
  /** Reads the request of a tab; does nothing where it is there already. */
  load(tabKey: string, itemId: ItemId): Promise<void>;
  /** Brings back unsaved edits of the last session, under a tab that is open already. */
  restore(tabKey: string, saved: RestoredDraft): Promise<void>;
  rename(tabKey: string, name: string): Promise<void>;
  /** Names the tab of a request without a name after the path it is sent to: several of them are told apart by that. */
  titleUntitled(tabKey: string): void;
  /** Asks for files with the system's picker, where it can be had; none where it was cancelled. */
  pickFiles(multiple: boolean): Promise<string[]>;
  /** Keeps copies of files that a browser gave and gives their paths; none where that failed or was cancelled. */
  keepFiles(files: readonly File[], signal: AbortSignal): Promise<string[]>;
  /** Lets requests send these files; gives whether that is kept now. */
  allowFiles(paths: string[]): Promise<boolean>;
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
    write: ({ draft }, target) => call('request.save', { ...target, request: withoutUnfinished(draft) }),
    reset: resetEditor,
    tabDetails: ({ itemId, name, sentTitle, draft }) => ({
      method: draft.method,
      ...(itemId === undefined && name === untitled && sentTitle !== undefined && { title: sentTitle }),
    }),
  });
  const { update } = documents;
  const editing = createRequestEditing(documents, tools);
  /** The section to open tabs on whose request is still to be read. */
  const openOn = new Map<string, RequestSection>();

  return {
    ...createRequestSaving(documents, tools),
    ...editing,
    ...createRequestFiles(tools),
    ...createRequestExamples(tools),
    editors: {},
    showSection(tabKey, section) {
      const editor = get().requests.editors[tabKey];
      if (editor === undefined || editor.status === 'loading') openOn.set(tabKey, section);
      else editing.showSection(tabKey, section);
    },
    openNew({ request = emptyRequest(), title = untitled, parentId } = {}) {
      const tabKey = get().tabs.open({ kind: 'request', title, method: request.method });
      documents.put(tabKey, newEditor(title, request, parentId));
      return tabKey;
    },
    async load(tabKey, itemId) {
      const editor = get().requests.editors[tabKey];
      if (editor !== undefined && editor.status !== 'failed') return;
      documents.put(tabKey, loadingEditor(itemId, get().tree.nodes[itemId]?.name ?? ''));
      await documents.read(tabKey, itemId);
      const wanted = openOn.get(tabKey);
      openOn.delete(tabKey);
      update(tabKey, (open) => ({ ...open, section: wanted ?? openingSection(open.draft) }));
    },
    async restore(tabKey, { itemId, title, draft, baseRevision }) {
      // What an unsaved request was opened with is not kept: after a restart it counts as edited.
      // A tab that is called after its address belongs to a request that has no name yet.
      const isNameless = title === pathOfAddress(draft.url);
      const unsaved = {
        ...newEditor(isNameless ? untitled : title, draft, undefined),
        baseline: emptyRequest(),
        ...(isNameless && { sentTitle: title }),
      };
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
      update(tabKey, (editor) => ({
        ...withRestoredDraft(editor, draft, baseRevision),
        section: openingSection(draft),
      }));
    },
    rename(tabKey, name) {
      return documents.rename(tabKey, name, (id) => call('item.rename', { id, name: name.trim() }));
    },
    titleUntitled(tabKey) {
      const editor = get().requests.editors[tabKey];
      if (editor === undefined || editor.itemId !== undefined || editor.name !== untitled) return;
      const sentTitle = pathOfAddress(editor.draft.url) ?? untitled;
      update(tabKey, (open) => ({ ...open, sentTitle }));
    },
    takeTreeChange(change) {
      documents.takeTreeChange(change);
      get().requests.followExamples(change.upserted.map(({ id }) => id));
    },
    refresh: documents.refresh,
  };
};
