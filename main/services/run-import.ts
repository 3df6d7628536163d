import { pathSeparator } from '../../core/import/notes.ts';
import { looksLikeOkta } from '../../core/import/okta-cleanup.ts';
import type { ImportReport } from '../../core/import/report.ts';
import type { ItemId } from '../../core/ids.ts';
import type { CollectionItem, CollectionTree } from '../../core/workspace/collection.ts';
import type { TreeNode } from '../../core/workspace/tree-node.ts';
import type { AppContext } from '../app-context.ts';
import { type Gathered, withGathered } from '../import/gather-sources.ts';
import type { ImportResult } from '../storage/workspace-store.ts';
import type { CallContext, Service } from './service.ts';

/** Progress is told at most this often. */
const progressEveryMs = 100;

/**
 * Brings material into the workspace in one step that can be taken back: collections, environments, globals, data dumps
 * and cURL commands, from text, addresses, files and folders. The report says what came and what did not.
 *
 * @throws AppError ERR_IMPORT_* where nothing could be imported, ERR_CALL_CANCELLED, ERR_WORKSPACE_WRITE_FAILED
 */
export const runImport: Service<'import.run'> = async (app, { sources, allowPrivateAddresses }, call) => {
  const progress = createProgress(app, call);
  const fetching = { signal: call.signal, allowPrivateAddresses };
  return withGathered(app, sources, fetching, progress.tell, async (gathered) => {
    const result = await app.workspace.importBatch(
      {
        collections: gathered.collections,
        collectionFolders: gathered.folders.map((folder) => folder.path),
        environments: gathered.environments,
        globals: gathered.globals,
      },
      { signal: call.signal, onProgress: (done, total) => progress.tell(done, total, 'Writing files') },
    );
    return report(app, gathered, result);
  });
};

function createProgress(app: AppContext, { callId }: CallContext) {
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    tell(done: number, total: number, label: string): void {
      const now = app.now();
      if (done < total && now - toldAt < progressEveryMs) return;
      toldAt = now;
      app.emit('import.progressed', { callId, done, total, label });
    },
  };
}

async function report(app: AppContext, gathered: Gathered, result: ImportResult): Promise<ImportReport> {
  const [nodes, summaries] = await Promise.all([app.workspace.readTree(), app.workspace.listEnvironments()]);
  const trees = await readTrees(app, gathered, result);
  const known = trees.filter((tree) => tree !== undefined);
  const { leaves, notes } = countLeaves(gathered, result, nodes);
  return {
    undoId: result.undoId,
    formats: gathered.formats,
    collections: result.collectionIds.map((id, index) => ({
      id,
      name: nodes.find((node) => node.id === id)?.name ?? trees[index]?.definition.name ?? '',
      ...countTree(trees[index]),
    })),
    environments: result.environmentIds.map((id, index) => ({
      id,
      // It may have been counted up because the name was taken.
      name: summaries.find((summary) => summary.id === id)?.name ?? gathered.environments[index]?.name ?? '',
      variables: gathered.environments[index]?.variables.length ?? 0,
    })),
    globals: gathered.globals.length,
    notes: [...gathered.notes, ...notes],
    leaves,
    oktaCleanup: looksLikeOkta(known, gathered.environments),
  };
}

/** The imported collections in the order of the result; those that came as folders are read from the workspace. */
async function readTrees(
  app: AppContext,
  gathered: Gathered,
  result: ImportResult,
): Promise<(CollectionTree | undefined)[]> {
  const folders = result.collectionIds
    .slice(gathered.collections.length)
    .map((id) => app.workspace.readCollection(id).catch(() => undefined));
  return [...gathered.collections, ...(await Promise.all(folders))];
}

/**
 * Counts what really stands in the workspace now, item by item, and holds it against what was counted in the material
 * before anything was mapped.
 */
function countLeaves(
  gathered: Gathered,
  result: ImportResult,
  nodes: readonly TreeNode[],
): Pick<ImportReport, 'leaves' | 'notes'> {
  const leaves = { ...gathered.leaves, mapped: 0 };
  const notes: ImportReport['notes'] = [];
  result.collectionIds.forEach((id, index) => {
    const folder = gathered.folders[index - gathered.collections.length];
    for (const node of nodesUnder(nodes, id)) {
      const path = [folder?.source ?? '', node.name].filter((name) => name !== '').join(pathSeparator);
      if (node.kind === 'request' || node.kind === 'unsupported') leaves.mapped += 1;
      if (node.kind === 'unsupported') {
        const message = `Postern keeps this item (${node.detail ?? 'of another kind'}) and does not send it yet.`;
        notes.push({ code: 'item.kind', severity: 'unsupported', path, message });
      } else if (node.kind === 'damaged') {
        leaves.reported += 1;
        const message = `The file was kept as it is and cannot be read (${node.detail ?? 'damaged'}).`;
        notes.push({ code: 'item.damaged', severity: 'lost', path, message });
      }
    }
  });
  const missing = leaves.in - leaves.mapped - leaves.reported;
  if (missing !== 0) {
    const message = `The material holds ${leaves.in} requests and ${leaves.mapped} stand in the workspace now; ${leaves.reported} were named as lost. Please report this, and check the collections before you rely on them.`;
    notes.push({ code: 'import.miscount', severity: 'lost', path: '', message });
  }
  return { leaves, notes };
}

/** All nodes below one; the list has parents before children. */
function nodesUnder(nodes: readonly TreeNode[], rootId: ItemId): TreeNode[] {
  const inside = new Set<ItemId>([rootId]);
  return nodes.filter((node) => {
    if (node.parentId === undefined || !inside.has(node.parentId)) return false;
    inside.add(node.id);
    return true;
  });
}

type Counts = Pick<
  ImportReport['collections'][number],
  'folders' | 'requests' | 'examples' | 'scripts' | 'variables'
>;

function countTree(tree: CollectionTree | undefined): Counts {
  const counts: Counts = { folders: 0, requests: 0, examples: 0, scripts: 0, variables: 0 };
  if (tree === undefined) return counts;
  counts.scripts += tree.definition.scripts.length;
  counts.variables += tree.definition.variables.length;
  countItems(tree.items, counts);
  return counts;
}

function countItems(items: readonly CollectionItem[], counts: Counts): void {
  for (const item of items) {
    if (item.kind === 'request') {
      counts.requests += 1;
      counts.examples += item.outline?.exampleCount ?? item.examples.length;
      counts.scripts += item.outline?.scriptCount ?? item.request.scripts.length;
    } else {
      counts.folders += 1;
      counts.scripts += item.definition.scripts.length;
      counts.variables += item.definition.variables.length;
      countItems(item.items, counts);
    }
  }
}
