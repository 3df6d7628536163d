import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { HoverCard } from '../ui/hover-card.tsx';
import { Popover } from '../ui/popover.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ToastRegion } from '../ui/toast-region.tsx';
import type { ToastItem } from '../ui/toast-region.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { Line, Specimen, SpecimenGrid } from './specimen.tsx';
import styles from './gallery.module.css';

function Dialogs() {
  const [open, setOpen] = useState<'sm' | 'md' | 'lg' | 'confirm'>();
  const [name, setName] = useState('Okta API Environment');
  const [keeps, setKeeps] = useState(true);
  const close = () => setOpen(undefined);
  return (
    <Line>
      {(['sm', 'md', 'lg'] as const).map((size) => (
        <Button key={size} onClick={() => setOpen(size)}>
          Dialog {size}
        </Button>
      ))}
      <Button onClick={() => setOpen('confirm')}>Confirm dialog</Button>
      <Dialog
        open={open !== undefined && open !== 'confirm'}
        onOpenChange={close}
        size={open === 'confirm' ? 'sm' : open}
        title="Duplicate environment"
        description="Makes a copy with its own values. Secrets are copied in the encrypted store."
        footerStart={<Checkbox label="Copy current values" checked={keeps} onChange={setKeeps} />}
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" onClick={close}>
              Duplicate
            </Button>
          </>
        }
      >
        <TextField label="Name" value={name} onChange={setName} />
      </Dialog>
      <ConfirmDialog
        open={open === 'confirm'}
        onOpenChange={close}
        title="Close “Create user” without saving?"
        description="What you changed since the last save would be lost."
        confirmLabel="Discard changes"
        danger
        alternative={{ label: 'Save', onSelect: close }}
        onConfirm={close}
      />
    </Line>
  );
}

const samples: ToastItem[] = [
  {
    id: 'a',
    tone: 'info',
    title: 'Deleted “Create user”',
    action: { label: 'Undo', onSelect: () => undefined },
    durationMs: Infinity,
  },
  {
    id: 'b',
    tone: 'success',
    title: 'Imported 14 requests',
    message: 'Two notes are in the report.',
    durationMs: Infinity,
  },
  {
    id: 'c',
    tone: 'danger',
    title: 'Could not save',
    message: 'The file was changed on disk since it was opened.',
  },
];

function Toasts() {
  const [items, setItems] = useState<ToastItem[]>([]);
  return (
    <Line>
      <Button onClick={() => setItems(samples)}>Show toasts</Button>
      <ToastRegion
        items={items}
        onDismiss={(id) => setItems((now) => now.filter((item) => item.id !== id))}
      />
    </Line>
  );
}

/** Everything that floats. */
export function LayersPage() {
  return (
    <SpecimenGrid>
      <Specimen title="Dialogs">
        <Dialogs />
      </Specimen>
      <Specimen title="Popover, hover card, tooltip">
        <Line>
          <Popover label="About this org" trigger={<Button>Popover</Button>} width={280}>
            <p className={styles['cardTitle']}>Sandbox org</p>
            <p className={styles['quiet']}>Runs on this machine; its state is gone when it stops.</p>
          </Popover>
          <HoverCard content={<p className={styles['quiet']}>From Okta API Environment</p>}>
            <Button variant="ghost">Hover card</Button>
          </HoverCard>
          <Tooltip content="Sends the request" shortcut="Mod+Enter">
            <Button variant="ghost">Tooltip</Button>
          </Tooltip>
        </Line>
      </Specimen>
      <Specimen title="Toasts">
        <Toasts />
      </Specimen>
    </SpecimenGrid>
  );
}
