import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Field } from './field.tsx';
import type { FieldLabelProps } from './field.tsx';
import styles from './text-field.module.css';

type InputAttributes = Omit<
  ComponentProps<'input'>,
  'value' | 'onChange' | 'prefix' | 'size' | 'type' | 'required'
>;

export type TextFieldProps = FieldLabelProps &
  InputAttributes & {
    value: string;
    onChange: (value: string) => void;
    /** Code font. */
    mono?: boolean;
    size?: 'sm' | 'md';
    /** `bare` has no frame, for table cells. */
    variant?: 'field' | 'bare';
    type?: 'text' | 'number' | 'url' | 'email';
    /** Inside the frame, before the text: an icon or a short word. */
    prefix?: ReactNode;
    /** Inside the frame, after the text: a unit or a small button. */
    suffix?: ReactNode;
  };

/** A single-line text field. */
export function TextField(props: TextFieldProps) {
  const { label, hideLabel, hint, error, required, layout, ...rest } = props;
  const {
    value,
    onChange,
    mono = false,
    size = 'md',
    variant = 'field',
    type = 'text',
    prefix,
    suffix,
    className,
    ...attributes
  } = rest;
  return (
    <Field {...{ label, hideLabel, hint, error, required, layout }}>
      {(control) => (
        <div
          className={classNames(styles['frame'], className)}
          data-size={size}
          data-variant={variant}
          data-invalid={control['aria-invalid']}
          data-disabled={attributes.disabled || undefined}
        >
          {prefix === undefined ? null : <span className={styles['affix']}>{prefix}</span>}
          <input
            spellCheck={false}
            autoComplete="off"
            {...attributes}
            {...control}
            type={type}
            className={styles['input']}
            data-mono={mono || undefined}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          {suffix === undefined ? null : <span className={styles['affix']}>{suffix}</span>}
        </div>
      )}
    </Field>
  );
}
