import { BookmarkPlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './views.module.css';

/** Keeps the answer as an example of its request; nothing for a request that is not saved. */
export function SaveExample({
  tabKey,
  status,
  charset,
}: {
  tabKey: string;
  status: string;
  charset: string | undefined;
}) {
  const isSaved = useStore((state) => state.requests.editors[tabKey]?.itemId !== undefined);
  const saveExample = useStore((state) => state.responses.saveExample);
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState(status);
  const [isBusy, setBusy] = useState(false);
  if (!isSaved) return null;
  const trimmed = name.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (trimmed === '' || isBusy) return;
    setBusy(true);
    if (await saveExample(tabKey, trimmed, charset)) setOpen(false);
    setBusy(false);
  };
  return (
    <Popover
      label="Save as example"
      open={isOpen}
      onOpenChange={setOpen}
      align="end"
      width={320}
      trigger={<IconButton size="sm" label="Save as example" icon={<BookmarkPlus />} />}
    >
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        <TextField
          label="Name of the example"
          hint="Goes into the workspace, with secrets masked"
          value={name}
          onChange={setName}
          maxLength={200}
          autoFocus
        />
        <div className={styles['formEnd']}>
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={trimmed === ''} loading={isBusy}>
            Save example
          </Button>
        </div>
      </form>
    </Popover>
  );
}
