import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { Ellipsis, FilePlus } from 'lucide-react';
import { type DropZone, resolveDrop } from '../../../core/workspace/tree-move.ts';
import { isContainer, type TreeIndex } from '../../../core/workspace/tree-view.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { ScrollHandle } from '../../ui/scroll-handle.ts';
import { hasMainModifier } from '../../ui/shortcut.ts';
import { Tree } from '../../ui/tree.tsx';
import { moveByStep, pastePlace, treeMenu, type TreeMenuContext } from './tree-menu.tsx';
import { kindHint, RowIcon, RowLabel } from './tree-row-parts.tsx';
import type { CollectionRow } from './tree-rows.ts';
import styles from './tree-panel.module.css';

export type CollectionTreeProps = { rows: readonly CollectionRow[]; index: TreeIndex };

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
    case 'v': {
      const place = pastePlace(context, row.node);
      if (place !== undefined && tree.cutId !== undefined)
        void tree.move(tree.cutId, place.parentId, place.beforeId);
      return true;
    }
    default:
      return false;
  }
}

/** The collections as a tree: open, rename, move, copy and delete by pointer and keyboard. */
export function CollectionTree({ rows, index }: CollectionTreeProps) {
  const tree = useStore((state) => state.tree);
  const openId = useOpenItemId();
  const { list, handle } = useReveal(rows);
  const context = useMemo(() => ({ tree, index }), [tree, index]);

  const placeFor = (row: CollectionRow, target: CollectionRow, zone: DropZone) =>
    resolveDrop(tree.nodes, index, {
      id: row.id,
      targetId: target.id,
      zone,
      isTargetExpanded: target.isExpanded === true,
    });
  return (
    <div ref={list} className={styles['tree']}>
      <Tree
        label="Collections"
        rows={rows}
        selectedId={openId}
        handle={handle}
        onToggle={(row, isExpanded) => tree.setExpanded(row.id, isExpanded)}
        onActivate={(row, keeps) => {
          if (isContainer(row.node) && !keeps) tree.setExpanded(row.id, row.isExpanded !== true);
          else tree.open(row.id);
        }}
        renderIcon={(row) => <RowIcon row={row} />}
        renderLabel={(row) => <RowLabel row={row} />}
        renderEnd={(row) => <RowEnd row={row} context={context} />}
        contextMenu={(row) => treeMenu(context, row.node)}
        renamingId={tree.renamingId}
        onRenameStart={(row) => tree.startRename(row.id)}
        onRenameEnd={(row, name) => {
          tree.startRename(undefined);
          if (name !== undefined) void tree.rename(row.id, name);
        }}
        onDelete={(row) => void tree.delete(row.id)}
        onRowKey={(event, row) => handleRowKey(event, row, context)}
        canDrop={(row, target, zone) => placeFor(row, target, zone) !== undefined}
        onMove={(row, target, zone) => {
          const place = placeFor(row, target, zone);
          if (place !== undefined) void tree.move(row.id, place.parentId, place.beforeId);
        }}
      />
    </div>
  );
}

/** A quiet word at the end of a line. The row's name says it to assistive technology; here it is drawn only. */
function RowHint({ text, title }: { text: string; title?: string }) {
  return <span className={styles['hint']} data-text={text} title={title} aria-hidden="true" />;
}

/** The end of a line: what it says about itself, and its buttons on hover. */
function RowEnd({ row, context }: { row: CollectionRow; context: TreeMenuContext }) {
  const { node } = row;
  const isEmpty = row.isExpanded === true && row.childCount === 0;
  const kind = kindHint(node);
  return (
    <>
      {isEmpty ? <RowHint text="empty" /> : null}
      {context.tree.cutId === row.id ? <RowHint text="cut" /> : null}
      {kind === '' ? null : <RowHint text={kind} title={node.detail} />}
      {isContainer(node) ? (
        <IconButton
          size="sm"
          label={`New request in ${node.name}`}
          icon={<FilePlus />}
          tabIndex={-1}
          onClick={() => void context.tree.create('request', node.id)}
        />
      ) : null}
      <Menu
        trigger={<IconButton size="sm" label={`More about ${node.name}`} icon={<Ellipsis />} tabIndex={-1} />}
        items={treeMenu(context, node)}
      />
    </>
  );
}
