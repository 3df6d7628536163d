import { useState } from 'react';
import { TextField } from '../../ui/text-field.tsx';

export type KeptTextProps = {
  label: string;
  hint: string;
  placeholder: string;
  value: string;
  problemOf?: (text: string) => string | undefined;
  onChange: (value: string) => void;
};

/** A text that is kept on Enter and when the field is left, if nothing is wrong with it. */
export function KeptText({ label, hint, placeholder, value, problemOf, onChange }: KeptTextProps) {
  const [text, setText] = useState<string>();
  const [wasLeft, setLeft] = useState(false);
  const shown = text ?? value;
  const problem = problemOf?.(shown);
  const keep = () => {
    setLeft(true);
    if (text === undefined || problem !== undefined) return;
    setText(undefined);
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <TextField
      label={label}
      hint={hint}
      error={wasLeft || value !== '' ? problem : undefined}
      mono
      placeholder={placeholder}
      value={shown}
      onChange={setText}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}
