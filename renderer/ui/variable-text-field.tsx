import { useId, useRef } from 'react';
import type { ClipboardEventHandler, KeyboardEvent, KeyboardEventHandler, ReactNode, Ref } from 'react';
import { Field } from './field.tsx';
import type { FieldLabelProps } from './field.tsx';
import { hasMainModifier } from './shortcut.ts';
import { handleSuggestionKey } from './suggestion-keys.ts';
import { SuggestionList } from './suggestion-list.tsx';
import type { Suggestion } from './suggestion-list.tsx';
import { useCompletion } from './use-completion.ts';
import { VariableCard } from './variable-card.tsx';
import { useVariableCard } from './variable-card-state.ts';
import { VariableInput } from './variable-input.tsx';
import { rectAtOffset, variableAtOffset, variableAtPoint } from './variable-overlay.tsx';
import { useVariableSupport } from './variable-support.ts';
import type { VariableSupport } from './variable-support.ts';
import styles from './variable-text-field.module.css';

export type VariableTextFieldProps = FieldLabelProps & {
  value: string;
  onChange: (value: string) => void;
  /** Defaults to the nearest `VariableSupportProvider`. */
  variables?: VariableSupport;
  /** Other things to offer while typing, such as header names. */
  suggestions?: readonly Suggestion[];
  /** The text is a list parted by spaces; suggestions complete the word at the caret. */
  suggestsWords?: boolean;
  placeholder?: string;
  size?: 'sm' | 'md' | 'lg';
  /** `bare` has no frame (table cells); `joined` has a flat left edge (URL after method). */
  variant?: 'field' | 'bare' | 'joined';
  /** Code font, on by default. */
  mono?: boolean;
  disabled?: boolean;
  readOnly?: boolean;
  onEnter?: () => void;
  /** Ctrl+Enter or Command+Enter: send. */
  onModEnter?: () => void;
  onKeyDown?: KeyboardEventHandler<HTMLInputElement>;
  onPaste?: ClipboardEventHandler<HTMLInputElement>;
  onFocus?: () => void;
  onBlur?: () => void;
  suffix?: ReactNode;
  ref?: Ref<HTMLInputElement>;
};

const noTexts: readonly Suggestion[] = [];

/** A single-line field that colours its `{{variables}}`, shows their values and completes their names. */
export function VariableTextField(props: VariableTextFieldProps) {
  const { label, hideLabel, hint, error, required, layout, value, size = 'md', variant = 'field' } = props;
  const inherited = useVariableSupport();
  const support = props.variables ?? inherited;
  const listId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const card = useVariableCard();
  const list = useCompletion({
    value,
    onChange: props.onChange,
    support,
    texts: props.suggestions ?? noTexts,
    byWord: props.suggestsWords === true,
  });
  const { completion } = list;
  const isListShown = list.offered.length > 0;
  const overlayElement = () => frame.current?.querySelector('[data-overlay]') ?? undefined;
  const inputElement = () => frame.current?.querySelector('input') ?? undefined;

  const openCardAtCaret = (input: HTMLInputElement): boolean => {
    const overlay = overlayElement();
    if (support.renderCard === undefined || overlay === undefined) return false;
    const found = variableAtOffset(overlay, input.selectionStart ?? 0);
    if (found !== undefined) card.openNow(found);
    return found !== undefined;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const handled = handleSuggestionKey(event, {
      isOpen: isListShown,
      suggestions: list.offered,
      activeIndex: list.activeIndex,
      onHighlight: list.setActiveIndex,
      onChoose: (suggestion) => list.choose(event.currentTarget, suggestion),
      onClose: list.close,
    });
    if (handled) return;
    const enter =
      event.key !== 'Enter' ? undefined : hasMainModifier(event) ? props.onModEnter : props.onEnter;
    if (event.key === 'F2' && openCardAtCaret(event.currentTarget)) event.preventDefault();
    else if (enter === undefined) props.onKeyDown?.(event);
    else {
      event.preventDefault();
      enter();
    }
  };

  return (
    <Field {...{ label, hideLabel, hint, error, required, layout }} className={styles['fieldRoot']}>
      {(control) => (
        <div
          ref={frame}
          className={styles['frame']}
          data-size={size}
          data-variant={variant}
          data-invalid={control['aria-invalid']}
          data-disabled={props.disabled || undefined}
        >
          <VariableInput
            {...control}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={isListShown ? listId : undefined}
            aria-activedescendant={
              isListShown && list.activeIndex >= 0 ? `${listId}-${list.activeIndex}` : undefined
            }
            ref={props.ref}
            statusOf={support.statusOf}
            mono={props.mono !== false}
            placeholder={props.placeholder}
            disabled={props.disabled}
            readOnly={props.readOnly}
            value={value}
            onEdit={(text, caret) => {
              props.onChange(text);
              list.update(text, caret);
            }}
            onKeyDown={onKeyDown}
            onPaste={props.onPaste}
            onFocus={props.onFocus}
            onBlur={() => {
              list.close();
              props.onBlur?.();
            }}
            onPointerMove={(event) => {
              const overlay = overlayElement();
              if (support.renderCard === undefined || overlay === undefined || event.buttons !== 0) return;
              card.pointAt(variableAtPoint(overlay, event.clientX, event.clientY));
            }}
            onPointerLeave={() => card.pointAt(undefined)}
            onPointerDown={() => {
              list.close();
              card.close();
            }}
          />
          {props.suffix}
          <SuggestionList
            id={listId}
            label={completion?.kind === 'variable' ? 'Variables' : `${label} suggestions`}
            suggestions={list.offered}
            activeIndex={list.activeIndex}
            isOpen={isListShown}
            onHighlight={list.setActiveIndex}
            onChoose={(suggestion) => {
              const input = inputElement();
              if (input !== undefined) list.choose(input, suggestion);
            }}
            anchor={() => {
              const overlay = overlayElement();
              if (overlay === undefined) return new DOMRect();
              return rectAtOffset(overlay, completion?.kind === 'variable' ? completion.open.nameStart : 0);
            }}
          />
          <VariableCard state={card} support={support} />
        </div>
      )}
    </Field>
  );
}
