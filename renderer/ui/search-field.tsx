import type { KeyboardEventHandler, ReactNode, Ref } from 'react';
import { Search, X } from 'lucide-react';
import { IconButton } from './icon-button.tsx';
import { TextField } from './text-field.tsx';

export type SearchFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  size?: 'sm' | 'md';
  /** After the text, such as "3 of 17" and the next and previous buttons. */
  suffix?: ReactNode;
  onKeyDown?: KeyboardEventHandler<HTMLInputElement>;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
};

/** A field to search as you type; Escape empties it. */
export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, placeholder, size = 'sm', suffix, onKeyDown, autoFocus, ref } = props;
  return (
    <TextField
      label={label}
      hideLabel
      size={size}
      role="searchbox"
      value={value}
      onChange={onChange}
      placeholder={placeholder ?? label}
      autoFocus={autoFocus}
      ref={ref}
      prefix={<Search aria-hidden="true" />}
      suffix={
        suffix === undefined && value === '' ? undefined : (
          <>
            {suffix}
            {value === '' ? null : (
              <IconButton size="sm" label="Clear search" icon={<X />} onClick={() => onChange('')} />
            )}
          </>
        )
      }
      onKeyDown={(event) => {
        if (event.key === 'Escape' && value !== '') {
          event.preventDefault();
          event.stopPropagation();
          onChange('');
          return;
        }
        onKeyDown?.(event);
      }}
    />
  );
}
