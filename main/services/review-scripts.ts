import { collectScripts, type FoundScript, ownScripts } from '../../core/scripts/collect-scripts.ts';
import type { ScriptOrigin } from '../../core/scripts/script-report.ts';
import type { CollectionItem, CollectionTree } from '../../core/workspace/collection.ts';
import type { Script } from '../../core/workspace/script.ts';
import type { OperationParsedInput } from '../../core/contract.ts';
import type { AppContext } from '../app-context.ts';
import { hashScript } from '../scripts/hash-script.ts';
import { readName } from './request-source.ts';
import type { Service } from './service.ts';

/**
 * Shows the scripts around a request, or all in a collection or folder, and whether each may run.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND
 */
export const reviewScripts: Service<'script.review'> = async (app, input) => {
  const found = input.withinId === undefined ? await around(app, input) : await within(app, input.withinId);
  return {
    scripts: found.map((script) => {
      const hash = hashScript(script.code);
      return { ...script, hash, allowed: app.scriptConsents.has(hash) };
    }),
  };
};

async function around(app: AppContext, input: OperationParsedInput<'script.review'>): Promise<FoundScript[]> {
  const { id, parentId } = input;
  const place = id ?? parentId;
  const stored =
    id === undefined || input.request !== undefined ? undefined : await app.workspace.readRequest(id);
  const request = {
    id,
    name: await readName(app, input),
    scripts: (input.request ?? stored?.request)?.scripts ?? [],
  };
  const ancestors = place === undefined ? [] : await app.workspace.readAncestors(place);
  return [
    ...collectScripts('beforeRequest', request, ancestors),
    ...collectScripts('afterResponse', request, ancestors),
  ];
}

async function within(app: AppContext, id: string): Promise<FoundScript[]> {
  const [tree, ancestors] = await Promise.all([
    app.workspace.readCollection(id),
    app.workspace.readAncestors(id),
  ]);
  return ofContainer(tree, ancestors.length > 1 ? 'folder' : 'collection');
}

function ofContainer({ definition, items }: CollectionTree, kind: 'collection' | 'folder'): FoundScript[] {
  return [...both(definition.scripts, { kind, name: definition.name }), ...items.flatMap(ofItem)];
}

function ofItem(item: CollectionItem): FoundScript[] {
  if (item.kind === 'folder') return ofContainer(item, 'folder');
  return both(item.request.scripts, { kind: 'request', name: item.name });
}

function both(scripts: readonly Script[], from: ScriptOrigin): FoundScript[] {
  return [...ownScripts(scripts, 'beforeRequest', from), ...ownScripts(scripts, 'afterResponse', from)];
}
