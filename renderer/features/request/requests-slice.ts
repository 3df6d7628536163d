import type { Request } from '../../../core/http/request.ts';
import type { ItemId, Revision } from '../../../core/ids.ts';
import type { SliceCreator } from '../../store/slice.ts';

/** One open request: what is stored and what is on screen. */
export interface RequestEditor {
  status: 'loading' | 'ready' | 'failed';
  /** Absent while it was never saved. */
  itemId: ItemId | undefined;
  /** Where an unsaved request will go, and whose variables and authorization it sees. */
  parentId: ItemId | undefined;
  name: string;
  stored: Request | undefined;
  draft: Request;
  revision: Revision | undefined;
  conflict: boolean;
  error: { code: string; message: string } | undefined;
}

export interface RequestsSlice {
  /** Editors by tab key. */
  editors: Record<string, RequestEditor>;
  /** Opens an empty request, or one made elsewhere (a followed link), in a new tab. Gives the tab's key. */
  openNew(options?: { request?: Request; title?: string; parentId?: ItemId }): string;
  load(tabKey: string, itemId: ItemId): Promise<void>;
  edit(tabKey: string, change: Partial<Request>): void;
  /** Saves to the item; a request that was never saved asks where (the save dialog). */
  save(tabKey: string, options?: { overwrite?: boolean }): Promise<boolean>;
  saveAs(tabKey: string, name: string, parentId: ItemId): Promise<boolean>;
  discard(tabKey: string): void;
  /** The tab whose save dialog is open. */
  savingAs: string | undefined;
  setSavingAs(tabKey: string | undefined): void;
}

export const createRequestsSlice: SliceCreator<'requests'> = ({ set }) => ({
  editors: {},
  openNew() {
    return '';
  },
  async load() {},
  edit() {},
  async save() {
    return false;
  },
  async saveAs() {
    return false;
  },
  discard() {},
  savingAs: undefined,
  setSavingAs(tabKey) {
    set({ savingAs: tabKey });
  },
});
