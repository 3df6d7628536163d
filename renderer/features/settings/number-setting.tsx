import { useState } from 'react';
import { TextField } from '../../ui/text-field.tsx';
import styles from './settings.module.css';

export type NumberSettingProps = {
  label: string;
  hint: string;
  value: number;
  unit: string;
  min: number;
  max: number;
  onChange: (value: number) => void;
};

/** Says what is wrong with a typed number, or nothing. */
export function numberProblem(text: string, { min, max }: { min: number; max: number }): string | undefined {
  const trimmed = text.trim();
  if (!/^\d+$/.test(trimmed)) return 'Give a whole number, digits only.';
  const value = Number(trimmed);
  if (value >= min && value <= max) return undefined;
  return `Give a number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}.`;
}

/** A number that is kept on Enter and when the field is left, if it is a valid one. */
export function NumberSetting({ label, hint, value, unit, min, max, onChange }: NumberSettingProps) {
  const [text, setText] = useState<string>();
  const problem = text === undefined ? undefined : numberProblem(text, { min, max });
  const keep = () => {
    if (text === undefined || problem !== undefined) return;
    setText(undefined);
    if (Number(text) !== value) onChange(Number(text));
  };
  return (
    <TextField
      label={label}
      hint={hint}
      error={problem}
      className={styles['number']}
      inputMode="numeric"
      value={text ?? String(value)}
      suffix={unit}
      onChange={setText}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape' && text !== undefined) {
          event.stopPropagation();
          setText(undefined);
        }
      }}
    />
  );
}
