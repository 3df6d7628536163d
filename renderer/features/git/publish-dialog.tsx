import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';

/** Asks before a branch is made on a remote by its first push. */
export function PublishDialog() {
  const isOpen = useStore((state) => state.git.dialog === 'publish');
  return isOpen ? <OpenPublishDialog /> : null;
}

function OpenPublishDialog() {
  const { status, setDialog, push } = useStore((state) => state.git);
  const remotes = status?.remotes ?? [];
  const first = remotes.find(({ name }) => name === 'origin') ?? remotes[0];
  const [remote, setRemote] = useState(first?.name ?? '');
  const branch = status?.branch ?? '';
  return (
    <Dialog
      open
      size="sm"
      title="Push a new branch"
      description={`“${branch}” is not on a remote yet. The first push makes it there, and this branch follows it from then on.`}
      onOpenChange={(open) => {
        if (!open) setDialog(undefined);
      }}
      footer={
        <>
          <Button onClick={() => setDialog(undefined)}>Cancel</Button>
          <Button variant="primary" disabled={remote === ''} onClick={() => void push(remote)}>
            Push
          </Button>
        </>
      }
    >
      <Select
        label="Remote"
        value={remote}
        onChange={setRemote}
        options={remotes.map(({ name, address }) => ({ value: name, label: `${name} (${address})` }))}
      />
    </Dialog>
  );
}
