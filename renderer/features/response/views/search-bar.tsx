import { CaseSensitive, ChevronDown, ChevronUp, Regex, X } from 'lucide-react';
import { IconButton } from '../../../ui/icon-button.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import type { Search } from './use-search.ts';
import styles from './views.module.css';

/** Search in the body: Enter goes on, Shift+Enter back. */
export function SearchBar({ search }: { search: Search }) {
  const { query, progress } = search;
  return (
    <>
      <div className={styles['search']}>
        <SearchField
          label="Search in the body"
          placeholder="Search"
          size="sm"
          value={query.text}
          onChange={(text) => search.change({ text })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            search.step(event.shiftKey ? -1 : 1);
          }}
        />
      </div>
      {query.text !== '' && (
        <>
          <IconButton
            size="sm"
            label="Match case"
            icon={<CaseSensitive />}
            pressed={query.matchCase}
            onClick={() => search.change({ matchCase: !query.matchCase })}
          />
          <IconButton
            size="sm"
            label="Regular expression"
            icon={<Regex />}
            pressed={query.isRegExp}
            onClick={() => search.change({ isRegExp: !query.isRegExp })}
          />
          <span className={styles['searchCount']} role="status">
            {search.summary}
          </span>
          {progress !== undefined && (
            <>
              {/* Announced by the count; the share would be read out ever anew. */}
              <span className={styles['searchCount']} aria-hidden>
                {Math.round(progress * 100)} %
              </span>
              <IconButton size="sm" label="Stop searching" icon={<X />} onClick={() => search.stop()} />
            </>
          )}
          <IconButton size="sm" label="Previous match" icon={<ChevronUp />} onClick={() => search.step(-1)} />
          <IconButton size="sm" label="Next match" icon={<ChevronDown />} onClick={() => search.step(1)} />
        </>
      )}
    </>
  );
}
