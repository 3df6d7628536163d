import { useMemo } from 'react';
import { Plus } from 'lucide-react';
import type { ItemId } from '../../../core/ids.ts';
import type { JsonValue } from '../../../core/json-value.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { ancestorIds, indexTree } from '../../../core/workspace/tree-view.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { ItemIcon } from '../../ui/item-icon.tsx';
import { recentIds } from '../shell/public.ts';
import styles from './welcome.module.css';

const most = 6;

type Nodes = Readonly<Record<ItemId, TreeNode>>;

/** What was opened last; before anything was, the collections. */
function choose(nodes: Nodes, layout: Readonly<Record<string, JsonValue>>) {
  const opened = recentIds(layout).flatMap((id) =>
    id.startsWith('item:') ? (nodes[id.slice('item:'.length)] ?? []) : [],
  );
  if (opened.length > 0) return { heading: 'Recent', items: opened.slice(0, most) };
  const collections = indexTree(nodes).get(undefined) ?? [];
  return { heading: collections.length > 0 ? 'Collections' : 'Recent', items: collections.slice(0, most) };
}

/** The way back to what was open, or in to what there is. */
export function RecentItems() {
  const nodes = useStore((state) => state.tree.nodes);
  const layout = useStore((state) => state.app.layout);
  const open = useStore((state) => state.tree.open);
  const reveal = useStore((state) => state.tree.reveal);
  const openNew = useStore((state) => state.requests.openNew);
  const { heading, items } = useMemo(() => choose(nodes, layout), [nodes, layout]);
  return (
    <section aria-label={`${heading} on the welcome page`}>
      <h3 className={styles['heading']}>
        {heading}
        <Button size="sm" variant="ghost" icon={<Plus />} onClick={() => openNew()}>
          New request
        </Button>
      </h3>
      {items.length === 0 ? (
        <p className={styles['none']}>Requests and collections you open show up here.</p>
      ) : (
        <ul>
          {items.map((node) => (
            <li key={node.id}>
              <button
                type="button"
                className={styles['recent']}
                onClick={() => {
                  open(node.id);
                  reveal(node.id, { quietly: true });
                }}
              >
                <span className={styles['recentIcon']}>
                  <ItemIcon kind={node.kind} method={node.method} />
                </span>
                <span className={styles['recentName']}>{node.name}</span>
                <span className={styles['recentPath']}>{pathOf(nodes, node.id)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function pathOf(nodes: Nodes, id: ItemId): string {
  return ancestorIds(nodes, id)
    .map((above) => nodes[above]?.name ?? '')
    .join(' / ');
}
