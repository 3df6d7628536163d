import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './checkbox.module.css';

export type RadioOption<Value extends string> = {
  value: Value;
  label: string;
  hint?: ReactNode;
  disabled?: boolean;
};

export type RadioGroupProps<Value extends string> = {
  label: string;
  hideLabel?: boolean;
  value: Value | undefined;
  onChange: (value: Value) => void;
  options: readonly RadioOption<Value>[];
  orientation?: 'vertical' | 'horizontal';
  disabled?: boolean;
};

/** A choice of one among a few. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, hideLabel = false, value, onChange, options, orientation = 'vertical', disabled } = props;
  const name = useId();
  return (
    <fieldset role="radiogroup" aria-label={label} disabled={disabled}>
      {hideLabel ? null : (
        <div className={styles['legend']} aria-hidden="true">
          {label}
        </div>
      )}
      <div className={styles['group']} data-orientation={orientation}>
        {options.map((option) => (
          <div key={option.value} className={styles['line']}>
            <input
              id={`${name}-${option.value}`}
              type="radio"
              name={name}
              className={styles['radio']}
              aria-describedby={option.hint === undefined ? undefined : `${name}-${option.value}-hint`}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            <div className={styles['texts']}>
              <label htmlFor={`${name}-${option.value}`} className={styles['label']}>
                {option.label}
              </label>
              {option.hint === undefined ? null : (
                <p id={`${name}-${option.value}-hint`} className={styles['hint']}>
                  {option.hint}
                </p>
              )}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
