import { X } from 'lucide-react';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Filter } from './use-filter.ts';
import styles from './views.module.css';

/** Where a JSONPath is typed; below the toolbar while the filter is on. */
export function FilterBar({ filter, onClose }: { filter: Filter; onClose(): void }) {
  const { expression, change, summary, error } = filter;
  return (
    <div className={styles['filterBar']}>
      <TextField
        label="JSONPath"
        hideLabel
        mono
        size="sm"
        className={styles['filterField'] ?? ''}
        placeholder="$..id  or  $[?@.status == 'ACTIVE']"
        value={expression}
        onChange={change}
        autoFocus
        aria-invalid={error !== undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onClose();
        }}
      />
      <span className={styles['filterState']} data-error={error !== undefined || undefined} role="status">
        {error ?? summary}
      </span>
      <IconButton size="sm" label="Close the filter" icon={<X />} onClick={onClose} />
    </div>
  );
}
