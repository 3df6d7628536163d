import { toErrorData } from '../../../core/errors.ts';
import type { ItemId, Revision } from '../../../core/ids.ts';
import { sameValue } from '../../../core/same-value.ts';
import type { EnvironmentDraft } from '../../../core/session.ts';
import { withSourcesOf } from '../../../core/variables/local-values.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import { type Environment, type EnvironmentSummary, globalsId } from '../../../core/workspace/environment.ts';
import { call } from '../../bridge/bridge.ts';
import {
  type DraftHistory,
  emptyHistory,
  type HistoryRules,
  noteStep,
  takeStep,
  typedField,
} from '../../store/draft-history.ts';
import type { SliceTools } from '../../store/slice.ts';

/** An open environment editor: the stored state it started from and the edits. */
export interface EnvironmentEditor {
  stored: Environment;
  name: string;
  variables: Variable[];
  /** The file changed on disk while edits were open; the user decides. */
  conflict: boolean;
  /** Deleted since the edits were begun; a save makes it anew. */
  removed: boolean;
  /** Steps that can be taken back; they outlive a look at another tab. */
  history: DraftHistory<EnvironmentDraft>;
}

/** Edits as the session file keeps them. */
export interface RestoredEnvironment {
  itemId: ItemId;
  draft: EnvironmentDraft;
  baseRevision: Revision | undefined;
}

/** The part of the environments slice that edits them in tabs. */
export interface EnvironmentEditing {
  /** Editors by tab key. */
  editors: Record<string, EnvironmentEditor>;
  /** Opens an environment, or the globals (id `globals`), in a tab. */
  open(id: ItemId): void;
  loadEditor(tabKey: string, id: ItemId): Promise<void>;
  /** Brings back unsaved edits of the last session, under a tab that is open already. */
  restore(tabKey: string, saved: RestoredEnvironment): Promise<void>;
  edit(tabKey: string, change: Partial<EnvironmentDraft>): void;
  /** Takes the last step back, or forward again. */
  undo(tabKey: string): void;
  redo(tabKey: string): void;
  save(tabKey: string, options?: { overwrite?: boolean }): Promise<boolean>;
  discard(tabKey: string): void;
  /** Reads again what changed on disk or in another window; open editors with edits are marked, others follow. */
  refresh(ids: ItemId[]): Promise<void>;
  /** Lets go of a closed tab. */
  forget(tabKey: string): void;
}

type Tools = SliceTools<'environments'>;

const historyRules: HistoryRules<EnvironmentDraft> = { typedPlace: typedField, heldLength: () => 0 };
const draftOf = ({ name, variables }: EnvironmentEditor): EnvironmentDraft => ({ name, variables });

function withChange(editor: EnvironmentEditor, change: Partial<EnvironmentDraft>): EnvironmentEditor {
  const before = draftOf(editor);
  const after = { ...before, ...change };
  const history = noteStep(editor.history, [before, after], historyRules, performance.now());
  return { ...editor, ...after, history };
}

/** After a save secrets are in the store, and earlier texts of them name nothing any more: the steps back end there. */
function savedEditor(stored: Environment, open: EnvironmentEditor): EnvironmentEditor {
  const saved = editorOf(stored);
  return stored.variables.some(({ type }) => type === 'secret') ? saved : { ...saved, history: open.history };
}

/** Tells whether an editor holds edits that are not on disk. */
export function isEnvironmentEdited(editor: EnvironmentEditor): boolean {
  return (
    editor.removed ||
    editor.name !== editor.stored.name ||
    !sameValue(editor.variables, editor.stored.variables)
  );
}

function editorOf(stored: Environment): EnvironmentEditor {
  return { ...fresh(stored), name: stored.name, variables: stored.variables, history: emptyHistory };
}

/** Shows edits of the last session whose environment is gone, or cannot be read: the user decides. */
function orphanedEditor(
  { itemId, draft, baseRevision }: RestoredEnvironment,
  removed: boolean,
): EnvironmentEditor {
  const stored = { id: itemId, name: draft.name, variables: [], revision: baseRevision ?? 'gone' };
  return { stored, ...draft, removed, conflict: !removed, history: emptyHistory };
}

/** Puts edits of the last session to what is stored now. */
function restoredEditor(
  stored: Environment,
  { draft, baseRevision }: RestoredEnvironment,
): EnvironmentEditor {
  const variables = withSourcesOf(draft.variables, stored.variables);
  const restored = { ...editorOf(stored), ...draft, variables };
  if (baseRevision === undefined || baseRevision === stored.revision || !isEnvironmentEdited(restored)) {
    return restored;
  }
  // A save must name the revision the edits started from, and is then refused.
  return { ...restored, stored: { ...stored, revision: baseRevision }, conflict: true };
}

/** Puts a freshly read environment wherever the slice shows it. */
export function adopt({ set, get }: Tools, environment: Environment): void {
  set((slice) => ({
    selected: slice.selectedId === environment.id ? environment : slice.selected,
    globals: environment.id === globalsId ? environment : slice.globals,
    list: slice.list.map((entry) =>
      entry.id === environment.id
        ? { ...entry, name: environment.name, variableCount: environment.variables.length }
        : entry,
    ),
  }));
  for (const [tabKey, editor] of Object.entries(get().environments.editors)) {
    if (editor.stored.id !== environment.id || editor.stored.revision === environment.revision) continue;
    const edited = isEnvironmentEdited(editor);
    const next: EnvironmentEditor = edited ? { ...editor, conflict: true } : editorOf(environment);
    set((slice) => ({ editors: { ...slice.editors, [tabKey]: next } }));
    if (!edited) get().tabs.update(tabKey, { title: environment.name, dirty: false });
  }
}

/** Reads which environments there are. */
export async function readList({ set }: Tools): Promise<EnvironmentSummary[]> {
  const { environments } = await call('environment.list', {});
  set({ list: environments });
  return environments;
}

/** Makes the actions of open editors. */
export function createEnvironmentEditing(tools: Tools): Omit<EnvironmentEditing, 'editors'> {
  const { set, get } = tools;
  const put = (tabKey: string, editor: EnvironmentEditor) => {
    set((slice) => ({ editors: { ...slice.editors, [tabKey]: editor } }));
    get().tabs.update(tabKey, { dirty: isEnvironmentEdited(editor), title: editor.name });
  };
  const step = (tabKey: string, direction: 'undo' | 'redo') => {
    const editor = get().environments.editors[tabKey];
    const taken = editor && takeStep(editor.history, draftOf(editor), direction);
    if (editor !== undefined && taken !== undefined)
      put(tabKey, { ...editor, ...taken.draft, history: taken.history });
  };
  return {
    open(id) {
      const name =
        id === globalsId ? 'Globals' : get().environments.list.find((entry) => entry.id === id)?.name;
      get().tabs.open({ kind: 'environment', itemId: id, title: name ?? 'Environment' });
    },
    async loadEditor(tabKey, id) {
      if (get().environments.editors[tabKey] !== undefined) return;
      try {
        const stored = await call('environment.read', { id });
        // Edits of the last session may have come meanwhile.
        if (get().environments.editors[tabKey] === undefined) put(tabKey, editorOf(stored));
      } catch (error) {
        get().notices.showError(error, () => void get().environments.loadEditor(tabKey, id));
      }
    },
    async restore(tabKey, saved) {
      try {
        put(tabKey, restoredEditor(await call('environment.read', { id: saved.itemId }), saved));
      } catch (error) {
        // The edits outlive their file, whatever became of it: on screen, and in the session.
        const isGone = toErrorData(error).code === 'ERR_WORKSPACE_ITEM_NOT_FOUND';
        put(tabKey, orphanedEditor(saved, isGone));
        if (!isGone) get().notices.showError(error);
      }
    },
    edit(tabKey, change) {
      const editor = get().environments.editors[tabKey];
      if (editor !== undefined) put(tabKey, withChange(editor, change));
    },
    undo: (tabKey) => step(tabKey, 'undo'),
    redo: (tabKey) => step(tabKey, 'redo'),
    save: (tabKey, options) => saveEditor(tools, put, tabKey, options),
    discard(tabKey) {
      const editor = get().environments.editors[tabKey];
      if (editor === undefined) return;
      get().environments.forget(tabKey);
      get().tabs.update(tabKey, { dirty: false, title: editor.stored.name });
      void get().environments.loadEditor(tabKey, editor.stored.id);
    },
    async refresh(ids) {
      try {
        const list = await readList(tools);
        const { selectedId, editors } = get().environments;
        const shown = new Set([
          globalsId,
          selectedId,
          ...Object.values(editors).map((editor) => editor.stored.id),
        ]);
        const known = new Set([globalsId, ...list.map((entry) => entry.id)]);
        const wanted = ids.filter((id) => shown.has(id) && known.has(id));
        for (const id of wanted) adopt(tools, await call('environment.read', { id }));
        if (selectedId !== undefined && !known.has(selectedId)) await get().environments.select(undefined);
      } catch (error) {
        get().notices.showError(error);
      }
    },
    forget(tabKey) {
      set((slice) => {
        const { [tabKey]: _closed, ...editors } = slice.editors;
        return { editors };
      });
    },
  };
}

async function saveEditor(
  tools: Tools,
  put: (tabKey: string, editor: EnvironmentEditor) => void,
  tabKey: string,
  options: { overwrite?: boolean } = {},
): Promise<boolean> {
  const { get } = tools;
  const editor = get().environments.editors[tabKey];
  if (editor === undefined) return false;
  const { id, revision } = editor.stored;
  const variables = editor.variables.filter(({ key, initialValue }) => key !== '' || initialValue !== '');
  const content = { name: editor.name, variables };
  try {
    const stored = editor.removed
      ? await call('environment.create', content)
      : await call('environment.save', { id, ...content, revision, ...options });
    if (editor.removed) {
      get().tabs.update(tabKey, { itemId: stored.id });
      await readList(tools);
    }
    const open = get().environments.editors[tabKey];
    // Edits made while it was being written stay edits.
    const isSame = open?.name === editor.name && open.variables === editor.variables;
    if (open !== undefined) put(tabKey, isSame ? savedEditor(stored, open) : { ...open, ...fresh(stored) });
    adopt(tools, stored);
    return true;
  } catch (error) {
    const open = get().environments.editors[tabKey];
    if (open !== undefined && toErrorData(error).code === 'ERR_WORKSPACE_CONFLICT') {
      put(tabKey, { ...open, conflict: true });
    } else {
      get().notices.showError(error, () => void get().environments.save(tabKey, options));
    }
    return false;
  }
}

function fresh(stored: Environment): Pick<EnvironmentEditor, 'stored' | 'conflict' | 'removed'> {
  return { stored, conflict: false, removed: false };
}
