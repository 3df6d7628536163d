import type { BodyType } from '../../../core/http/body.ts';
import type { Request } from '../../../core/http/request.ts';
import { remember } from '../../store/draft-history.ts';
import type { OpenDocuments } from '../../store/open-documents.ts';
import { withAuthType } from '../../store/parked-auth.ts';
import type { SliceTools } from '../../store/slice.ts';
import {
  type RequestEditor,
  type RequestSection,
  withBodyType,
  withChange,
  withStep,
} from './request-editor.ts';
import { requestHistory } from './request-history.ts';

/** The part of the requests slice that changes drafts. */
export interface RequestEditing {
  edit(tabKey: string, change: Partial<Request>): void;
  setBodyType(tabKey: string, type: BodyType): void;
  /** `undefined` inherits from the parent. */
  setAuthType(tabKey: string, type: string | undefined): void;
  /** Takes the last step in the tab's request back, or forward again. */
  undo(tabKey: string): void;
  redo(tabKey: string): void;
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
  /** Changes the draft as a step that can be taken back. */
  const step = (tabKey: string, change: (editor: RequestEditor) => RequestEditor) =>
    update(tabKey, (editor) => remember(editor, change(editor), requestHistory, performance.now()));
  return {
    edit(tabKey, change) {
      step(tabKey, (editor) => (editor.status === 'ready' ? withChange(editor, change) : editor));
    },
    setBodyType(tabKey, type) {
      step(tabKey, (editor) => withBodyType(editor, type));
    },
    setAuthType(tabKey, type) {
      step(tabKey, (editor) => withAuthType(editor, type));
    },
    undo(tabKey) {
      update(tabKey, (editor) => withStep(editor, 'undo'));
    },
    redo(tabKey) {
      update(tabKey, (editor) => withStep(editor, 'redo'));
    },
    showSection(tabKey, section) {
      update(tabKey, (editor) => ({ ...editor, section }));
    },
    discard(tabKey) {
      const editor = get().requests.editors[tabKey];
      if (editor?.itemId !== undefined && editor.conflict) void read(tabKey, editor.itemId);
      else step(tabKey, (open) => ({ ...open, draft: open.baseline, parkedBodies: {}, parkedAuths: {} }));
    },
    postponeConflict(tabKey) {
      update(tabKey, (editor) => ({ ...editor, conflict: false }));
    },
  };
}
