import type { ItemId } from '../ids.ts';
import { indexTree } from '../workspace/tree-view.ts';
import type { TreeNode } from '../workspace/tree-node.ts';

/** One request of a run. */
export interface RunStep {
  id: ItemId;
  name: string;
  method: string;
  /** Names of the folders between what is run and the request, outermost first. */
  folders: string[];
}

/** Gives the requests of a collection or folder in the order of the tree; of a request, itself. */
export function planRun(nodes: readonly TreeNode[], id: ItemId): RunStep[] {
  const byId = Object.fromEntries(nodes.map((node) => [node.id, node]));
  const index = indexTree(byId);
  const steps: RunStep[] = [];
  const visit = (node: TreeNode, folders: string[]) => {
    if (node.kind === 'request') {
      steps.push({ id: node.id, name: node.name, method: node.method ?? 'GET', folders });
    }
    const inside = node.id === id ? [] : [...folders, node.name];
    for (const child of index.get(node.id) ?? []) visit(child, inside);
  };
  const root = byId[id];
  if (root !== undefined) visit(root, []);
  return steps;
}

/** Puts the steps of a run into an order of its own; those it does not name come after, as the tree has them. */
export function orderSteps(steps: readonly RunStep[], order: readonly ItemId[] | undefined): RunStep[] {
  if (order === undefined) return [...steps];
  const places = new Map(order.map((id, place) => [id, place]));
  const placeOf = ({ id }: RunStep) => places.get(id) ?? order.length;
  return steps.toSorted((left, right) => placeOf(left) - placeOf(right));
}

/** Gives the order with the step at `from` taken out and put before what stands at `before`. */
export function moveStep(steps: readonly RunStep[], from: number, before: number): ItemId[] {
  const ids = steps.map(({ id }) => id);
  const [moved] = ids.splice(from, 1);
  if (moved !== undefined) ids.splice(before > from ? before - 1 : before, 0, moved);
  return ids;
}
