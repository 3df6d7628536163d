import type { Auth } from '../../../core/auth/auth.ts';
import type { Body, BodyType } from '../../../core/http/body.ts';
import { mergeQueryRows, withQueryRows } from '../../../core/http/query.ts';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import { mergePathVariables } from '../../../core/http/url.ts';
import type { ItemId } from '../../../core/ids.ts';
import { type OpenDocument, openDocument } from '../../store/open-documents.ts';

/** The sub-tabs of the request editor. */
export type RequestSection =
  'params' | 'authorization' | 'headers' | 'body' | 'scripts' | 'extract' | 'docs' | 'settings';

/** One open request. */
export interface RequestEditor extends OpenDocument<Request> {
  /** Where an unsaved request will go, and whose variables and authorization it sees. */
  parentId: ItemId | undefined;
  /** The sub-tab on screen, kept while other tabs are looked at. */
  section: RequestSection;
  /** Bodies and authorizations of the types that were left, so that switching back finds what was typed. */
  parkedBodies: Partial<Record<BodyType, Body>>;
  parkedAuths: Record<string, Auth>;
}

/** Makes the editor of a request that was never saved. */
export function newEditor(name: string, request: Request, parentId: ItemId | undefined): RequestEditor {
  return {
    ...openDocument(name, request),
    parentId,
    section: openingSection(request),
    parkedBodies: {},
    parkedAuths: {},
  };
}

/** Makes the editor of a stored request that is being read. */
export function loadingEditor(itemId: ItemId, name: string): RequestEditor {
  return { ...newEditor(name, emptyRequest(), undefined), status: 'loading', itemId };
}

/** Puts the editor's own parts back when the stored request is shown; the section stays where it was seen before. */
export function resetEditor(editor: RequestEditor): RequestEditor {
  return { ...editor, parentId: undefined, parkedBodies: {}, parkedAuths: {} };
}

/**
 * Applies an edit and keeps the address, the query rows and the path variables in step: who edits the address edits
 * the rows, and the other way round.
 */
export function withChange(editor: RequestEditor, change: Partial<Request>): RequestEditor {
  const draft = { ...editor.draft, ...change };
  if (change.url !== undefined) {
    draft.queryParams = change.queryParams ?? mergeQueryRows(editor.draft.queryParams, change.url);
    draft.pathVariables = mergePathVariables(change.pathVariables ?? editor.draft.pathVariables, change.url);
  } else if (change.queryParams !== undefined) {
    draft.url = withQueryRows(editor.draft.url, change.queryParams);
  }
  return { ...editor, draft };
}

/** Switches to another type of body; what was typed in the one before is parked and comes back with it. */
export function withBodyType(editor: RequestEditor, type: BodyType): RequestEditor {
  const before = editor.draft.body;
  if (before.type === type) return editor;
  const body = editor.parkedBodies[type] ?? emptyBody(type);
  if (body === undefined) return editor;
  return {
    ...editor,
    draft: { ...editor.draft, body },
    parkedBodies: { ...editor.parkedBodies, [before.type]: before },
  };
}

function emptyBody(type: BodyType): Body | undefined {
  switch (type) {
    case 'none':
      return { type };
    case 'raw':
      return { type, language: 'json', content: '' };
    case 'urlencoded':
    case 'formdata':
      return { type, rows: [] };
    case 'file':
      return { type, path: '' };
    case 'graphql':
      return { type, query: '', variables: '' };
    case 'unsupported':
      return undefined;
  }
}

/** A request that carries a body and no parameters is about its body; every other one opens on its parameters. */
export function openingSection(request: Request): RequestSection {
  const hasParameters = request.queryParams.length > 0 || request.pathVariables.length > 0;
  return request.body.type !== 'none' && !hasParameters ? 'body' : 'params';
}
