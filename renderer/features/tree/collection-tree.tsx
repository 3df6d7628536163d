import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Download, Plus } from 'lucide-react';
import { type DropZone, resolveDrop } from '../../../core/workspace/tree-move.ts';
import { isContainer, type TreeIndex } from '../../../core/workspace/tree-view.ts';
import { useStore } from '../../store/store.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import type { ScrollHandle } from '../../ui/scroll-handle.ts';
import { hasMainModifier } from '../../ui/shortcut.ts';
import { Tree, type TreeRowState } from '../../ui/tree.tsx';
import { canCopy, moveByStep, pastePlace, treeMenu, type TreeMenuContext } from './tree-menu.tsx';
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

/** Keys beside those every tree has. */
function handleRowKey(event: KeyboardEvent, row: CollectionRow, context: TreeMenuContext): boolean {
  const { tree } = context;
  if (event.altKey && !event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    moveByStep(context, row.id, event.key === 'ArrowUp' ? -1 : 1);
    return true;
  }
  if (event.key === 'Escape' && tree.cutId !== undefined) {
    tree.cut(undefined);
    return true;
  }
  if (!hasMainModifier(event) || event.shiftKey || event.altKey) return false;
  switch (event.key.toLowerCase()) {
    case 'd':
      if (row.node.kind !== 'damaged') void tree.duplicate(row.id);
      return true;
    case 'x':
      if (row.node.kind !== 'collection') tree.cut(row.id);
      return true;
    case 'c':
      if (canCopy(row.node)) tree.copy(row.id);
      return true;
    case 'v': {
      const place = pastePlace(context, row.node);
      if (place !== undefined) void tree.paste(place.parentId, place.beforeId);
      // Else what is on the system's clipboard is meant.
      return place !== undefined || tree.cutId !== undefined;
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
  const context = useCallback((): TreeMenuContext => {
    const { tree: current, outgoing, runner } = useStore.getState();
    return {
      tree: current,
      index,
      copyCurl: (itemId) => void outgoing.copyCurl({ itemId }),
      run: runner.open,
    };
  }, [index]);
  const [hovered] = useState(createHoveredRow);
  const menuFor = useRef<string>(undefined);

  const placeFor = (row: CollectionRow, target: CollectionRow, zone: DropZone) =>
    resolveDrop(tree.nodes, index, {
      id: row.id,
      targetId: target.id,
      zone,
      isTargetExpanded: target.isExpanded === true,
    });
  // One menu for the whole tree: one for each line would be built anew for every line that scrolls into sight.
  const menuEntries = () => {
    const node = tree.nodes[menuFor.current ?? ''];
    return node === undefined ? backgroundMenu() : treeMenu(context(), node);
  };
  return (
    <HoveredRowContext value={hovered}>
      <TreeContext value={context}>
        <ContextMenu items={menuEntries} onOpenChange={hovered.hold}>
          <div
            ref={list}
            className={styles['tree']}
            onContextMenuCapture={(event) => {
              menuFor.current = rowIdOf(event.target);
            }}
            onPointerOver={(event) => hovered.set(rowIdOf(event.target))}
            onPointerLeave={() => hovered.set(undefined)}
          >
            <Tree
              label="Collections"
              rows={rows}
              selectedId={openId}
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
              onDelete={(row) => void tree.delete(row.id)}
              onRowKey={(event, row) => handleRowKey(event, row, context())}
              canDrop={(row, target, zone) => placeFor(row, target, zone) !== undefined}
              onMove={(row, target, zone) => {
                const place = placeFor(row, target, zone);
                if (place !== undefined) void tree.move(row.id, place.parentId, place.beforeId);
              }}
            />
          </div>
        </ContextMenu>
      </TreeContext>
    </HoveredRowContext>
  );
}
