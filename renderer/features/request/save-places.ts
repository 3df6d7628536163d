import type { Request } from '../../../core/http/request.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { pathOfAddress, untitled } from './untitled-request.ts';

/** A collection or folder that a request can be saved in. */
export interface Place {
  id: ItemId;
  name: string;
  kind: 'collection' | 'folder';
  depth: number;
  /** Names of what is around it, outermost first. */
  path: string;
}

function bySiblingOrder(left: TreeNode, right: TreeNode): number {
  return (left.order ?? Infinity) - (right.order ?? Infinity) || left.name.localeCompare(right.name);
}

/** Every collection and folder, each before what it holds. */
export function placesOf(nodes: Readonly<Record<ItemId, TreeNode>>): Place[] {
  const children = new Map<ItemId | undefined, TreeNode[]>();
  for (const node of Object.values(nodes)) {
    if (node.kind !== 'collection' && node.kind !== 'folder') continue;
    const siblings = children.get(node.parentId);
    if (siblings === undefined) children.set(node.parentId, [node]);
    else siblings.push(node);
  }
  const places: Place[] = [];
  const add = (parentId: ItemId | undefined, depth: number, path: string) => {
    for (const { id, name, kind } of (children.get(parentId) ?? []).toSorted(bySiblingOrder)) {
      places.push({ id, name, kind: kind === 'folder' ? 'folder' : 'collection', depth, path });
      add(id, depth + 1, path === '' ? name : `${path} / ${name}`);
    }
  };
  add(undefined, 0, '');
  return places;
}

/** The places whose name, or path, holds every word of a search. */
export function matchingPlaces(places: readonly Place[], search: string): Place[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return places.filter(({ name, path }) => {
    const text = `${path} ${name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** A name for a request that has none yet: its last fixed path segments, as `GET /api/v1/users`. */
export function proposedName(name: string, request: Request): string {
  const path = name === untitled ? pathOfAddress(request.url) : undefined;
  if (path === undefined) return name;
  return `${request.method === '' ? 'GET' : request.method} ${path}`;
}
