import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './checkbox.module.css';

export type SwitchProps = {
  label: string;
  hideLabel?: boolean;
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: ReactNode;
  disabled?: boolean;
};

/** A switch for a setting that takes effect at once. */
export function Switch({ label, hideLabel = false, checked, onChange, hint, disabled }: SwitchProps) {
  const id = useId();
  return (
    <div className={styles['line']} data-bare={hideLabel || undefined}>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className={styles['switch']}
        aria-label={hideLabel ? label : undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {hideLabel ? null : (
        <div className={styles['texts']}>
          <label htmlFor={id} className={styles['label']}>
            {label}
          </label>
          {hint === undefined ? null : (
            <p id={`${id}-hint`} className={styles['hint']}>
              {hint}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
