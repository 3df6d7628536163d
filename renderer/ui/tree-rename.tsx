import { useEffect, useRef, useState } from 'react';
import styles from './tree.module.css';

export type TreeRenameProps = {
  label: string;
  name: string;
  /** `undefined` gives up; also when the name is blank or the same. */
  onEnd: (name: string | undefined) => void;
};

/** The field that renames a row in place: Enter and blur keep the name, Escape gives up. */
export function TreeRename({ label, name, onEnd }: TreeRenameProps) {
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  const hasEnded = useRef(false);
  useEffect(() => {
    // A menu that started the renaming gives its focus back first.
    const frame = requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.select();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const end = (keeps: boolean) => {
    if (hasEnded.current) return;
    hasEnded.current = true;
    const trimmed = text.trim();
    onEnd(keeps && trimmed !== '' && trimmed !== name ? trimmed : undefined);
  };
  return (
    <input
      ref={input}
      className={styles['rename']}
      aria-label={label}
      value={text}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) end(true);
        if (event.key === 'Escape') end(false);
      }}
    />
  );
}
