import { ChevronRight } from 'lucide-react';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { ancestorsOf } from '../variables/public.ts';
import styles from './document.module.css';
import { EditableName } from './editable-name.tsx';

export type BreadcrumbProps = {
  name: string;
  itemId: ItemId | undefined;
  /** Where an unsaved request will go. */
  parentId?: ItemId | undefined;
  onRename: (name: string) => void;
};

/** Where an item stands, and its name, which is changed in place. */
export function Breadcrumb({ name, itemId, parentId, onRename }: BreadcrumbProps) {
  const nodes = useStore((state) => state.tree.nodes);
  const open = useStore((state) => state.collections.open);
  const ancestors = ancestorsOf(nodes, itemId ?? parentId)
    .filter(({ id }) => id !== itemId)
    .toReversed();
  return (
    <nav className={styles['breadcrumb']} aria-label="Breadcrumb">
      <ol className={styles['crumbs']}>
        {ancestors.map(({ id }) => (
          <li key={id} className={styles['crumb']}>
            <button
              type="button"
              className={styles['ancestor']}
              title={nodes[id]?.name}
              onClick={() => open(id)}
            >
              {nodes[id]?.name}
            </button>
            <ChevronRight className={styles['chevron']} aria-hidden="true" />
          </li>
        ))}
        <li className={styles['crumb']} aria-current="page">
          <EditableName name={name} onRename={onRename} />
        </li>
      </ol>
    </nav>
  );
}
