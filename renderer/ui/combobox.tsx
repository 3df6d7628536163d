import { useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEventHandler } from 'react';
import { ChevronDown } from 'lucide-react';
import { Field } from './field.tsx';
import type { FieldLabelProps } from './field.tsx';
import { handleSuggestionKey } from './suggestion-keys.ts';
import { SuggestionList } from './suggestion-list.tsx';
import type { Suggestion } from './suggestion-list.tsx';
import styles from './text-field.module.css';

export type ComboboxProps = FieldLabelProps & {
  value: string;
  onChange: (value: string) => void;
  /** What is offered; any other text may be typed too. */
  suggestions: readonly (string | Suggestion)[];
  /** Told on Enter, on a choice from the list and on blur. */
  onCommit?: (value: string) => void;
  placeholder?: string;
  mono?: boolean;
  size?: 'sm' | 'md' | 'lg';
  /** `joined` has a flat right edge (method before URL). */
  variant?: 'default' | 'joined';
  disabled?: boolean;
  onKeyDown?: KeyboardEventHandler<HTMLInputElement>;
};

function matching(suggestions: readonly Suggestion[], text: string): Suggestion[] {
  const wanted = text.trim().toLowerCase();
  const matches = suggestions.filter((suggestion) =>
    `${suggestion.value} ${suggestion.label ?? ''}`.toLowerCase().includes(wanted),
  );
  const starts = (suggestion: Suggestion) => suggestion.value.toLowerCase().startsWith(wanted);
  return [...matches.filter(starts), ...matches.filter((suggestion) => !starts(suggestion))];
}

/** A text field that suggests while you type and takes any text. */
export function Combobox(props: ComboboxProps) {
  const { label, hideLabel, hint, error, required, layout, value, onChange, onCommit, size = 'md' } = props;
  const listId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  // Until something is typed the whole list is offered, not what matches the present value.
  const [isFiltering, setFiltering] = useState(false);
  const [activeIndex, setActiveIndex] = useState(-1);
  const all = useMemo(
    () => props.suggestions.map((entry) => (typeof entry === 'string' ? { value: entry } : entry)),
    [props.suggestions],
  );
  const suggestions = useMemo(() => (isFiltering ? matching(all, value) : all), [all, value, isFiltering]);
  const open = (filtering: boolean) => {
    setFiltering(filtering);
    setActiveIndex(-1);
    setOpen(true);
  };
  const choose = (suggestion: Suggestion) => {
    onChange(suggestion.value);
    onCommit?.(suggestion.value);
    setOpen(false);
  };
  const isListShown = isOpen && suggestions.length > 0;
  return (
    <Field {...{ label, hideLabel, hint, error, required, layout }}>
      {(control) => (
        <div
          ref={frame}
          className={styles['frame']}
          data-size={size}
          data-variant={props.variant}
          data-invalid={control['aria-invalid']}
          data-disabled={props.disabled || undefined}
        >
          <input
            {...control}
            ref={input}
            type="text"
            role="combobox"
            className={styles['input']}
            data-mono={props.mono || undefined}
            aria-expanded={isListShown}
            aria-controls={isListShown ? listId : undefined}
            aria-autocomplete="list"
            aria-activedescendant={isListShown && activeIndex >= 0 ? `${listId}-${activeIndex}` : undefined}
            autoComplete="off"
            spellCheck={false}
            placeholder={props.placeholder}
            disabled={props.disabled}
            value={value}
            onChange={(event) => {
              onChange(event.currentTarget.value);
              open(true);
            }}
            onClick={(event) => {
              if (isOpen) return;
              // What is typed then takes the place of what is there, as in a list of choices.
              event.currentTarget.select();
              open(false);
            }}
            onBlur={() => {
              setOpen(false);
              onCommit?.(value);
            }}
            onKeyDown={(event) => {
              const handled = handleSuggestionKey(event, {
                isOpen: isListShown,
                suggestions,
                activeIndex,
                onHighlight: setActiveIndex,
                onChoose: choose,
                onClose: () => setOpen(false),
              });
              if (handled) return;
              if (event.key === 'ArrowDown') {
                event.preventDefault();
                open(false);
                return;
              }
              if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
                setOpen(false);
                onCommit?.(value);
              }
              props.onKeyDown?.(event);
            }}
          />
          {all.length === 0 ? null : (
            <button
              type="button"
              className={styles['opener']}
              tabIndex={-1}
              aria-hidden="true"
              disabled={props.disabled}
              onMouseDown={(event) => {
                event.preventDefault();
                input.current?.focus();
                if (isOpen) setOpen(false);
                else open(false);
              }}
            >
              <ChevronDown aria-hidden="true" />
            </button>
          )}
          <SuggestionList
            id={listId}
            label={label}
            suggestions={suggestions}
            activeIndex={activeIndex}
            isOpen={isListShown}
            onHighlight={setActiveIndex}
            onChoose={choose}
            anchor={() => frame.current?.getBoundingClientRect() ?? new DOMRect()}
            matchesWidth
          />
        </div>
      )}
    </Field>
  );
}
