import { useEffect, useRef } from 'react';
import type { KeyboardEventHandler, ReactNode } from 'react';
import { CheckLine } from './check-line.tsx';
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
export function Checkbox(props: CheckboxProps) {
  const { label, hideLabel, checked, onChange, hint, disabled, onKeyDown } = props;
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current !== null) ref.current.indeterminate = checked === 'indeterminate';
  }, [checked]);
  return (
    <CheckLine {...{ label, hideLabel, hint }}>
      {(control) => (
        <input
          {...control}
          ref={ref}
          type="checkbox"
          className={styles['box']}
          checked={checked === true}
          disabled={disabled}
          onKeyDown={onKeyDown}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )}
    </CheckLine>
  );
}
