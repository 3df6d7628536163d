import { useCallback, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ClipboardEventHandler, KeyboardEvent, KeyboardEventHandler, ReactNode, Ref } from 'react';
import { AnchoredCard } from './anchored-card.tsx';
import { classNames } from './class-names.ts';
import { Field } from './field.tsx';
import type { FieldLabelProps } from './field.tsx';
import { hasMainModifier } from './shortcut.ts';
import { handleSuggestionKey } from './suggestion-keys.ts';
import { SuggestionList } from './suggestion-list.tsx';
import type { Suggestion } from './suggestion-list.tsx';
import { useVariableCard } from './variable-card-state.ts';
import { completionEdit, matchSuggestions, openVariableAt, replaceInField } from './variable-completion.ts';
import type { OpenVariable } from './variable-completion.ts';
import { VariableOverlay, rectAtOffset, variableAtOffset, variableAtPoint } from './variable-overlay.tsx';
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

/** What the list under the field offers right now. */
type Completion = { kind: 'variable'; open: OpenVariable } | { kind: 'text' } | undefined;

function assign(ref: Ref<HTMLInputElement> | undefined, element: HTMLInputElement | null) {
  if (typeof ref === 'function') ref(element);
  else if (ref !== null && ref !== undefined) ref.current = element;
}

/** The list's state: which completion is open, what it offers, and how a choice changes the text. */
function useCompletion(props: VariableTextFieldProps, support: VariableSupport) {
  const { value, onChange, suggestions: texts = [] } = props;
  const [completion, setCompletion] = useState<Completion>();
  const [activeIndex, setActiveIndex] = useState(0);
  const offered =
    completion === undefined
      ? []
      : completion.kind === 'variable'
        ? matchSuggestions(support.suggestions(), completion.open.typed)
        : matchSuggestions(texts, value).filter((suggestion) => suggestion.value !== value);

  const update = (text: string, caret: number) => {
    const open = openVariableAt(text, caret);
    if (open !== undefined) setCompletion({ kind: 'variable', open });
    else
      setCompletion(texts.length > 0 && text !== '' && !text.includes('{{') ? { kind: 'text' } : undefined);
    // Enter takes a variable's first match; for free text it must stay what was typed.
    setActiveIndex(open === undefined ? -1 : 0);
  };
  const choose = (input: HTMLInputElement, suggestion: Suggestion) => {
    if (completion?.kind === 'variable') {
      const caret = completion.open.nameStart + completion.open.typed.length;
      const edit = completionEdit(value, caret, completion.open, suggestion.value);
      replaceInField(input, edit.start, edit.end, edit.text);
    } else {
      replaceInField(input, 0, value.length, suggestion.value);
      onChange(suggestion.value);
    }
    setCompletion(undefined);
  };
  return {
    completion,
    offered,
    activeIndex,
    setActiveIndex,
    update,
    choose,
    close: () => setCompletion(undefined),
  };
}

/** A single-line field that colours its `{{variables}}`, shows their values and completes their names. */
export function VariableTextField(props: VariableTextFieldProps) {
  const {
    label,
    hideLabel,
    hint,
    error,
    required,
    layout,
    value,
    onChange,
    size = 'md',
    variant = 'field',
  } = props;
  const inherited = useVariableSupport();
  const support = props.variables ?? inherited;
  const listId = useId();
  const input = useRef<HTMLInputElement | null>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const { card, close, pointAt, openNow, keep } = useVariableCard();
  const list = useCompletion(props, support);
  const isListShown = list.offered.length > 0;

  // The field scrolls its text by itself; the overlay has to follow.
  const followScroll = useCallback(() => {
    if (overlay.current === null || input.current === null) return;
    overlay.current.style.transform = `translateX(${-input.current.scrollLeft}px)`;
  }, []);
  useLayoutEffect(followScroll, [value, followScroll]);

  const outerRef = props.ref;
  const setInput = useCallback(
    (element: HTMLInputElement | null) => {
      input.current = element;
      assign(outerRef, element);
    },
    [outerRef],
  );

  const anchor = {
    getBoundingClientRect: () => {
      const { completion } = list;
      if (overlay.current === null) return new DOMRect();
      return rectAtOffset(overlay.current, completion?.kind === 'variable' ? completion.open.nameStart : 0);
    },
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
    if (event.key === 'F2' && support.renderCard !== undefined && overlay.current !== null) {
      const found = variableAtOffset(overlay.current, event.currentTarget.selectionStart ?? 0);
      if (found === undefined) return;
      event.preventDefault();
      openNow(found);
    } else if (event.key === 'Enter' && hasMainModifier(event) && props.onModEnter !== undefined) {
      event.preventDefault();
      props.onModEnter();
    } else if (event.key === 'Enter' && !hasMainModifier(event) && props.onEnter !== undefined) {
      event.preventDefault();
      props.onEnter();
    } else {
      props.onKeyDown?.(event);
    }
  };

  return (
    <Field {...{ label, hideLabel, hint, error, required, layout }} className={styles['fieldRoot']}>
      {(control) => (
        <div
          className={styles['frame']}
          data-size={size}
          data-variant={variant}
          data-invalid={control['aria-invalid']}
          data-disabled={props.disabled || undefined}
        >
          <div className={classNames(styles['text'], props.mono !== false && styles['mono'])}>
            <div className={styles['overlay']} aria-hidden="true">
              <div ref={overlay} className={styles['overlayText']}>
                <VariableOverlay text={value} statusOf={support.statusOf} />
              </div>
            </div>
            <input
              {...control}
              ref={setInput}
              type="text"
              className={styles['input']}
              aria-autocomplete="list"
              aria-haspopup="listbox"
              aria-controls={isListShown ? listId : undefined}
              aria-activedescendant={
                isListShown && list.activeIndex >= 0 ? `${listId}-${list.activeIndex}` : undefined
              }
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              placeholder={props.placeholder}
              disabled={props.disabled}
              readOnly={props.readOnly}
              value={value}
              onChange={(event) => {
                onChange(event.currentTarget.value);
                list.update(event.currentTarget.value, event.currentTarget.selectionStart ?? 0);
              }}
              onScroll={followScroll}
              onSelect={followScroll}
              onKeyDown={onKeyDown}
              onPaste={props.onPaste}
              onFocus={props.onFocus}
              onBlur={() => {
                list.close();
                followScroll();
                props.onBlur?.();
              }}
              onPointerMove={(event) => {
                if (support.renderCard === undefined || overlay.current === null || event.buttons !== 0)
                  return;
                pointAt(variableAtPoint(overlay.current, event.clientX, event.clientY));
              }}
              onPointerLeave={() => pointAt(undefined)}
              onPointerDown={() => {
                list.close();
                close();
              }}
            />
          </div>
          {props.suffix}
          <SuggestionList
            id={listId}
            label={list.completion?.kind === 'variable' ? 'Variables' : `${label} suggestions`}
            suggestions={list.offered}
            activeIndex={list.activeIndex}
            isOpen={isListShown}
            onHighlight={list.setActiveIndex}
            onChoose={(suggestion) =>
              input.current === null ? undefined : list.choose(input.current, suggestion)
            }
            anchor={anchor}
          />
          <AnchoredCard
            label={`Variable ${card?.name ?? ''}`}
            anchor={card?.rect}
            takesFocus={card?.takesFocus}
            onClose={close}
            onPointerEnter={keep}
            onPointerLeave={() => pointAt(undefined)}
          >
            {card === undefined ? null : support.renderCard?.(card.name, close)}
          </AnchoredCard>
        </div>
      )}
    </Field>
  );
}
