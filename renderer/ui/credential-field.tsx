import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import styles from './credential-field.module.css';
import { IconButton } from './icon-button.tsx';
import type { Suggestion } from './suggestion-list.tsx';
import { VariableTextField } from './variable-text-field.tsx';

export type CredentialFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string | undefined;
  hint?: string | undefined;
  /** Hides what is typed, unless it is a variable. */
  secret?: boolean;
  /** Stands at the end where there is nothing to reveal. */
  suffix?: ReactNode;
  /** Completes the words of a list parted by spaces. */
  words?: readonly Suggestion[] | undefined;
};

/** One parameter of an authorization. A secret is shown as dots; variables in it stay readable and can be completed. */
export function CredentialField(props: CredentialFieldProps) {
  const { label, value, onChange, placeholder, hint, secret = false, suffix, words } = props;
  const [isRevealed, setRevealed] = useState(false);
  const isLiteral = secret && value !== '' && !value.includes('{{');
  return (
    <div className={styles['field']} data-masked={(isLiteral && !isRevealed) || undefined}>
      <VariableTextField
        layout="row"
        label={label}
        value={value}
        onChange={onChange}
        placeholder={placeholder}
        suggestions={words}
        suggestsWords={words !== undefined}
        hint={
          isLiteral
            ? 'Saved in the files of the workspace. A secret variable keeps it on this machine.'
            : hint
        }
        suffix={
          isLiteral ? (
            <IconButton
              size="sm"
              label={`${isRevealed ? 'Hide' : 'Show'} ${label}`}
              icon={isRevealed ? <EyeOff /> : <Eye />}
              onClick={() => setRevealed(!isRevealed)}
            />
          ) : (
            suffix
          )
        }
      />
    </div>
  );
}
