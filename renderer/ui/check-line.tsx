import { type ReactNode, useId } from 'react';
import styles from './checkbox.module.css';

export type CheckLineProps = {
  label: string;
  hideLabel?: boolean | undefined;
  hint?: ReactNode;
  /** What makes the box; it takes the names that its label and hint go by. */
  children: (control: { id: string; 'aria-label'?: string; 'aria-describedby'?: string }) => ReactNode;
};

/** A box or switch with its label and a hint below. */
export function CheckLine({ label, hideLabel = false, hint, children }: CheckLineProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={styles['line']} data-bare={hideLabel || undefined}>
      {children({
        id,
        ...(hideLabel && { 'aria-label': label }),
        ...(hint !== undefined && { 'aria-describedby': hintId }),
      })}
      {hideLabel ? null : (
        <div className={styles['texts']}>
          <label htmlFor={id} className={styles['label']}>
            {label}
          </label>
          {hint === undefined ? null : (
            <p id={hintId} className={styles['hint']}>
              {hint}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
