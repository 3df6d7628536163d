import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { ariaShortcut } from './shortcut.ts';
import type { Shortcut } from './shortcut.ts';
import { Tooltip } from './tooltip.tsx';
import type { TooltipSide } from './tooltip.tsx';
import styles from './icon-button.module.css';

export type IconButtonProps = Omit<ComponentProps<'button'>, 'type' | 'aria-label' | 'children'> & {
  /** The accessible name and the tooltip. */
  label: string;
  icon: ReactNode;
  shortcut?: Shortcut;
  size?: 'sm' | 'md' | 'lg';
  variant?: 'ghost' | 'secondary';
  danger?: boolean;
  /** Makes it a toggle button. */
  pressed?: boolean;
  tooltipSide?: TooltipSide;
};

/** A button that is only an icon: named, and with a tooltip. */
export function IconButton(props: IconButtonProps) {
  const {
    label,
    icon,
    shortcut,
    size = 'md',
    variant = 'ghost',
    danger = false,
    pressed,
    tooltipSide,
    ...rest
  } = props;
  const { className, ...attributes } = rest;
  return (
    <Tooltip content={label} shortcut={shortcut} side={tooltipSide}>
      <button
        {...attributes}
        type="button"
        className={classNames(styles['button'], className)}
        data-size={size}
        data-variant={variant}
        data-danger={danger || undefined}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={shortcut === undefined ? undefined : ariaShortcut(shortcut)}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
