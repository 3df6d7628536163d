import type { Auth } from '../../../core/auth/auth.ts';
import type { Body, BodyType } from '../../../core/http/body.ts';
import { mergeQueryRows, withQueryRows } from '../../../core/http/query.ts';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import { mergePathVariables } from '../../../core/http/url.ts';
import type { ItemId } from '../../../core/ids.ts';
import { changedKeys, type DraftHistory, emptyHistory, takeStep } from '../../store/draft-history.ts';
import { type OpenDocument, openDocument } from '../../store/open-documents.ts';

/** The sub-tabs of the request editor. */
export type RequestSection =
  | 'params'
  | 'authorization'
  | 'headers'
  | 'body'
  | 'scripts'
  | 'checks'
  | 'extract'
  | 'docs'
  | 'settings'
  | 'preview';

/** One open request. */
export interface RequestEditor extends OpenDocument<Request> {
  /** Where an unsaved request will go, and whose variables and authorization it sees. */
  parentId: ItemId | undefined;
  /** The sub-tab on screen, kept while other tabs are looked at. */
  section: RequestSection;
  /** Bodies and authorizations of the types that were left, so that switching back finds what was typed. */
  parkedBodies: Partial<Record<BodyType, Body>>;
  parkedAuths: Record<string, Auth>;
  /** What its tab is called instead of `Untitled request`, since it was sent. */
  sentTitle?: string;
  /** Steps that can be taken back; they outlive a look at another tab, a send and a save. */
  history: DraftHistory<Request>;
}

/** Makes the editor of a request that was never saved. */
export function newEditor(name: string, request: Request, parentId: ItemId | undefined): RequestEditor {
  return {
    ...openDocument(name, request),
    parentId,
    section: openingSection(request),
    parkedBodies: {},
    parkedAuths: {},
    history: emptyHistory,
  };
}

/** Makes the editor of a stored request that is being read. */
export function loadingEditor(itemId: ItemId, name: string): RequestEditor {
  return { ...newEditor(name, emptyRequest(), undefined), status: 'loading', itemId };
}

/**
 * Puts the editor's own parts back when the stored request is shown; the section stays where it was seen before. Steps
 * back from a text that somebody else wrote would silently undo what they did, so there are none.
 */
export function resetEditor(editor: RequestEditor): RequestEditor {
  return { ...editor, parentId: undefined, parkedBodies: {}, parkedAuths: {}, history: emptyHistory };
}

const sectionOf: Partial<Record<keyof Request, RequestSection>> = {
  queryParams: 'params',
  pathVariables: 'params',
  auth: 'authorization',
  headers: 'headers',
  body: 'body',
  scripts: 'scripts',
  checks: 'checks',
  extractions: 'extract',
  description: 'docs',
  settings: 'settings',
};

/** Takes the last step back, or forward again, and shows the part of the request that changes. */
export function withStep(editor: RequestEditor, direction: 'undo' | 'redo'): RequestEditor {
  const step = takeStep(editor.history, editor.draft, direction);
  if (step === undefined) return editor;
  const after = { ...editor, ...step };
  const changed = changedKeys(editor.draft, after.draft);
  // The address is in sight everywhere, and its rows follow it.
  if (changed.includes('url') || changed.includes('method')) return after;
  const sections = changed.flatMap((key) => sectionOf[key] ?? []);
  const [section] = sections;
  return section === undefined || sections.includes(editor.section) ? after : { ...after, section };
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
  // A query in a body goes by POST; who wants another method chooses it afterwards.
  const method = type === 'graphql' && editor.draft.method === 'GET' ? 'POST' : editor.draft.method;
  return {
    ...editor,
    draft: { ...editor.draft, method, body },
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
