import { shortcutCaps } from './shortcut.ts';
import type { Shortcut } from './shortcut.ts';
import styles from './kbd.module.css';

export type KbdProps = {
  /** For example `Mod+Enter`. */
  shortcut: Shortcut;
  /** `inverse` is for dark tooltips, `plain` draws no caps (menus). */
  variant?: 'caps' | 'plain' | 'inverse';
};

/** Shows a keyboard shortcut as this platform writes it. */
export function Kbd({ shortcut, variant = 'caps' }: KbdProps) {
  return (
    <span className={styles['shortcut']} data-variant={variant}>
      {shortcutCaps(shortcut).map((cap) => (
        <kbd key={cap} className={styles['cap']}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
