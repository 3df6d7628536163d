import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Download, Plus } from 'lucide-react';
import type { ItemId } from '../../../core/ids.ts';
import { type DropZone, resolveDrop } from '../../../core/workspace/tree-move.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { isContainer, type TreeIndex } from '../../../core/workspace/tree-view.ts';
import { useStore } from '../../store/store.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import type { ScrollHandle } from '../../ui/scroll-handle.ts';
import { hasMainModifier } from '../../ui/shortcut.ts';
import { Tree, type TreeRowState } from '../../ui/tree.tsx';
import { useTreeMarks } from '../git/public.ts';
import {
  actedIds,
  canCopy,
  canCut,
  moveByStep,
  pastePlace,
  severalMenu,
  treeMenu,
  type TreeMenuContext,
} from './tree-menu.tsx';
import { createHoveredRow, HoveredRowContext } from './hovered-row.ts';
import { RowEnd } from './row-end.tsx';
import { TreeContext } from './tree-context.ts';
import { RowIcon, RowLabel } from './tree-row-parts.tsx';
import type { CollectionRow } from './tree-rows.ts';
import styles from './tree-panel.module.css';

export type CollectionTreeProps = { rows: readonly CollectionRow[]; index: TreeIndex };

// The same functions each time, so that a line that stays as it is is not drawn again.
const renderIcon = (row: CollectionRow) => <RowIcon row={row} />;
const renderLabel = (row: CollectionRow) => <RowLabel row={row} />;
const renderEnd = (row: CollectionRow, { isFocused }: TreeRowState) => (
  <RowEnd row={row} isFocused={isFocused} />
);

/** The item whose tab is open, where the tree has it. */
function useOpenItemId(): string | undefined {
  return useStore((state) => {
    const tab = state.tabs.tabs.find((open) => open.key === state.tabs.activeKey);
    return tab?.itemId !== undefined && state.tree.nodes[tab.itemId] !== undefined ? tab.itemId : undefined;
  });
}

/** What is chosen of the lines in sight, from top to bottom: nothing is done with what somebody does not see. */
function useChosenInSight(rows: readonly CollectionRow[]): readonly ItemId[] {
  const chosenIds = useStore((state) => state.tree.chosenIds);
  return useMemo(() => {
    if (chosenIds.length === 0) return chosenIds;
    const chosen = new Set(chosenIds);
    return rows.flatMap(({ id }) => (chosen.has(id) ? [id] : []));
  }, [chosenIds, rows]);
}

/** Scrolls to the item that is to be revealed, once its line is there. */
function useReveal(rows: readonly CollectionRow[]) {
  const revealed = useStore((state) => state.tree.revealed);
  const list = useRef<HTMLDivElement>(null);
  const handle = useRef<ScrollHandle>(null);
  const done = useRef<object>(undefined);
  useEffect(() => {
    if (revealed === undefined || done.current === revealed) return;
    const index = rows.findIndex((row) => row.id === revealed.id);
    if (index === -1) return;
    done.current = revealed;
    handle.current?.scrollToIndex(index);
    if (!revealed.takesFocus) return;
    // The line exists only after the list has scrolled and drawn.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        list.current?.querySelector<HTMLElement>(`[data-tree-id="${CSS.escape(revealed.id)}"]`)?.focus();
      });
    });
  }, [revealed, rows]);
  return { list, handle };
}

/** Keys beside those every tree has. They are about all that is chosen where the line is among it. */
function handleRowKey(event: KeyboardEvent, row: CollectionRow, context: TreeMenuContext): boolean {
  const { tree } = context;
  const ids = actedIds(context, row.id);
  if (event.altKey && !event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    moveByStep(context, ids, event.key === 'ArrowUp' ? -1 : 1);
    return true;
  }
  if (event.key === 'Escape' && tree.cutIds.length > 0) {
    tree.cut();
    return true;
  }
  if (!hasMainModifier(event) || event.shiftKey || event.altKey) return false;
  const can = (allowed: (node: TreeNode) => boolean) =>
    ids.every((id) => tree.nodes[id] !== undefined && allowed(tree.nodes[id]));
  switch (event.key.toLowerCase()) {
    case 'd':
      if (can(({ kind }) => kind !== 'damaged')) void tree.duplicate(...ids);
      return true;
    case 'x':
      if (can(canCut)) tree.cut(...ids);
      return true;
    case 'c':
      if (can(canCopy)) tree.copy(...ids);
      return true;
    case 'z':
      // Else the last edit of the open request is meant.
      if (tree.steps.length === 0) return false;
      void tree.undo();
      return true;
    case 'v': {
      const place = pastePlace(context, row.node);
      if (place !== undefined) void tree.paste(place.parentId, place.beforeId);
      // Else what is on the system's clipboard is meant.
      return place !== undefined || tree.cutIds.length > 0;
    }
    default:
      return false;
  }
}

/** The id of the line an event happened on. */
function rowIdOf(target: EventTarget): string | undefined {
  const line = target instanceof Element ? target.closest<HTMLElement>('[data-tree-id]') : null;
  return line?.dataset['treeId'];
}

/** What can be done where there is no line. */
function backgroundMenu(): MenuEntry[] {
  const { tree, imports } = useStore.getState();
  return [
    { label: 'New collection', icon: <Plus />, onSelect: () => void tree.create('collection', undefined) },
    { label: 'Import', icon: <Download />, onSelect: () => imports.openDialog('import') },
  ];
}

/** The collections as a tree: open, rename, move, copy and delete by pointer and keyboard. */
export function CollectionTree({ rows, index }: CollectionTreeProps) {
  const tree = useStore((state) => state.tree);
  const openId = useOpenItemId();
  const { list, handle } = useReveal(rows);
  const chosenIds = useChosenInSight(rows);
  useTreeMarks();
  const context = useCallback((): TreeMenuContext => {
    const { tree: current, outgoing, runner } = useStore.getState();
    return {
      tree: current,
      index,
      chosenIds,
      copyCurl: (itemId) => void outgoing.copyCurl({ itemId }),
      run: runner.open,
    };
  }, [index, chosenIds]);
  const [hovered] = useState(createHoveredRow);
  const menuFor = useRef<string>(undefined);

  const placeFor = (row: CollectionRow, target: CollectionRow, zone: DropZone) =>
    resolveDrop(tree.nodes, index, {
      ids: actedIds(context(), row.id),
      targetId: target.id,
      zone,
      isTargetExpanded: target.isExpanded === true,
    });
  // One menu for the whole tree: one for each line would be built anew for every line that scrolls into sight.
  const menuEntries = () => {
    const node = tree.nodes[menuFor.current ?? ''];
    if (node === undefined) return backgroundMenu();
    const isOfSeveral = chosenIds.length > 1 && chosenIds.includes(node.id);
    return isOfSeveral ? severalMenu(context(), node) : treeMenu(context(), node);
  };
  return (
    <HoveredRowContext value={hovered}>
      <TreeContext value={context}>
        <ContextMenu items={menuEntries} onOpenChange={hovered.hold}>
          <div
            ref={list}
            className={styles['tree']}
            onContextMenuCapture={(event) => {
              const id = rowIdOf(event.target);
              menuFor.current = id;
              // The menu is about what is seen to be chosen.
              if (id === undefined || !chosenIds.includes(id)) tree.choose([]);
            }}
            onPointerOver={(event) => hovered.set(rowIdOf(event.target))}
            onPointerLeave={() => hovered.set(undefined)}
          >
            <Tree
              label="Collections"
              rows={rows}
              selectedId={openId}
              chosenIds={chosenIds}
              onChoose={tree.choose}
              handle={handle}
              onToggle={(row, isExpanded) => tree.setExpanded(row.id, isExpanded)}
              onActivate={(row, keeps) => {
                if (isContainer(row.node) && !keeps) tree.setExpanded(row.id, row.isExpanded !== true);
                else tree.open(row.id, { preview: !keeps });
              }}
              renderIcon={renderIcon}
              renderLabel={renderLabel}
              renderEnd={renderEnd}
              renamingId={tree.renamingId}
              onRenameStart={(row) => tree.startRename(row.id)}
              onRenameEnd={(row, name) => {
                tree.startRename(undefined);
                if (name !== undefined) void tree.rename(row.id, name);
              }}
              onDelete={(row) => void tree.delete(...actedIds(context(), row.id))}
              onRowKey={(event, row) => handleRowKey(event, row, context())}
              canDrop={(row, target, zone) => placeFor(row, target, zone) !== undefined}
              onMove={(row, target, zone) => {
                const place = placeFor(row, target, zone);
                if (place === undefined) return;
                void tree.move(actedIds(context(), row.id), place.parentId, place.beforeId);
              }}
            />
          </div>
        </ContextMenu>
      </TreeContext>
    </HoveredRowContext>
  );
}
