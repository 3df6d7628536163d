import { useMemo } from 'react';
import { Folder, LibraryBig } from 'lucide-react';
import { ancestorIds } from '../../../core/workspace/tree-view.ts';
import { useStore } from '../../store/store.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { recentIds } from '../shell/public.ts';
import styles from './welcome.module.css';

const most = 6;

/** What was opened last. */
export function RecentItems() {
  const nodes = useStore((state) => state.tree.nodes);
  const layout = useStore((state) => state.app.layout);
  const open = useStore((state) => state.tree.open);
  const items = useMemo(
    () =>
      recentIds(layout)
        .flatMap((id) => (id.startsWith('item:') ? (nodes[id.slice('item:'.length)] ?? []) : []))
        .slice(0, most)
        .map((node) => ({
          node,
          path: ancestorIds(nodes, node.id)
            .map((id) => nodes[id]?.name ?? '')
            .join(' / '),
        })),
    [nodes, layout],
  );
  return (
    <section aria-label="Recent">
      <h3 className={styles['heading']}>Recent</h3>
      {items.length === 0 ? (
        <p className={styles['none']}>Requests and collections you open show up here.</p>
      ) : (
        <ul>
          {items.map(({ node, path }) => (
            <li key={node.id}>
              <button type="button" className={styles['recent']} onClick={() => open(node.id)}>
                <span className={styles['recentIcon']}>
                  {node.kind === 'request' ? (
                    <MethodBadge method={node.method || 'GET'} compact />
                  ) : node.kind === 'folder' ? (
                    <Folder aria-hidden="true" />
                  ) : (
                    <LibraryBig aria-hidden="true" />
                  )}
                </span>
                <span className={styles['recentName']}>{node.name}</span>
                <span className={styles['recentPath']}>{path}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
