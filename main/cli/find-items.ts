import { AppError } from '../../core/errors.ts';
import type { ItemId } from '../../core/ids.ts';
import type { TreeNode } from '../../core/workspace/tree-node.ts';

const suggestionLimit = 10;

/** Gives the one item of a list, or refuses: none, or several that cannot be told apart. */
function onlyOne(found: readonly { id: ItemId }[], what: string, known: readonly string[]): ItemId {
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first.id;
  const details = { name: what, known: known.slice(0, suggestionLimit), found: found.length };
  if (first === undefined) {
    const hint =
      known.length === 0 ? 'There are none.' : `There are: ${known.slice(0, suggestionLimit).join(', ')}.`;
    throw new AppError('ERR_WORKSPACE_ITEM_NOT_FOUND', `"${what}" was not found. ${hint}`, { details });
  }
  throw new AppError(
    'ERR_CLI_AMBIGUOUS',
    `There are ${found.length} items called "${what}". Rename one of them in Postern.`,
    { details },
  );
}

/** Finds the requests whose names from the collection down read `Collection/Folder/Request`; names may contain `/`. */
function matchPath(nodes: readonly TreeNode[], path: string): TreeNode[] {
  const childrenOf = new Map<string, TreeNode[]>();
  for (const node of nodes) {
    const siblings = childrenOf.get(node.parentId ?? '');
    if (siblings === undefined) childrenOf.set(node.parentId ?? '', [node]);
    else siblings.push(node);
  }
  const visit = (parentId: string, rest: string): TreeNode[] =>
    (childrenOf.get(parentId) ?? []).flatMap((node) => {
      if (node.kind === 'request') return node.name === rest ? [node] : [];
      return rest.startsWith(`${node.name}/`) ? visit(node.id, rest.slice(node.name.length + 1)) : [];
    });
  return visit('', path);
}

/**
 * Finds a request by the names from its collection down.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_CLI_AMBIGUOUS
 */
export function findRequest(nodes: readonly TreeNode[], path: string): ItemId {
  const collections = nodes.filter((node) => node.kind === 'collection').map((node) => node.name);
  return onlyOne(matchPath(nodes, path), path, collections);
}

/**
 * Finds a collection, folder or request by the names from its collection down.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_CLI_AMBIGUOUS
 */
export function findItem(nodes: readonly TreeNode[], path: string): ItemId {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const pathOf = (node: TreeNode): string => {
    const parent = node.parentId === undefined ? undefined : byId.get(node.parentId);
    return parent === undefined ? node.name : `${pathOf(parent)}/${node.name}`;
  };
  const collections = nodes.filter((node) => node.kind === 'collection').map((node) => node.name);
  const found = nodes.filter((node) => pathOf(node) === path);
  return onlyOne(found, path, collections);
}

/**
 * Finds a collection or an environment by its name.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_CLI_AMBIGUOUS
 */
export function findByName(items: readonly { id: ItemId; name: string }[], name: string): ItemId {
  const found = items.filter((item) => item.name === name);
  return onlyOne(
    found,
    name,
    items.map((item) => item.name),
  );
}
