import { basename, resolve } from 'node:path';
import type { UndoId } from '../../core/ids.ts';
import { realPathOf, workspaceKey, workspaceProfilePath } from './profile.ts';
import { readDefinitionRecord, readAncestors, saveDefinition } from './workspace/definition-edits.ts';
import { changeOutside } from './workspace/change-outside.ts';
import { deleteEnvironment } from './workspace/delete-environment.ts';
import { deleteItems } from './workspace/delete-items.ts';
import { describePaths } from './workspace/describe-paths.ts';
import { duplicateItems } from './workspace/duplicate-items.ts';
import { editTogether } from './workspace/edit-together.ts';
import { type Entry, toNode } from './workspace/entry-tree.ts';
import {
  createEnvironment,
  duplicateEnvironment,
  readEnvironment,
  saveEnvironment,
} from './workspace/environment-edits.ts';
import { createExample, deleteExample, renameExample } from './workspace/example-edits.ts';
import { readCollection, readExamples } from './workspace/example-reads.ts';
import { findByPath } from './workspace/find-by-path.ts';
import { importBatch } from './workspace/import-batch.ts';
import { createItem, renameItem } from './workspace/item-edits.ts';
import { LiveWorkspace, type WorkspaceStoreOptions } from './workspace/live-workspace.ts';
import { findText } from './workspace/find-text.ts';
import { listSecrets } from './workspace/list-secrets.ts';
import { moveItems } from './workspace/move-items.ts';
import { readRequest, saveRequest } from './workspace/request-edits.ts';
import { readCurrentValue, readVariables, revealVariable, setVariable } from './workspace/variable-edits.ts';
import { findEntry } from './workspace/workspace-context.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/**
 * Opens a workspace folder. Returns at once; the first call waits until the tree is read. Nothing is created before the
 * first write.
 */
export function createWorkspaceStore(options: WorkspaceStoreOptions): WorkspaceStore {
  const root = resolve(options.path);
  const live = new LiveWorkspace({
    ...options,
    root,
    realRoot: realPathOf(root),
    profile: workspaceProfilePath(options.profilePath, root),
    key: workspaceKey(root),
  });
  const read = live.read.bind(live);
  const write = live.write.bind(live);

  return {
    path: root,
    name: basename(root),

    keep: (key, load) => live.keep(key, load),

    readTree: () => live.readTree(),
    readRequest: (id) => read((context) => readRequest(context, id)),
    readName: (id) => read((context) => Promise.resolve(findEntry(context, id).name)),
    saveRequest: (id, request, revision, overwrite = false) =>
      write((context) => saveRequest(context, id, request, revision, overwrite)),
    readDefinition: (id) => read((context) => readDefinitionRecord(context, id)),
    saveDefinition: (id, definition, revision, overwrite = false) =>
      write((context) => saveDefinition(context, id, definition, revision, overwrite)),
    readExamples: (requestId) => read((context) => readExamples(context, requestId)),
    createExample: (requestId, example) => write((context) => createExample(context, requestId, example)),
    renameExample: (requestId, fileName, name) =>
      write((context) => renameExample(context, requestId, fileName, name)),
    deleteExample: (requestId, fileName) => write((context) => deleteExample(context, requestId, fileName)),
    readAncestors: (id) => read((context) => readAncestors(context, id)),
    readCollection: (id) => read((context) => readCollection(context, id)),
    findText: (text, options) => read((context) => findText(context, text, options)),
    findByPath: (path) => live.readSettled((context) => Promise.resolve(findByPath(context.tree, path)?.id)),

    createItem: (item) => write(async (context) => toNode(await createItem(context, item))),
    renameItem: (id, name) => write(async (context) => toNode(await renameItem(context, id, name))),
    duplicateItems: (ids, into) =>
      write(async (context) => asNodes(await duplicateItems(context, ids, into))),
    moveItems: (ids, parentId, beforeId) =>
      write(async (context) => asNodes(await moveItems(context, ids, parentId, beforeId))),
    deleteItems: (ids) => write((context) => deleteItems(context, ids)),

    listEnvironments: () =>
      read((context) => {
        const sorted = context.environments
          .all()
          .toSorted((left, right) => byName.compare(left.name, right.name));
        return Promise.resolve(
          sorted.map(({ id, name, variableCount, damage }) => ({
            id,
            name,
            variableCount,
            ...(damage !== undefined && { damage }),
          })),
        );
      }),
    readEnvironment: (id) => read((context) => readEnvironment(context, id)),
    createEnvironment: (name, variables) => write((context) => createEnvironment(context, name, variables)),
    saveEnvironment: (id, name, variables, revision, overwrite = false) =>
      write((context) => saveEnvironment(context, id, name, variables, revision, overwrite)),
    duplicateEnvironment: (id) => write((context) => duplicateEnvironment(context, id)),
    deleteEnvironment: (id) => write((context) => deleteEnvironment(context, id)),

    readVariables: (scope) => read((context) => readVariables(context, scope)),
    async setVariable(scope, key, value) {
      // An extraction rule mostly finds what is there already. With a write under way, this one has to have its turn.
      const isSet = async () => {
        const id = 'id' in scope ? scope.id : '';
        const current = await live.keep(`current value ${scope.kind} ${id} ${key}`, () =>
          read((context) => readCurrentValue(context, scope, key)),
        );
        return current === value;
      };
      if (!live.isWriting && (await isSet()) && !live.isWriting) return;
      await write((context) => setVariable(context, scope, key, value));
    },
    revealVariable: (scope, key) => read((context) => revealVariable(context, scope, key)),

    importBatch: (batch, importOptions) => write((context) => importBatch(context, batch, importOptions)),
    describePaths: (paths) => read((context) => Promise.resolve(describePaths(context, paths))),
    listSecrets: () => read(listSecrets),
    changeOutside: (work) => write((context) => changeOutside(context, work), { canBringBack: true }),
    editTogether: (edit) =>
      // Its edits take the lock one by one.
      read((context) => editTogether(context, edit, (work) => write(work))),
    undo: (undoId) => write((context) => context.undoLog.run(undoId)),
    close: () => live.close(),
  };
}

const asNodes = ({ entries, undoId }: { entries: readonly Entry[]; undoId: UndoId }) => ({
  nodes: entries.map(toNode),
  undoId,
});
const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
