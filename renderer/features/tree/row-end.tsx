import { useContext } from 'react';
import { Ellipsis, FilePlus } from 'lucide-react';
import { isContainer } from '../../../core/workspace/tree-view.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { TreeMarkLetter } from '../git/public.ts';
import { HoveredRowContext, useIsHovered } from './hovered-row.ts';
import { TreeContext } from './tree-context.ts';
import { treeMenu } from './tree-menu.tsx';
import { kindHint, useFoundPlace } from './tree-row-parts.tsx';
import type { CollectionRow } from './tree-rows.ts';
import styles from './tree-panel.module.css';

export type RowEndProps = { row: CollectionRow; isFocused: boolean };

/** The end of a line: what it says about itself, and its buttons while the pointer or the tab stop is on it. */
export function RowEnd({ row, isFocused }: RowEndProps) {
  const { node } = row;
  const isCut = useStore((state) => state.tree.cutIds.includes(row.id));
  const isHovered = useIsHovered(row.id);
  const isEmpty = row.isExpanded === true && row.childCount === 0;
  const kind = kindHint(node);
  const place = useFoundPlace(row.id);
  return (
    <>
      {isEmpty ? <RowHint text="empty" /> : null}
      {isCut ? <RowHint text="cut" /> : null}
      {kind === '' ? null : <RowHint text={kind} title={node.detail} />}
      {place === undefined ? null : <RowHint text={place.name} title={place.excerpt} />}
      {isHovered || isFocused ? <RowButtons row={row} /> : null}
      <TreeMarkLetter id={row.id} />
    </>
  );
}

/** A quiet word. The row's name says it to assistive technology; here it is drawn only. */
function RowHint({ text, title }: { text: string; title?: string | undefined }) {
  return <span className={styles['hint']} data-text={text} title={title} aria-hidden="true" />;
}

function RowButtons({ row }: { row: CollectionRow }) {
  const { node } = row;
  const context = useContext(TreeContext);
  const hovered = useContext(HoveredRowContext);
  return (
    <>
      {isContainer(node) ? (
        <IconButton
          size="sm"
          label={`New request in ${node.name}`}
          icon={<FilePlus />}
          tabIndex={-1}
          onClick={() => void context().tree.create('request', node.id)}
        />
      ) : null}
      <Menu
        trigger={<IconButton size="sm" label={`More about ${node.name}`} icon={<Ellipsis />} tabIndex={-1} />}
        items={() => treeMenu(context(), node)}
        onOpenChange={hovered.hold}
      />
    </>
  );
}
