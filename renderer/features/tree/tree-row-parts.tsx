import { useContext } from 'react';
import { FolderOpen, TriangleAlert } from 'lucide-react';
import type { ItemId } from '../../../core/ids.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { matchNode, type NameRange } from '../../../core/workspace/tree-view.ts';
import { ItemIcon } from '../../ui/item-icon.tsx';
import { useStore } from '../../store/store.ts';
import { TreeMarkWord } from '../git/public.ts';
import { placeName } from './text-search.ts';
import { type CollectionRow, TreeQueryContext } from './tree-rows.ts';
import styles from './tree-panel.module.css';

/** What stands before the name: the method, or what kind of thing it is. */
export function RowIcon({ row }: { row: CollectionRow }) {
  const { kind, method } = row.node;
  if (kind === 'damaged') return <TriangleAlert className={styles['damaged']} aria-hidden="true" />;
  if (kind === 'folder' && row.isExpanded === true) return <FolderOpen aria-hidden="true" />;
  return <ItemIcon kind={kind} method={method} />;
}

/** What kind of file a line stands for, where Postern cannot send it. */
export function kindHint(node: TreeNode): string {
  if (node.kind === 'unsupported') return node.detail ?? 'kept, not sent';
  return node.kind === 'damaged' ? 'unreadable' : '';
}

/** Where in an item the text stands that was searched for, and what stands around it. */
export function useFoundPlace(id: ItemId): { name: string; excerpt: string | undefined } | undefined {
  const found = useStore((state) => state.tree.textSearch?.found.get(id));
  return found === undefined ? undefined : { name: placeName(found.place), excerpt: found.excerpt };
}

/** The name with what a search found marked. */
export function RowLabel({ row }: { row: CollectionRow }) {
  const hint = kindHint(row.node);
  const query = useContext(TreeQueryContext);
  const place = useFoundPlace(row.id);
  return (
    <>
      <MarkedName label={row.label} matches={query === '' ? undefined : matchNode(row.node, query)} />
      {hint === '' ? null : <span className="visually-hidden">, {hint}</span>}
      {place === undefined ? null : <span className="visually-hidden">, in {place.name}</span>}
      <TreeMarkWord id={row.id} />
    </>
  );
}

function MarkedName({ label, matches }: { label: string; matches: NameRange[] | undefined }) {
  if (matches === undefined || matches.length === 0) return label;
  return markedParts(label, matches).map(({ text, isMatch, start }) =>
    isMatch ? <mark key={start}>{text}</mark> : <span key={start}>{text}</span>,
  );
}

function markedParts(text: string, matches: readonly NameRange[]) {
  const parts: { text: string; start: number; isMatch: boolean }[] = [];
  let at = 0;
  for (const { start, end } of matches) {
    if (start > at) parts.push({ text: text.slice(at, start), start: at, isMatch: false });
    parts.push({ text: text.slice(start, end), start, isMatch: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), start: at, isMatch: false });
  return parts;
}
