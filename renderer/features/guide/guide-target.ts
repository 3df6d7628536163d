import type { GuideTrack } from '../../../core/guide/guide-step.ts';
import { isOfTrack } from '../../../core/guide/set-up-auth.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { Definition } from '../../../core/workspace/definition.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { ancestorIds, indexTree, isContainer } from '../../../core/workspace/tree-view.ts';

type Nodes = Readonly<Record<ItemId, TreeNode>>;

const mostTargets = 120;

/** Collections and the folders right below them, in the order of the tree: what the checklist can work on. */
export function guideTargets(nodes: Nodes): TreeNode[] {
  const index = indexTree(nodes);
  return (index.get(undefined) ?? [])
    .flatMap((collection) => [collection, ...(index.get(collection.id) ?? []).filter(isContainer)])
    .filter(isContainer)
    .slice(0, mostTargets);
}

/** The name of a target with the collection it is in. */
export function targetName(nodes: Nodes, id: ItemId): string {
  return [...ancestorIds(nodes, id), id].map((each) => nodes[each]?.name ?? '').join(' / ');
}

/** The collection a target is in, or is. */
export function collectionOf(nodes: Nodes, id: ItemId): ItemId {
  return ancestorIds(nodes, id)[0] ?? id;
}

/** Gives the chosen target; without a choice the first that has a set-up of the track, else the first collection. */
export function findTarget(
  nodes: Nodes,
  definitions: Readonly<Record<ItemId, Definition>>,
  track: GuideTrack,
  chosenId: ItemId | undefined,
): ItemId | undefined {
  if (chosenId !== undefined && nodes[chosenId] !== undefined) return chosenId;
  const targets = guideTargets(nodes);
  return (targets.find(({ id }) => isOfTrack(definitions[id]?.auth, track)) ?? targets[0])?.id;
}
