import { useLayoutEffect, useRef } from 'react';
import type { ComponentProps, Ref } from 'react';
import { classNames } from './class-names.ts';
import { replaceInField } from './variable-completion.ts';
import { VariableOverlay } from './variable-overlay.tsx';
import type { VariableStatus } from './variable-support.ts';
import styles from './variable-text-field.module.css';

export type VariableInputProps = Omit<
  ComponentProps<'input'>,
  'value' | 'onChange' | 'onScroll' | 'onSelect'
> & {
  value: string;
  onEdit: (text: string, caret: number) => void;
  statusOf: (name: string) => VariableStatus;
  mono: boolean;
  ref?: Ref<HTMLInputElement>;
};

/**
 * A native text input over a drawing of its own text. The input's text is transparent and the drawing has the colours,
 * so caret, selection, undo, IME and scrolling stay the browser's.
 */
export function VariableInput(props: VariableInputProps) {
  const { value, onEdit, statusOf, mono, ref, onBlur, onPaste, ...attributes } = props;
  const root = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLDivElement>(null);

  // The input scrolls its text by itself; the drawing has to follow.
  const followScroll = () => {
    const input = root.current?.querySelector('input');
    if (overlay.current === null || input === null || input === undefined) return;
    overlay.current.style.transform = `translateX(${-input.scrollLeft}px)`;
  };
  useLayoutEffect(() => {
    // Only the field in use is scrolled, and asking any other one would have the whole window laid out.
    if (root.current?.contains(document.activeElement) === true) followScroll();
  }, [value]);

  return (
    <div ref={root} className={classNames(styles['text'], mono && styles['mono'])}>
      <div className={styles['overlay']} aria-hidden="true">
        <div ref={overlay} className={styles['overlayText']} data-overlay>
          <VariableOverlay text={value} statusOf={statusOf} />
        </div>
      </div>
      <input
        {...attributes}
        ref={ref}
        type="text"
        className={styles['input']}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        value={value}
        onChange={(event) => {
          const { value: text, selectionStart } = event.currentTarget;
          onEdit(text, selectionStart ?? text.length);
        }}
        onPaste={(event) => {
          onPaste?.(event);
          const pasted = event.clipboardData.getData('text/plain');
          if (event.defaultPrevented || !/[\r\n]/.test(pasted)) return;
          // The browser would make spaces of line breaks, which are wrong in a URL or a token.
          event.preventDefault();
          event.stopPropagation();
          const { selectionStart, selectionEnd, value: text } = event.currentTarget;
          const oneLine = pasted.replaceAll(/\s*[\r\n]+\s*/g, '');
          replaceInField(
            event.currentTarget,
            selectionStart ?? text.length,
            selectionEnd ?? text.length,
            oneLine,
          );
        }}
        onScroll={followScroll}
        onSelect={followScroll}
        onBlur={(event) => {
          followScroll();
          onBlur?.(event);
        }}
      />
    </div>
  );
}
