import type { ReactNode } from 'react';
import { Dialog as Primitive } from 'radix-ui';
import { X } from 'lucide-react';
import { IconButton } from './icon-button.tsx';
import styles from './dialog.module.css';

export type DialogProps = {
  open: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Buttons; the last one is the main one. */
  footer?: ReactNode;
  /** Stands at the left of the footer, such as a check box or a hint. */
  footerStart?: ReactNode;
  /** Widths of 400, 560, 760 and 1040 px; `full` leaves a margin round the window. */
  size?: 'sm' | 'md' | 'lg' | 'xl' | 'full';
  /** Content without padding, for panes and lists that bring their own. */
  flush?: boolean;
  /** Keeps the dialog open on Escape and on clicks outside, while work runs or text would be lost. */
  keepOpen?: boolean;
  /** Asked for the element to focus first; by default the first field. */
  initialFocus?: () => HTMLElement | null;
};

/** A modal dialog. */
export function Dialog(props: DialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    children,
    footer,
    footerStart,
    size = 'md',
    flush = false,
  } = props;
  const { keepOpen = false, initialFocus } = props;
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles['scrim']} />
        <Primitive.Content
          className={styles['dialog']}
          data-size={size}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          onEscapeKeyDown={keepOpen ? (event) => event.preventDefault() : undefined}
          onInteractOutside={keepOpen ? (event) => event.preventDefault() : undefined}
          onOpenAutoFocus={(event) => {
            const { currentTarget } = event;
            if (!(currentTarget instanceof HTMLElement)) return;
            event.preventDefault();
            // Without a field the dialog itself: on its Close button the first Escape would only close a tooltip.
            (initialFocus?.() ?? firstField(currentTarget) ?? currentTarget).focus();
          }}
        >
          <header className={styles['header']}>
            <Primitive.Title className={styles['title']}>{title}</Primitive.Title>
            <Primitive.Close asChild>
              <IconButton size="sm" label="Close" icon={<X />} shortcut="Escape" />
            </Primitive.Close>
          </header>
          {description === undefined ? null : (
            <Primitive.Description className={styles['description']}>{description}</Primitive.Description>
          )}
          <div className={styles['body']} data-flush={flush || undefined}>
            {children}
          </div>
          {footer === undefined ? null : (
            <footer className={styles['footer']}>
              <div className={styles['footerStart']}>{footerStart}</div>
              {footer}
            </footer>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function firstField(container: EventTarget | null): HTMLElement | null {
  if (!(container instanceof HTMLElement)) return null;
  return container.querySelector<HTMLElement>(
    'input:not(:disabled):not([type="hidden"]), textarea:not(:disabled), [role="combobox"]:not([data-disabled])',
  );
}
