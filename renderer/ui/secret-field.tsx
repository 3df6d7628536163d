import { useState } from 'react';
import type { ComponentProps } from 'react';
import { Eye, EyeOff } from 'lucide-react';
import { Field } from './field.tsx';
import type { FieldLabelProps } from './field.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './text-field.module.css';
import { useRevealEnd } from './use-reveal-end.ts';

export type SecretFieldProps = FieldLabelProps &
  Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'prefix' | 'size' | 'type' | 'required'> & {
    /** What was typed here; empty while the secret only exists in the encrypted store. */
    value: string;
    onChange: (value: string) => void;
    /** A secret is stored that this page has not seen: shown as dots, replaced by typing. */
    isStored?: boolean;
    /** Asks the store for the secret when the person reveals it; its answer is shown, not kept. */
    onReveal?: () => Promise<string | undefined>;
    size?: 'sm' | 'md';
    /** `bare` has no frame, for table cells. */
    variant?: 'field' | 'bare';
  };

const storedMask = '••••••••••••';

/** A masked field with a button that reveals it for a while. */
export function SecretField(props: SecretFieldProps) {
  const {
    label,
    hideLabel,
    hint,
    error,
    required,
    layout,
    value,
    onChange,
    isStored = false,
    onReveal,
  } = props;
  const { size = 'md', variant = 'field', placeholder, disabled, ref, autoFocus, onBlur, onKeyDown } = props;
  const [isRevealed, setRevealed] = useState(false);
  const [revealedText, setRevealedText] = useState('');
  const shown = isRevealed && value === '' ? revealedText : value;

  const hide = () => {
    setRevealed(false);
    setRevealedText('');
  };
  useRevealEnd(isRevealed, hide, value);

  const toggle = async () => {
    if (isRevealed) {
      hide();
      return;
    }
    if (value === '' && isStored && onReveal !== undefined) setRevealedText((await onReveal()) ?? '');
    setRevealed(true);
  };

  return (
    <Field {...{ label, hideLabel, hint, error, required, layout }}>
      {(control) => (
        <div
          className={styles['frame']}
          data-size={size}
          data-variant={variant}
          data-invalid={control['aria-invalid']}
          data-disabled={disabled || undefined}
        >
          <input
            {...control}
            {...{ ref, autoFocus, disabled, onBlur, onKeyDown }}
            type={isRevealed ? 'text' : 'password'}
            className={styles['input']}
            data-mono
            data-1p-ignore
            autoComplete="off"
            spellCheck={false}
            placeholder={isStored && value === '' ? storedMask : placeholder}
            value={shown}
            onChange={(event) => {
              setRevealedText('');
              onChange(event.currentTarget.value);
            }}
          />
          <span className={styles['affix']}>
            <IconButton
              size="sm"
              label={`${isRevealed ? 'Hide' : 'Show'} ${label}`}
              icon={isRevealed ? <EyeOff /> : <Eye />}
              disabled={disabled === true || (value === '' && !isStored)}
              onClick={() => void toggle()}
            />
          </span>
        </div>
      )}
    </Field>
  );
}
