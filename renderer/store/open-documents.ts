import type { EventPayload } from '../../core/contract.ts';
import { isAppError, toErrorData } from '../../core/errors.ts';
import type { ItemId, Revision } from '../../core/ids.ts';
import { sameValue } from '../../core/same-value.ts';
import type { State } from './store.ts';

/** Something of the workspace that is open in a tab: what is stored and what is on screen. */
export interface OpenDocument<Content> {
  status: 'loading' | 'ready' | 'failed';
  /** Absent while it was never saved. */
  itemId: ItemId | undefined;
  name: string;
  stored: Content | undefined;
  draft: Content;
  /** What the draft started from: the stored text, or what an unsaved one was opened with. */
  baseline: Content;
  revision: Revision | undefined;
  /** The file changed on disk while edits were open; the user decides. */
  conflict: boolean;
  /** The file went away while the tab was open. */
  removed: boolean;
  saving: boolean;
  error: { code: string; message: string } | undefined;
}

/** A document as the workspace gives it. */
export interface StoredDocument<Content> {
  id: ItemId;
  name: string;
  content: Content;
  revision: Revision;
}

/** What the documents of one kind do differently. */
export interface DocumentKind<Content, Editor extends OpenDocument<Content>> {
  get(): State;
  editors(): Record<string, Editor>;
  replace(editors: Record<string, Editor>): void;
  read(id: ItemId): Promise<StoredDocument<Content>>;
  write(
    editor: Editor,
    target: { id: ItemId; revision: Revision; overwrite: boolean },
  ): Promise<{ revision: Revision }>;
  /** Puts the editor's own parts back when the stored text is shown again. */
  reset(editor: Editor, stored: StoredDocument<Content>): Editor;
  /** What the tab shows of it, beside the title and the dirty mark. */
  tabDetails?(editor: Editor): { method?: string; title?: string };
}

/** The steps that every kind of open document shares. */
export interface OpenDocuments<Content, Editor extends OpenDocument<Content>> {
  /** Changes one editor and tells its tab; does nothing where the tab was closed meanwhile. */
  update(tabKey: string, change: (editor: Editor) => Editor): void;
  put(tabKey: string, editor: Editor): void;
  forget(tabKey: string): void;
  /** Reads the stored text and shows it, dropping edits. */
  read(tabKey: string, itemId: ItemId): Promise<void>;
  /** Writes the draft. Edits made while it is being written stay edits. Gives whether it was written. */
  save(tabKey: string, overwrite: boolean): Promise<boolean>;
  /** Follows renames, removals and edits of the open items, whoever made them. */
  takeTreeChange(change: EventPayload<'workspace.treeChanged'>): void;
  /** Compares every open item with the disk, after events may have been missed. */
  refresh(): Promise<void>;
  rename(tabKey: string, name: string, write: (id: ItemId) => Promise<unknown>): Promise<void>;
}

/** Gives the empty state of a document, to be shown while it is being read or filled by hand. */
export function openDocument<Content>(name: string, content: Content): OpenDocument<Content> {
  return {
    status: 'ready',
    itemId: undefined,
    name,
    stored: undefined,
    draft: content,
    baseline: content,
    revision: undefined,
    conflict: false,
    removed: false,
    saving: false,
    error: undefined,
  };
}

/** Takes in the stored text and shows it, dropping edits. */
export function withStored<Content, Editor extends OpenDocument<Content>>(
  editor: Editor,
  stored: StoredDocument<Content>,
): Editor {
  return {
    ...editor,
    status: 'ready',
    itemId: stored.id,
    name: stored.name,
    stored: stored.content,
    draft: stored.content,
    baseline: stored.content,
    revision: stored.revision,
    conflict: false,
    removed: false,
    error: undefined,
  };
}

/** Tells whether the tab holds edits that are nowhere on disk. */
export function isDirty(editor: OpenDocument<unknown>): boolean {
  return editor.status === 'ready' && !sameValue(editor.draft, editor.baseline);
}

/** Takes in a text that changed on disk: a clean editor shows it, one with edits keeps them and asks. */
export function withOutsideEdit<Content, Editor extends OpenDocument<Content>>(
  editor: Editor,
  stored: StoredDocument<Content>,
  reset: (editor: Editor, stored: StoredDocument<Content>) => Editor,
): Editor {
  // A save in flight answers with its own revision, or with the conflict.
  if (editor.saving || editor.itemId !== stored.id || editor.revision === stored.revision) return editor;
  // A rename writes the file anew without touching what is edited here.
  if (sameValue(stored.content, editor.baseline))
    return { ...editor, revision: stored.revision, conflict: false };
  return isDirty(editor) ? { ...editor, conflict: true } : reset(withStored(editor, stored), stored);
}

/** Puts edits of an earlier session back, that started from a revision. */
export function withRestoredDraft<Content, Editor extends OpenDocument<Content>>(
  editor: Editor,
  draft: Content,
  baseRevision: Revision | undefined,
): Editor {
  const restored = { ...editor, draft };
  if (baseRevision === undefined || baseRevision === editor.revision || !isDirty(restored)) return restored;
  // The file moved on since: a save must name the revision the edits started from, and is then refused.
  return { ...restored, revision: baseRevision, conflict: true };
}

/** Makes the shared steps for one kind of document. */
export function createOpenDocuments<Content, Editor extends OpenDocument<Content>>(
  kind: DocumentKind<Content, Editor>,
): OpenDocuments<Content, Editor> {
  const update = (tabKey: string, change: (editor: Editor) => Editor) => {
    const before = kind.editors()[tabKey];
    if (before === undefined) return;
    const after = change(before);
    if (after === before) return;
    kind.replace({ ...kind.editors(), [tabKey]: after });
    tellTab(tabKey, after);
  };

  const tellTab = (tabKey: string, editor: Editor) => {
    const { tabs, update: updateTab } = kind.get().tabs;
    const tab = tabs.find((open) => open.key === tabKey);
    if (tab === undefined || editor.status !== 'ready') return;
    const shown = { title: editor.name, dirty: isDirty(editor), ...kind.tabDetails?.(editor) };
    if (!sameValue({ ...tab, ...shown }, tab)) updateTab(tabKey, shown);
  };

  const compareWithDisk = async (tabKey: string, itemId: ItemId) => {
    try {
      const stored = await kind.read(itemId);
      update(tabKey, (editor) => withOutsideEdit(editor, stored, kind.reset));
    } catch {
      // Gone or half written: the next event, or the save, tells.
    }
  };

  return {
    update,
    takeTreeChange({ upserted, removedIds, externallyChangedIds }) {
      for (const [tabKey, { itemId }] of Object.entries(kind.editors())) {
        if (itemId === undefined) continue;
        const node = upserted.find((candidate) => candidate.id === itemId);
        if (node !== undefined) update(tabKey, (editor) => ({ ...editor, name: node.name, removed: false }));
        if (removedIds.includes(itemId)) update(tabKey, (editor) => ({ ...editor, removed: true }));
        else if (node !== undefined || externallyChangedIds.includes(itemId)) {
          void compareWithDisk(tabKey, itemId);
        }
      }
    },
    async refresh() {
      const open = Object.entries(kind.editors());
      await Promise.all(
        open.flatMap(([tabKey, { itemId }]) =>
          itemId === undefined ? [] : [compareWithDisk(tabKey, itemId)],
        ),
      );
    },
    put(tabKey, editor) {
      kind.replace({ ...kind.editors(), [tabKey]: editor });
      tellTab(tabKey, editor);
    },
    forget(tabKey) {
      const { [tabKey]: _closed, ...editors } = kind.editors();
      kind.replace(editors);
    },
    async read(tabKey, itemId) {
      try {
        const stored = await kind.read(itemId);
        update(tabKey, (editor) => kind.reset(withStored(editor, stored), stored));
      } catch (error) {
        update(tabKey, (editor) => ({ ...editor, status: 'failed', error: toErrorData(error) }));
      }
    },
    save: (tabKey, overwrite) => saveDocument(kind, update, tabKey, overwrite),
    async rename(tabKey, name, write) {
      const editor = kind.editors()[tabKey];
      const wanted = name.trim();
      if (editor === undefined || wanted === '' || wanted === editor.name) return;
      update(tabKey, (open) => ({ ...open, name: wanted }));
      if (editor.itemId === undefined) return;
      try {
        await write(editor.itemId);
        await compareWithDisk(tabKey, editor.itemId);
      } catch (error) {
        update(tabKey, (open) => ({ ...open, name: editor.name }));
        kind.get().notices.showError(error);
      }
    },
  };
}

async function saveDocument<Content, Editor extends OpenDocument<Content>>(
  kind: DocumentKind<Content, Editor>,
  update: OpenDocuments<Content, Editor>['update'],
  tabKey: string,
  overwrite: boolean,
): Promise<boolean> {
  const editor = kind.editors()[tabKey];
  if (editor?.itemId === undefined || editor.revision === undefined || editor.saving) return false;
  const { itemId: id, revision, draft } = editor;
  update(tabKey, (open) => ({ ...open, saving: true }));
  try {
    const saved = await kind.write(editor, { id, revision, overwrite });
    update(tabKey, (open) => ({
      ...open,
      stored: draft,
      baseline: draft,
      revision: saved.revision,
      conflict: false,
      removed: false,
    }));
    return true;
  } catch (error) {
    const code = isAppError(error) ? error.code : undefined;
    if (code === 'ERR_WORKSPACE_CONFLICT') update(tabKey, (open) => ({ ...open, conflict: true }));
    else if (code === 'ERR_WORKSPACE_ITEM_NOT_FOUND') update(tabKey, (open) => ({ ...open, removed: true }));
    else kind.get().notices.showError(error);
    return false;
  } finally {
    update(tabKey, (open) => ({ ...open, saving: false }));
  }
}
