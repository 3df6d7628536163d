import { ChevronDown, ChevronUp } from 'lucide-react';
import { IconButton } from '../../../ui/icon-button.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import type { Search } from './use-search.ts';
import styles from './views.module.css';

/** Search in the body: Enter goes on, Shift+Enter back. */
export function SearchBar({ search }: { search: Search }) {
  return (
    <>
      <div className={styles['search']}>
        <SearchField
          label="Search in the body"
          placeholder="Search"
          size="sm"
          value={search.wanted}
          onChange={search.setWanted}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            search.step(event.shiftKey ? -1 : 1);
          }}
        />
      </div>
      {search.wanted !== '' && (
        <>
          <span className={styles['searchCount']} role="status">
            {search.summary}
          </span>
          <IconButton size="sm" label="Previous match" icon={<ChevronUp />} onClick={() => search.step(-1)} />
          <IconButton size="sm" label="Next match" icon={<ChevronDown />} onClick={() => search.step(1)} />
        </>
      )}
    </>
  );
}
