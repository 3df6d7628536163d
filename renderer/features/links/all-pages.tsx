import { Layers } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { maxCollectedPages } from '../../../core/links/merge-pages.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Popover } from '../../ui/popover.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './links.module.css';

const maxWaitSec = 120;

/** Asks how many pages, then reads them into one list. */
export function AllPages({ tabKey }: { tabKey: string }) {
  const [isOpen, setOpen] = useState(false);
  const [pages, setPages] = useState('20');
  const [waits, setWaits] = useState(false);
  const collect = useStore((state) => state.pages.collect);
  const count = /^\d+$/.test(pages.trim()) ? Number(pages) : 0;
  const isValid = count >= 2 && count <= maxCollectedPages;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isValid) return;
    setOpen(false);
    void collect(tabKey, { maxPages: count, maxWaitSec: waits ? maxWaitSec : 0 });
  };
  return (
    <Popover
      label="All pages"
      open={isOpen}
      onOpenChange={setOpen}
      align="end"
      width={320}
      trigger={
        <Button
          size="sm"
          variant="ghost"
          className={styles['page']}
          icon={<Layers />}
          tooltip="Read all pages into one list"
        >
          All pages
        </Button>
      }
    >
      <form className={styles['form']} onSubmit={submit}>
        <p className={styles['hint']}>Reads page after page and shows all items as one list.</p>
        <TextField
          label="At most so many pages"
          inputMode="numeric"
          value={pages}
          onChange={setPages}
          error={isValid ? undefined : `A number from 2 to ${maxCollectedPages.toLocaleString('en')}.`}
        />
        <Checkbox
          label="Wait for the rate limit"
          hint="Goes on where it is open again within two minutes; otherwise reading stops there."
          checked={waits}
          onChange={setWaits}
        />
        <div className={styles['formEnd']}>
          <Button type="submit" variant="primary" disabled={!isValid}>
            Read pages
          </Button>
        </div>
      </form>
    </Popover>
  );
}
