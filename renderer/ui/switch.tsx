import type { ReactNode } from 'react';
import { CheckLine } from './check-line.tsx';
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
export function Switch({ label, hideLabel, checked, onChange, hint, disabled }: SwitchProps) {
  return (
    <CheckLine {...{ label, hideLabel, hint }}>
      {(control) => (
        <input
          {...control}
          type="checkbox"
          role="switch"
          className={styles['switch']}
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )}
    </CheckLine>
  );
}
