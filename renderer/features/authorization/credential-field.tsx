import { useState } from 'react';
import { Eye, EyeOff } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';
import { VariableTextField } from '../../ui/variable-text-field.tsx';
import styles from './authorization.module.css';

export type CredentialFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Hides what is typed, unless it is a variable. */
  secret?: boolean;
};

/** One parameter of an authorization. A secret is shown as dots; variables in it stay readable and can be completed. */
export function CredentialField({
  label,
  value,
  onChange,
  placeholder,
  secret = false,
}: CredentialFieldProps) {
  const [isRevealed, setRevealed] = useState(false);
  const isLiteral = value !== '' && !value.includes('{{');
  const isMasked = secret && isLiteral && !isRevealed;
  return (
    <div className={styles['credential']} data-masked={isMasked || undefined}>
      <VariableTextField
        layout="row"
        label={label}
        value={value}
        onChange={onChange}
        placeholder={placeholder}
        hint={
          secret && isLiteral
            ? 'Saved in the files of the workspace. A secret variable keeps it on this machine.'
            : undefined
        }
        suffix={
          secret && isLiteral ? (
            <IconButton
              size="sm"
              label={`${isRevealed ? 'Hide' : 'Show'} ${label}`}
              icon={isRevealed ? <EyeOff /> : <Eye />}
              onClick={() => setRevealed(!isRevealed)}
            />
          ) : undefined
        }
      />
    </div>
  );
}
