import { useId } from 'react';
import type { ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

/** What every labelled field takes. */
export type FieldLabelProps = {
  /** The accessible name, and the visible label unless hidden. */
  label: string;
  hideLabel?: boolean;
  /** Help under the field. */
  hint?: ReactNode;
  /** What is wrong and what to do; marks the field invalid. */
  error?: string;
  required?: boolean;
  /** `row` puts the label to the left in a fixed column, as settings and the Authorization tab do. */
  layout?: 'stacked' | 'row';
};

/** The ids and marks that tie a control to its label, hint and error. */
export type FieldControl = {
  id: string;
  'aria-label': string | undefined;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
};

export type FieldProps = FieldLabelProps & {
  className?: string;
  /** Shown at the end of the label's line, such as a small link. */
  labelEnd?: ReactNode;
  children: (control: FieldControl) => ReactNode;
};

/** A label, a control, and its hint or error. */
export function Field(props: FieldProps) {
  const { label, hideLabel = false, hint, error, required = false, layout = 'stacked', labelEnd } = props;
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  const control: FieldControl = {
    id,
    'aria-label': hideLabel ? label : undefined,
    'aria-describedby': note === undefined ? undefined : noteId,
    'aria-invalid': error === undefined ? undefined : true,
    'aria-required': required || undefined,
  };
  return (
    <div className={classNames(styles['field'], props.className)} data-layout={hideLabel ? 'bare' : layout}>
      {hideLabel ? null : (
        <div className={styles['labelLine']}>
          <label htmlFor={id} className={styles['label']}>
            {label}
          </label>
          {required ? (
            <span className={styles['required']} aria-hidden="true">
              {'required'}
            </span>
          ) : null}
          {labelEnd}
        </div>
      )}
      <div className={styles['control']}>
        {props.children(control)}
        {note === undefined ? null : (
          <p id={noteId} className={styles['note']} data-error={error !== undefined || undefined}>
            {error === undefined ? null : <CircleAlert size={12} aria-hidden="true" />}
            <span>{note}</span>
          </p>
        )}
      </div>
    </div>
  );
}

/** Buttons in the column of the fields around them, whose labels stand at the left. */
export function FieldRow({ children }: { children: ReactNode }) {
  return (
    <div className={styles['field']} data-layout="row">
      <span />
      <div className={styles['buttons']}>{children}</div>
    </div>
  );
}
