import { useEffect, useId, useRef } from 'react';
import type { KeyboardEventHandler, ReactNode } from 'react';
import styles from './checkbox.module.css';

export type CheckboxProps = {
  label: string;
  hideLabel?: boolean;
  checked: boolean | 'indeterminate';
  onChange: (checked: boolean) => void;
  hint?: ReactNode;
  disabled?: boolean;
  onKeyDown?: KeyboardEventHandler<HTMLInputElement>;
};

/** A check box with its label. */
export function Checkbox({
  label,
  hideLabel = false,
  checked,
  onChange,
  hint,
  disabled,
  onKeyDown,
}: CheckboxProps) {
  const id = useId();
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current !== null) ref.current.indeterminate = checked === 'indeterminate';
  }, [checked]);
  return (
    <div className={styles['line']} data-bare={hideLabel || undefined}>
      <input
        ref={ref}
        id={id}
        type="checkbox"
        className={styles['box']}
        aria-label={hideLabel ? label : undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        checked={checked === true}
        disabled={disabled}
        onKeyDown={onKeyDown}
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
