import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Field } from './field.tsx';
import type { FieldLabelProps } from './field.tsx';
import styles from './text-field.module.css';

export type TextAreaProps = FieldLabelProps &
  Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'required'> & {
    value: string;
    onChange: (value: string) => void;
    mono?: boolean;
  };

/** A field for several lines of text. */
export function TextArea(props: TextAreaProps) {
  const {
    label,
    hideLabel,
    hint,
    error,
    required,
    layout,
    value,
    onChange,
    mono = false,
    className,
    ...attributes
  } = props;
  return (
    <Field {...{ label, hideLabel, hint, error, required, layout }}>
      {(control) => (
        <textarea
          rows={4}
          spellCheck={!mono}
          {...attributes}
          {...control}
          className={classNames(styles['area'], className)}
          data-mono={mono || undefined}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
