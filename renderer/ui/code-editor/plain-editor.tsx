import { useImperativeHandle, useRef } from 'react';
import type { SyntheticEvent } from 'react';
import { hasMainModifier } from '../shortcut.ts';
import type { CodeEditorProps, TypingPlace } from './code-editor-props.ts';
import styles from './code-editor.module.css';

/** The plain field that stands in for the editor while it loads. */
export function PlainEditor(props: CodeEditorProps & { onTypingPlace: (place: TypingPlace) => void }) {
  const { ariaLabel, value, onChange, readOnly = false, onModEnter, onTypingPlace, handle } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(handle, () => ({
    focus: () => field.current?.focus(),
    insert: (text) => {
      const place = field.current;
      if (place === null) return;
      onChange?.(value.slice(0, place.selectionStart) + text + value.slice(place.selectionEnd));
    },
    find: () => undefined,
    select: (start, end) => field.current?.setSelectionRange(start, end),
  }));
  const remember = (event: SyntheticEvent<HTMLTextAreaElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    onTypingPlace({ isFocused: true, start: selectionStart, end: selectionEnd });
  };
  return (
    <textarea
      ref={field}
      className={styles['plain']}
      aria-label={ariaLabel}
      value={value}
      readOnly={readOnly || onChange === undefined}
      placeholder={props.placeholder}
      wrap={props.wordWrap === true ? 'soft' : 'off'}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => {
        remember(event);
        onChange?.(event.currentTarget.value);
      }}
      onFocus={remember}
      onSelect={remember}
      onBlur={() => onTypingPlace({ isFocused: false, start: 0, end: 0 })}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && hasMainModifier(event) && onModEnter !== undefined) {
          event.preventDefault();
          onModEnter();
        }
      }}
    />
  );
}
