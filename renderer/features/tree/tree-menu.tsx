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
import type { ItemId } from '../../../core/ids.ts';
import { canStandIn, stepPlace } from '../../../core/workspace/tree-move.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { isContainer, type TreeIndex } from '../../../core/workspace/tree-view.ts';
import type { TreeSlice } from './tree-slice.ts';
import type { MenuEntry } from '../../ui/menu-entry.ts';

/** What the menus and keys of the tree need to know. */
export interface TreeMenuContext {
  tree: TreeSlice;
  index: TreeIndex;
  copyCurl: (id: ItemId) => void;
  run: (id: ItemId) => void;
}

/** Where what was cut or copied would go when pasted at a node: into it, or after it. */
export function pastePlace({ tree, index }: TreeMenuContext, at: TreeNode) {
  const { nodes, cutId, copiedId } = tree;
  const heldId = cutId ?? copiedId;
  if (heldId === undefined) return undefined;
  if (isContainer(at) && canStandIn(nodes, heldId, at.id)) return { parentId: at.id, beforeId: undefined };
  if (!canStandIn(nodes, heldId, at.parentId)) return undefined;
  const siblings = index.get(at.parentId) ?? [];
  const next = siblings[siblings.findIndex((sibling) => sibling.id === at.id) + 1];
  return { parentId: at.parentId, beforeId: next?.id };
}

/** Moves an item one step among its siblings; false at the ends. */
export function moveByStep({ tree, index }: TreeMenuContext, id: ItemId, step: -1 | 1): boolean {
  const place = stepPlace(tree.nodes, index, id, step);
  if (place === undefined) return false;
  void tree.move(id, place.parentId, place.beforeId);
  return true;
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

function moveEntries(context: TreeMenuContext, node: TreeNode): MenuEntry[] {
  const { tree, index } = context;
  const canStep = (step: -1 | 1) => stepPlace(tree.nodes, index, node.id, step) !== undefined;
  const place = pastePlace(context, node);
  const entries: MenuEntry[] = [];
  if (node.kind !== 'collection') {
    entries.push({ label: 'Cut', icon: <Scissors />, shortcut: 'Mod+X', onSelect: () => tree.cut(node.id) });
  }
  if (canCopy(node)) {
    entries.push({
      label: 'Copy',
      icon: <CopyPlus />,
      shortcut: 'Mod+C',
      onSelect: () => tree.copy(node.id),
    });
  }
  if (place !== undefined) {
    const name = tree.nodes[tree.cutId ?? tree.copiedId ?? '']?.name ?? '';
    entries.push({
      label: `Paste “${name.length > 24 ? `${name.slice(0, 23)}…` : name}”`,
      icon: <ClipboardPaste />,
      shortcut: 'Mod+V',
      onSelect: () => void tree.paste(place.parentId, place.beforeId),
    });
  }
  return [
    ...entries,
    {
      label: 'Move up',
      icon: <ArrowUp />,
      shortcut: 'Alt+ArrowUp',
      disabled: !canStep(-1),
      onSelect: () => void moveByStep(context, node.id, -1),
    },
    {
      label: 'Move down',
      icon: <ArrowDown />,
      shortcut: 'Alt+ArrowDown',
      disabled: !canStep(1),
      onSelect: () => void moveByStep(context, node.id, 1),
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
    return [...moveEntries(context, node), { kind: 'separator' }, remove];
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
    ...moveEntries(context, node),
    ...exports,
    { kind: 'separator' },
    remove,
  ];
}
