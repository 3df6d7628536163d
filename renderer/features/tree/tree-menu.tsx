import {
  ArrowDown,
  ArrowUp,
  CirclePlay,
  ClipboardPaste,
  Copy,
  CopyPlus,
  FilePlus,
  FolderPlus,
  Pencil,
  Scissors,
  Settings2,
  SquareTerminal,
  Trash2,
  Upload,
} from 'lucide-react';
import { countOf } from '../../../core/count-of.ts';
import type { ItemId } from '../../../core/ids.ts';
import { canStandIn, stepPlace, topmostIds } from '../../../core/workspace/tree-move.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { isContainer, type TreeIndex } from '../../../core/workspace/tree-view.ts';
import type { TreeSlice } from './tree-slice.ts';
import type { MenuEntry } from '../../ui/menu-entry.ts';

/** What the menus and keys of the tree need to know. */
export interface TreeMenuContext {
  tree: TreeSlice;
  index: TreeIndex;
  /** What is chosen and in sight, from top to bottom; empty while it is about one. */
  chosenIds: readonly ItemId[];
  copyCurl: (id: ItemId) => void;
  run: (id: ItemId) => void;
}

/** What is done something with at a line: all that is chosen where the line is among it, else the line alone. */
export function actedIds({ tree, chosenIds }: TreeMenuContext, id: ItemId): ItemId[] {
  return chosenIds.includes(id) ? topmostIds(tree.nodes, chosenIds) : [id];
}

/** Where what was cut or copied would go when pasted at a node: into it, or after it. */
export function pastePlace({ tree, index }: TreeMenuContext, at: TreeNode) {
  const { nodes, cutIds, copiedIds } = tree;
  const heldIds = cutIds.length > 0 ? cutIds : copiedIds;
  const canStand = (parentId: ItemId | undefined) => heldIds.every((id) => canStandIn(nodes, id, parentId));
  if (heldIds.length === 0) return undefined;
  if (isContainer(at) && canStand(at.id)) return { parentId: at.id, beforeId: undefined };
  if (!canStand(at.parentId)) return undefined;
  const siblings = index.get(at.parentId) ?? [];
  const after = siblings.slice(siblings.findIndex((sibling) => sibling.id === at.id) + 1);
  const next = after.find(({ id }) => !cutIds.includes(id));
  return { parentId: at.parentId, beforeId: next?.id };
}

/** Moves items of one parent a step among their siblings; false at the ends. */
export function moveByStep({ tree, index }: TreeMenuContext, ids: readonly ItemId[], step: -1 | 1): boolean {
  const place = stepPlace(tree.nodes, index, ids, step);
  if (place === undefined) return false;
  void tree.move(ids, place.parentId, place.beforeId);
  return true;
}

/** A collection stays at the top. */
export function canCut({ kind }: TreeNode): boolean {
  return kind !== 'collection';
}

/** What copies can be pasted of: a collection stands in no other place, and what cannot be read cannot be copied. */
export function canCopy({ kind }: TreeNode): boolean {
  return kind !== 'collection' && kind !== 'damaged';
}

/** Waits until a closing menu has given the focus back; it would take it out of the field that opens otherwise. */
function afterMenu(step: () => void): void {
  requestAnimationFrame(() => setTimeout(step));
}

function createEntries({ tree }: TreeMenuContext, node: TreeNode): MenuEntry[] {
  const isHere = isContainer(node);
  const parentId = isHere ? node.id : node.parentId;
  return [
    { label: 'New request', icon: <FilePlus />, onSelect: () => void tree.create('request', parentId) },
    { label: 'New folder', icon: <FolderPlus />, onSelect: () => void tree.create('folder', parentId) },
  ];
}

/** Moving, for one item and for several: `what` is `3 items`, and is said where it is not plain. */
function moveEntries(context: TreeMenuContext, at: TreeNode, ids: readonly ItemId[], what = ''): MenuEntry[] {
  const { tree, index } = context;
  const named = (verb: string) => (what === '' ? verb : `${verb} ${what}`);
  const nodes = ids.flatMap((id) => tree.nodes[id] ?? []);
  const canStep = (step: -1 | 1) => stepPlace(tree.nodes, index, ids, step) !== undefined;
  const entries: MenuEntry[] = [];
  if (nodes.every(canCut)) {
    entries.push({
      label: named('Cut'),
      icon: <Scissors />,
      shortcut: 'Mod+X',
      onSelect: () => tree.cut(...ids),
    });
  }
  if (nodes.every(canCopy)) {
    entries.push({
      label: named('Copy'),
      icon: <CopyPlus />,
      shortcut: 'Mod+C',
      onSelect: () => tree.copy(...ids),
    });
  }
  const steps: MenuEntry[] = [
    {
      label: 'Move up',
      icon: <ArrowUp />,
      shortcut: 'Alt+ArrowUp',
      disabled: !canStep(-1),
      onSelect: () => void moveByStep(context, ids, -1),
    },
    {
      label: 'Move down',
      icon: <ArrowDown />,
      shortcut: 'Alt+ArrowDown',
      disabled: !canStep(1),
      onSelect: () => void moveByStep(context, ids, 1),
    },
  ];
  return [...entries, ...pasteEntry(context, at), ...steps];
}

function pasteEntry(context: TreeMenuContext, at: TreeNode): MenuEntry[] {
  const { tree } = context;
  const place = pastePlace(context, at);
  if (place === undefined) return [];
  const heldIds = tree.cutIds.length > 0 ? tree.cutIds : tree.copiedIds;
  const name = tree.nodes[heldIds[0] ?? '']?.name ?? '';
  const shown = `“${name.length > 24 ? `${name.slice(0, 23)}…` : name}”`;
  return [
    {
      label: `Paste ${heldIds.length === 1 ? shown : countOf(heldIds.length, 'item')}`,
      icon: <ClipboardPaste />,
      shortcut: 'Mod+V',
      onSelect: () => void tree.paste(place.parentId, place.beforeId),
    },
  ];
}

/** What can be done with several items at once, seen from one of them. */
export function severalMenu(context: TreeMenuContext, at: TreeNode): MenuEntry[] {
  const { tree } = context;
  const ids = actedIds(context, at.id);
  const what = countOf(context.chosenIds.length, 'item');
  const isWhole = ids.every((id) => tree.nodes[id]?.kind !== 'damaged');
  const duplicate: MenuEntry = {
    label: `Duplicate ${what}`,
    icon: <Copy />,
    shortcut: 'Mod+D',
    onSelect: () => void tree.duplicate(...ids),
  };
  return [
    ...(isWhole ? [duplicate, { kind: 'separator' as const }] : []),
    ...moveEntries(context, at, ids, what),
    { kind: 'separator' },
    {
      label: `Delete ${what}`,
      icon: <Trash2 />,
      shortcut: 'Delete',
      danger: true,
      onSelect: () => void tree.delete(...ids),
    },
  ];
}

/** Everything that can be done with one item of the tree. */
export function treeMenu(context: TreeMenuContext, node: TreeNode): MenuEntry[] {
  const { tree } = context;
  const rename: MenuEntry = {
    label: 'Rename',
    icon: <Pencil />,
    shortcut: 'F2',
    onSelect: () => afterMenu(() => tree.startRename(node.id)),
  };
  const remove: MenuEntry = {
    label: 'Delete',
    icon: <Trash2 />,
    shortcut: 'Delete',
    danger: true,
    onSelect: () => void tree.delete(node.id),
  };
  if (node.kind === 'damaged' || node.kind === 'unsupported') {
    return [...moveEntries(context, node, [node.id]), { kind: 'separator' }, remove];
  }
  const duplicate: MenuEntry = {
    label: 'Duplicate',
    icon: <Copy />,
    shortcut: 'Mod+D',
    onSelect: () => void tree.duplicate(node.id),
  };
  const run: MenuEntry = { label: 'Run…', icon: <CirclePlay />, onSelect: () => context.run(node.id) };
  const edit: MenuEntry = { label: 'Edit', icon: <Settings2 />, onSelect: () => tree.open(node.id) };
  const copyCurl: MenuEntry[] =
    node.kind === 'request'
      ? [{ label: 'Copy as cURL', icon: <SquareTerminal />, onSelect: () => context.copyCurl(node.id) }]
      : [];
  const exports: MenuEntry[] =
    node.kind === 'collection'
      ? [
          { kind: 'separator' },
          {
            label: 'Export as Postman v2.1…',
            icon: <Upload />,
            onSelect: () => void tree.startExport(node.id),
          },
        ]
      : [];
  return [
    ...createEntries(context, node),
    { kind: 'separator' },
    ...(isContainer(node) ? [run, edit] : []),
    rename,
    duplicate,
    ...copyCurl,
    { kind: 'separator' },
    ...moveEntries(context, node, [node.id]),
    ...exports,
    { kind: 'separator' },
    remove,
  ];
}
