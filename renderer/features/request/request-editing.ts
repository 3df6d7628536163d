import type { BodyType } from '../../../core/http/body.ts';
import type { Request } from '../../../core/http/request.ts';
import type { OpenDocuments } from '../../store/open-documents.ts';
import { withAuthType } from '../../store/parked-auth.ts';
import type { SliceTools } from '../../store/slice.ts';
import { type RequestEditor, type RequestSection, withBodyType, withChange } from './request-editor.ts';

/** The part of the requests slice that changes drafts. */
export interface RequestEditing {
  edit(tabKey: string, change: Partial<Request>): void;
  setBodyType(tabKey: string, type: BodyType): void;
  /** `undefined` inherits from the parent. */
  setAuthType(tabKey: string, type: string | undefined): void;
  showSection(tabKey: string, section: RequestSection): void;
  /** Drops the edits; after a change from outside, shows what is on disk now. */
  discard(tabKey: string): void;
  /** Hides the question about a change from outside; the next save asks again. */
  postponeConflict(tabKey: string): void;
}

export function createRequestEditing(
  { update, read }: OpenDocuments<Request, RequestEditor>,
  { get }: SliceTools<'requests'>,
): RequestEditing {
  return {
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
    discard(tabKey) {
      const editor = get().requests.editors[tabKey];
      if (editor?.itemId !== undefined && editor.conflict) void read(tabKey, editor.itemId);
      else update(tabKey, (open) => ({ ...open, draft: open.baseline, parkedBodies: {}, parkedAuths: {} }));
    },
    postponeConflict(tabKey) {
      update(tabKey, (editor) => ({ ...editor, conflict: false }));
    },
  };
}
