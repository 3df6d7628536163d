import type { EventPayload } from '../../../core/contract.ts';
import type { Auth } from '../../../core/auth/auth.ts';
import type { ItemId, Revision } from '../../../core/ids.ts';
import { sameValue } from '../../../core/same-value.ts';
import type { DefinitionDraft } from '../../../core/session.ts';
import { withSourcesOf } from '../../../core/variables/local-values.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import { call } from '../../bridge/bridge.ts';
import {
  type DraftHistory,
  emptyHistory,
  type HistoryRules,
  remember,
  takeStep,
  typedField,
} from '../../store/draft-history.ts';
import {
  createOpenDocuments,
  openDocument,
  type OpenDocument,
  type StoredDocument,
  withRestoredDraft,
} from '../../store/open-documents.ts';
import { withAuthType } from '../../store/parked-auth.ts';
import type { SliceCreator } from '../../store/slice.ts';

export type { DefinitionDraft } from '../../../core/session.ts';

/** The sub-tabs of the collection editor. */
export type CollectionSection = 'overview' | 'authorization' | 'variables' | 'scripts';

/** One open collection or folder. */
export interface CollectionEditor extends OpenDocument<DefinitionDraft> {
  section: CollectionSection;
  /** Authorizations of the types that were left, so that switching back finds what was typed. */
  parkedAuths: Record<string, Auth>;
  /** Steps that can be taken back; they outlive a look at another tab, and a save. */
  history: DraftHistory<DefinitionDraft>;
}

/** Edits as the session file keeps them. */
export interface RestoredDefinition {
  itemId: ItemId;
  title: string;
  draft: DefinitionDraft;
  baseRevision: Revision | undefined;
}

export interface CollectionsSlice {
  /** Editors by tab key. */
  editors: Record<string, CollectionEditor>;
  /** Opens a collection or folder in a tab, on the section asked for. */
  open(itemId: ItemId, section?: CollectionSection): void;
  /** Reads the definition of a tab; does nothing where it is there already. */
  load(tabKey: string, itemId: ItemId): Promise<void>;
  /** Brings back unsaved edits of the last session, under a tab that is open already. */
  restore(tabKey: string, saved: RestoredDefinition): Promise<void>;
  edit(tabKey: string, change: Partial<DefinitionDraft>): void;
  /** `undefined` inherits from the parent. */
  setAuthType(tabKey: string, type: string | undefined): void;
  /** Takes the last step back, or forward again. */
  undo(tabKey: string): void;
  redo(tabKey: string): void;
  showSection(tabKey: string, section: CollectionSection): void;
  rename(tabKey: string, name: string): Promise<void>;
  save(tabKey: string, options?: { overwrite?: boolean }): Promise<boolean>;
  /** Drops the edits; after a change from outside, shows what is on disk now. */
  discard(tabKey: string): void;
  /** Hides the question about a change from outside; the next save asks again. */
  postponeConflict(tabKey: string): void;
  /** Follows renames, removals and edits of the open items, whoever made them. */
  takeTreeChange(change: EventPayload<'workspace.treeChanged'>): void;
  /** Compares every open item with the disk, after events may have been missed. */
  refresh(): Promise<void>;
  /** Lets go of a closed tab. */
  forget(tabKey: string): void;
}

const emptyDefinition: DefinitionDraft = { variables: [], scripts: [] };

async function readDefinition(id: ItemId): Promise<StoredDocument<DefinitionDraft>> {
  const { definition, revision } = await call('definition.read', { id });
  const { name, ...content } = definition;
  return { id, name, content, revision };
}

/** Rows that were begun and left blank are not written. */
function isFilled(variable: Variable): boolean {
  return variable.key !== '' || variable.initialValue !== '';
}

function newEditor(itemId: ItemId, name: string): CollectionEditor {
  return {
    ...openDocument(name, emptyDefinition),
    status: 'loading',
    itemId,
    section: 'overview',
    parkedAuths: {},
    history: emptyHistory,
  };
}

const sectionOf = {
  description: 'overview',
  auth: 'authorization',
  variables: 'variables',
  scripts: 'scripts',
} as const satisfies Partial<Record<keyof DefinitionDraft, CollectionSection>>;
const parts = Object.keys(sectionOf) as (keyof typeof sectionOf)[];

const historyRules: HistoryRules<DefinitionDraft> = {
  typedPlace: typedField,
  heldLength: ({ description = '', scripts }, next) =>
    (description === (next?.description ?? '') ? 0 : description.length) +
    (scripts === next?.scripts ? 0 : scripts.reduce((sum, { code }) => sum + code.length, 0)),
};

/** Takes a step back or forward, and shows the part that changes. */
function withStep(editor: CollectionEditor, direction: 'undo' | 'redo'): CollectionEditor {
  const step = takeStep(editor.history, editor.draft, direction);
  if (step === undefined) return editor;
  const changed = parts.filter((part) => !sameValue(step.draft[part], editor.draft[part]));
  const sections = changed.map((part) => sectionOf[part]);
  const [section = editor.section] = sections.includes(editor.section) ? [] : sections;
  return { ...editor, ...step, section };
}

/** Puts edits of the last session to what was read, and shows the first part that they change. */
function withRestored(
  editor: CollectionEditor,
  { draft, baseRevision }: RestoredDefinition,
): CollectionEditor {
  if (editor.status === 'failed') {
    // The edits outlive their file: on screen, and in the session.
    const removed = editor.error?.code === 'ERR_WORKSPACE_ITEM_NOT_FOUND';
    const kept = { ...editor, status: 'ready', draft, revision: baseRevision, error: undefined } as const;
    return { ...kept, removed, conflict: !removed };
  }
  const changed = parts.find((part) => !sameValue(draft[part], editor.draft[part]));
  const section = changed === undefined ? editor.section : sectionOf[changed];
  const variables = withSourcesOf(draft.variables, editor.draft.variables);
  return { ...withRestoredDraft(editor, { ...draft, variables }, baseRevision), section };
}

export const createCollectionsSlice: SliceCreator<'collections'> = ({ get, set }) => {
  const documents = createOpenDocuments<DefinitionDraft, CollectionEditor>({
    get,
    editors: () => get().collections.editors,
    replace: (editors) => set({ editors }),
    read: readDefinition,
    write: ({ draft, name }, target) =>
      call('definition.save', {
        ...target,
        definition: { ...draft, name, variables: draft.variables.filter(isFilled) },
      }),
    reset: (editor) => ({ ...editor, parkedAuths: {}, history: emptyHistory }),
  });
  const { update } = documents;
  /** Changes the draft as a step that can be taken back. */
  const step = (tabKey: string, change: (editor: CollectionEditor) => CollectionEditor) =>
    update(tabKey, (editor) => remember(editor, change(editor), historyRules, performance.now()));
  /** The section asked for before the definition was read. */
  const openOn = new Map<ItemId, CollectionSection>();

  return {
    editors: {},
    open(itemId, section) {
      const name = get().tree.nodes[itemId]?.name ?? '';
      if (section !== undefined) openOn.set(itemId, section);
      const tabKey = get().tabs.open({ kind: 'collection', itemId, title: name });
      if (section !== undefined) update(tabKey, (editor) => ({ ...editor, section }));
    },
    async load(tabKey, itemId) {
      const editor = get().collections.editors[tabKey];
      if (editor !== undefined && editor.status !== 'failed') return;
      const section = openOn.get(itemId) ?? 'overview';
      openOn.delete(itemId);
      documents.put(tabKey, { ...newEditor(itemId, get().tree.nodes[itemId]?.name ?? ''), section });
      await documents.read(tabKey, itemId);
    },
    async restore(tabKey, saved) {
      documents.put(tabKey, newEditor(saved.itemId, saved.title));
      await documents.read(tabKey, saved.itemId);
      update(tabKey, (editor) => withRestored(editor, saved));
    },
    edit(tabKey, change) {
      step(tabKey, (editor) =>
        editor.status === 'ready' ? { ...editor, draft: { ...editor.draft, ...change } } : editor,
      );
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
    rename(tabKey, name) {
      return documents.rename(tabKey, name, (id) => call('item.rename', { id, name: name.trim() }));
    },
    async save(tabKey, { overwrite = false } = {}) {
      const saved = await documents.save(tabKey, overwrite);
      const editor = get().collections.editors[tabKey];
      if (!saved || editor?.itemId === undefined) return saved;
      await get().environments.refreshDefinitions([editor.itemId]);
      // A secret that was typed is in the store now: what is on screen must be its handle, not its text.
      if (
        editor.draft === editor.stored &&
        editor.draft.variables.some((variable) => variable.type === 'secret')
      ) {
        await documents.read(tabKey, editor.itemId);
      }
      return true;
    },
    discard(tabKey) {
      const editor = get().collections.editors[tabKey];
      if (editor?.itemId !== undefined && editor.conflict) void documents.read(tabKey, editor.itemId);
      else step(tabKey, (open) => ({ ...open, draft: open.baseline, parkedAuths: {} }));
    },
    postponeConflict(tabKey) {
      update(tabKey, (editor) => ({ ...editor, conflict: false }));
    },
    takeTreeChange: documents.takeTreeChange,
    refresh: documents.refresh,
    forget(tabKey) {
      documents.forget(tabKey);
    },
  };
};
