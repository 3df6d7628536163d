import { useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { ChevronDown } from 'lucide-react';
import { Field } from './field.tsx';
import type { FieldLabelProps } from './field.tsx';
import { lazyPart } from './lazy-part.tsx';
import { nextEnabled, optionByText } from './select-model.ts';
import type { SelectOption } from './select-model.ts';
import { useTypedText } from './typed-text.ts';
import styles from './select.module.css';

export type { SelectOption } from './select-model.ts';

export type SelectProps<Value extends string> = FieldLabelProps & {
  value: Value | undefined;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string;
  size?: 'sm' | 'md' | 'lg';
  /** `ghost` has no frame until hovered; `joined` has a flat right edge (method before URL); `bare` fills a table cell. */
  variant?: 'default' | 'ghost' | 'joined' | 'bare';
  disabled?: boolean;
  className?: string;
  onOpenChange?: (isOpen: boolean) => void;
};

const SelectLayer = lazyPart(async () => (await import('./select-layer.tsx')).SelectLayer);

/** The open list's state and keys, by the ARIA pattern of a combobox that only selects. */
function useSelectList<Value extends string>(props: SelectProps<Value>) {
  const { options, value } = props;
  const [isOpen, setOpen] = useState(false);
  const [activeIndex, setActiveIndex] = useState(-1);
  const typedText = useTypedText();
  const change = (next: boolean) => {
    if (next === isOpen) return;
    if (next) setActiveIndex(options.findIndex((option) => option.value === value));
    setOpen(next);
    props.onOpenChange?.(next);
  };
  const choose = (option: SelectOption<Value> | undefined) => {
    change(false);
    if (option !== undefined && option.disabled !== true && option.value !== value)
      props.onChange(option.value);
  };
  const type = (event: KeyboardEvent) => {
    const found = optionByText(options, activeIndex, typedText(event.key, event.timeStamp));
    change(true);
    if (found !== undefined) setActiveIndex(found);
  };
  const moves: Readonly<Record<string, () => number>> = {
    ArrowDown: () => nextEnabled(options, activeIndex, 1),
    ArrowUp: () => nextEnabled(options, activeIndex, -1),
    PageDown: () => nextEnabled(options, activeIndex, -1, Math.min(options.length - 1, activeIndex + 8)),
    PageUp: () => nextEnabled(options, activeIndex, 1, Math.max(0, activeIndex - 8)),
    Home: () => nextEnabled(options, activeIndex, 1, 0),
    End: () => nextEnabled(options, activeIndex, -1, options.length - 1),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    const { key } = event;
    const move = moves[key];
    const isLetter = key.length === 1 && key !== ' ';
    if (isLetter) type(event);
    else if (!isOpen && (key === ' ' || key === 'Enter' || key === 'ArrowDown' || key === 'ArrowUp'))
      change(true);
    else if (!isOpen) return;
    else if (key === 'Enter' || key === ' ') choose(options[activeIndex]);
    else if (key === 'Escape' || (key === 'ArrowUp' && event.altKey)) change(false);
    else if (move !== undefined) setActiveIndex(move());
    else if (key === 'Tab') {
      choose(options[activeIndex]);
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { isOpen, activeIndex, setActiveIndex, change, choose, onKeyDown };
}

/** A list to choose one value from. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const {
    label,
    hideLabel,
    hint,
    error,
    required,
    layout,
    value,
    options,
    size = 'md',
    variant = 'default',
  } = props;
  const chosen = options.find((option) => option.value === value);
  const listId = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const list = useSelectList(props);
  return (
    <Field {...{ label, hideLabel, hint, error, required, layout }} className={props.className}>
      {(control) => (
        <>
          <button
            {...control}
            ref={trigger}
            type="button"
            role="combobox"
            aria-label={label}
            aria-haspopup="listbox"
            aria-expanded={list.isOpen}
            aria-controls={list.isOpen ? listId : undefined}
            aria-activedescendant={
              list.isOpen && list.activeIndex >= 0 ? `${listId}-${list.activeIndex}` : undefined
            }
            className={styles['trigger']}
            data-size={size}
            data-variant={variant}
            data-state={list.isOpen ? 'open' : 'closed'}
            data-placeholder={chosen === undefined || undefined}
            disabled={props.disabled}
            onClick={() => list.change(!list.isOpen)}
            onKeyDown={list.onKeyDown}
          >
            {chosen?.icon}
            <span className={styles['value']}>
              {chosen === undefined ? (props.placeholder ?? 'Choose') : (chosen.display ?? chosen.label)}
            </span>
            <span className={styles['chevron']}>
              <ChevronDown aria-hidden="true" />
            </span>
          </button>
          {list.isOpen ? (
            <SelectLayer
              trigger={trigger}
              id={listId}
              label={label}
              options={options}
              value={value}
              activeIndex={list.activeIndex}
              onHighlight={list.setActiveIndex}
              onChoose={(index) => list.choose(options[index])}
              onClose={() => list.change(false)}
            />
          ) : null}
        </>
      )}
    </Field>
  );
}
