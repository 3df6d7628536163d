import { useState } from 'react';
import { ChevronRight, Pencil } from 'lucide-react';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { ancestorsOf } from '../variables/public.ts';
import styles from './document.module.css';

export type BreadcrumbProps = {
  name: string;
  itemId: ItemId | undefined;
  /** Where an unsaved request will go. */
  parentId?: ItemId | undefined;
  onRename: (name: string) => void;
};

function NameField({
  name,
  onRename,
  onDone,
}: {
  name: string;
  onRename: (name: string) => void;
  onDone: () => void;
}) {
  const [text, setText] = useState(name);
  const commit = () => {
    if (text.trim() !== '') onRename(text.trim());
    onDone();
  };
  return (
    <input
      className={styles['nameField']}
      aria-label="Name"
      autoFocus
      spellCheck={false}
      autoComplete="off"
      value={text}
      size={Math.max(8, Math.min(text.length + 1, 60))}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') {
          event.stopPropagation();
          onDone();
        }
      }}
    />
  );
}

/** Where an item stands, and its name, which is changed in place. */
export function Breadcrumb({ name, itemId, parentId, onRename }: BreadcrumbProps) {
  const nodes = useStore((state) => state.tree.nodes);
  const open = useStore((state) => state.collections.open);
  const [isRenaming, setRenaming] = useState(false);
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
          {isRenaming ? (
            <NameField name={name} onRename={onRename} onDone={() => setRenaming(false)} />
          ) : (
            <h1 className={styles['name']}>
              <Tooltip content="Rename">
                <button
                  type="button"
                  className={styles['nameButton']}
                  onClick={() => setRenaming(true)}
                  onKeyDown={(event) => {
                    if (event.key !== 'F2') return;
                    event.preventDefault();
                    setRenaming(true);
                  }}
                >
                  <span className={styles['nameText']}>{name}</span>
                  <Pencil className={styles['pencil']} aria-hidden="true" />
                </button>
              </Tooltip>
            </h1>
          )}
        </li>
      </ol>
    </nav>
  );
}
