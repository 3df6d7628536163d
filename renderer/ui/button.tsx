import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { ariaShortcut } from './shortcut.ts';
import type { Shortcut } from './shortcut.ts';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';
import styles from './button.module.css';

export type ButtonProps = Omit<ComponentProps<'button'>, 'type'> & {
  /** One `primary` a view at most; `danger` for what destroys. */
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger';
  size?: 'sm' | 'md' | 'lg';
  /** Shows a spinner and ignores clicks, but keeps focus and the label. */
  loading?: boolean;
  /** Icon before the label. */
  icon?: ReactNode;
  /** Icon after the label. */
  trailingIcon?: ReactNode;
  /** Shown in a tooltip and told to assistive technology; the caller binds the key. */
  shortcut?: Shortcut;
  /** Tooltip text when the label alone does not say enough. */
  tooltip?: string;
  type?: 'button' | 'submit';
};

/** A button with a text label. */
export function Button(props: ButtonProps) {
  const {
    variant = 'secondary',
    size = 'md',
    loading = false,
    icon,
    trailingIcon,
    shortcut,
    tooltip,
  } = props;
  const {
    variant: _v,
    size: _s,
    loading: _l,
    icon: _i,
    trailingIcon: _t,
    shortcut: _k,
    tooltip: _p,
    ...rest
  } = props;
  const { className, children, onClick, type = 'button', ...attributes } = rest;
  const button = (
    <button
      {...attributes}
      type={type}
      className={classNames(styles['button'], className)}
      data-variant={variant}
      data-size={size}
      aria-busy={loading || undefined}
      aria-disabled={loading || attributes['aria-disabled']}
      aria-keyshortcuts={shortcut === undefined ? undefined : ariaShortcut(shortcut)}
      onClick={loading ? (event) => event.preventDefault() : onClick}
    >
      {loading ? <Spinner size={12} /> : icon}
      <span className={styles['label']}>{children}</span>
      {trailingIcon}
    </button>
  );
  if (shortcut === undefined && tooltip === undefined) return button;
  return (
    <Tooltip content={tooltip ?? children} shortcut={shortcut}>
      {button}
    </Tooltip>
  );
}
