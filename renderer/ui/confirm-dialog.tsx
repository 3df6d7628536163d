import type { ReactNode } from 'react';
import { AlertDialog as Primitive } from 'radix-ui';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  /** A verb, such as Delete or Discard; never OK. */
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  onConfirm: () => void;
  /** A second way on, such as Save before closing. */
  alternative?: { label: string; onSelect: () => void };
};

/** Asks before something that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    confirmLabel,
    cancelLabel = 'Cancel',
    danger = false,
  } = props;
  const { alternative } = props;
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles['scrim']} />
        <Primitive.Content className={styles['dialog']} data-size="sm">
          <header className={styles['header']}>
            <Primitive.Title className={styles['title']}>{title}</Primitive.Title>
          </header>
          <Primitive.Description asChild>
            <div className={styles['message']}>{description}</div>
          </Primitive.Description>
          <div className={styles['actions']}>
            <Primitive.Cancel asChild>
              <Button variant="secondary">{cancelLabel}</Button>
            </Primitive.Cancel>
            {alternative === undefined ? null : (
              <Primitive.Action asChild>
                <Button variant="secondary" onClick={alternative.onSelect}>
                  {alternative.label}
                </Button>
              </Primitive.Action>
            )}
            <Primitive.Action asChild>
              <Button variant={danger ? 'danger' : 'primary'} onClick={props.onConfirm}>
                {confirmLabel}
              </Button>
            </Primitive.Action>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
