import { countOf } from '../../../../core/count-of.ts';
import { SearchField } from '../../../ui/search-field.tsx';
import styles from './stream.module.css';

/** How many events there are, and the field that thins out their list; for a toolbar. */
export function EventFilter({
  total,
  filter,
  onFilter,
}: {
  total: number;
  filter: string;
  onFilter(filter: string): void;
}) {
  return (
    <>
      <span className={styles['count']}>{countOf(total, 'event')}</span>
      <div className={styles['filter']}>
        <SearchField label="Filter the events" placeholder="Filter" value={filter} onChange={onFilter} />
      </div>
    </>
  );
}
