import { Copy, Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { Suggestion } from '../../ui/suggestion-list.tsx';
import { VariableTextField } from '../../ui/variable-text-field.tsx';
import styles from './oauth.module.css';

export interface OAuthTextFieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
  placeholder?: string;
  hint?: string | undefined;
  /** Shown as dots unless it is a variable. */
  secret?: boolean;
  /** Offers to copy the text. */
  copy?: boolean;
  /** Completes the words of a list parted by spaces. */
  words?: readonly Suggestion[];
}

/** One line of the set-up, with `{{variables}}`. */
export function OAuthTextField({
  label,
  value,
  onChange,
  placeholder,
  hint,
  secret = false,
  copy = false,
  words,
}: OAuthTextFieldProps) {
  const [isRevealed, setRevealed] = useState(false);
  const show = useStore((state) => state.notices.show);
  const isLiteral = secret && value !== '' && !value.includes('{{');
  const copyText = async () => {
    await navigator.clipboard.writeText(value);
    show({ kind: 'success', text: `${label} copied` });
  };
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
          ) : copy ? (
            <IconButton size="sm" label={`Copy ${label}`} icon={<Copy />} onClick={() => void copyText()} />
          ) : undefined
        }
      />
    </div>
  );
}
