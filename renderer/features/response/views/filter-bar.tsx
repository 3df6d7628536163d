import { X } from 'lucide-react';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Filter } from './use-filter.ts';
import styles from './views.module.css';

const languages = {
  json: { label: 'JSONPath', placeholder: "$..id  or  $[?@.status == 'ACTIVE']" },
  xml: { label: 'XPath', placeholder: "//user/@id  or  //user[status = 'ACTIVE']/name" },
} as const;

/** Where a JSONPath or an XPath is typed; below the toolbar while the filter is on. */
export function FilterBar({ filter, onClose }: { filter: Filter; onClose(): void }) {
  const { language, expression, change, summary, error } = filter;
  return (
    <div className={styles['filterBar']}>
      <TextField
        label={languages[language].label}
        hideLabel
        mono
        size="sm"
        className={styles['filterField'] ?? ''}
        placeholder={languages[language].placeholder}
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
