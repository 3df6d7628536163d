import { countOf } from '../../../core/count-of.ts';
import { isAppError } from '../../../core/errors.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';

/** The Node side keeps the last hundred steps: more at once could not be taken back as a whole. */
export const mostAtOnce = 100;

/** How far something came that is done with items one after the other. */
export interface InTurn<Done> {
  done: { node: TreeNode; result: Done }[];
  /** What could not be done, and those after it that were left alone. */
  failure: { node: TreeNode; error: unknown; left: TreeNode[] } | undefined;
}

/** Does something with items one after the other, until one of them refuses. */
export async function inTurn<Done>(
  nodes: readonly TreeNode[],
  step: (node: TreeNode) => Promise<Done>,
): Promise<InTurn<Done>> {
  const done: InTurn<Done>['done'] = [];
  for (const [at, node] of nodes.entries()) {
    try {
      done.push({ node, result: await step(node) });
    } catch (error) {
      return { done, failure: { node, error, left: nodes.slice(at + 1) } };
    }
  }
  return { done, failure: undefined };
}

/** Gives names to read: all of a few, or the first ones and how many more they are. */
export function namesOf(nodes: readonly TreeNode[]): string {
  const shown = nodes.length > 4 ? nodes.slice(0, 3) : nodes;
  const names = shown.map(({ name }) => `“${name}”`);
  const last = shown.length < nodes.length ? `${nodes.length - shown.length} more` : names.pop();
  return names.length === 0 ? (last ?? '') : `${names.join(', ')} and ${last}`;
}

/** What stopped half-way, to show: which items went, which did not, and why. `did` is such as `Deleted`. */
export function halfWayNotice(did: string, { done, failure }: InTurn<unknown>) {
  const { error, left = [], node } = failure ?? {};
  const why = error instanceof Error ? error.message : String(error);
  const went = done.length === 0 ? `${did} nothing` : `${did} ${namesOf(done.map((each) => each.node))}`;
  const others = left.length === 0 ? '' : ` Left as before: ${namesOf(left)}.`;
  return {
    kind: 'error' as const,
    text: `${went}. “${node?.name}” refused: ${why}${others}`,
    ...(isAppError(error) ? { code: error.code } : {}),
  };
}

/** Says that so many items are too many for one step. */
export function tooManyNotice(count: number) {
  return {
    kind: 'warning' as const,
    text: `${countOf(count, 'item')} are too many for one step. Choose ${mostAtOnce} at most, or the folder they are in.`,
  };
}
