import { useRef, useState } from 'react';
import { Pencil } from 'lucide-react';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './document.module.css';

/** The field that changes a name in place: Enter and blur keep it, Escape gives up. */
export function NameField({
  name,
  onRename,
  onDone,
}: {
  name: string;
  onRename: (name: string) => void;
  /** Told whether a key ended it: then the focus has nowhere to be. */
  onDone: (byKey: boolean) => void;
}) {
  const [text, setText] = useState(name);
  const hasEnded = useRef(false);
  const end = (keeps: boolean, byKey: boolean) => {
    // Taking the field away blurs it.
    if (hasEnded.current) return;
    hasEnded.current = true;
    if (keeps && text.trim() !== '') onRename(text.trim());
    onDone(byKey);
  };
  return (
    <input
      className={styles['nameField']}
      aria-label="Name"
      autoFocus
      spellCheck={false}
      autoComplete="off"
      value={text}
      size={Math.max(8, Math.min(text.length + 1, 60))}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => end(true, false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') end(true, true);
        if (event.key === 'Escape') {
          event.stopPropagation();
          end(false, true);
        }
      }}
    />
  );
}

/** The name of what a tab shows, as its heading, which is changed in place. */
export function EditableName({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const [isRenaming, setRenaming] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (isRenaming) {
    return (
      <NameField
        name={name}
        onRename={onRename}
        onDone={(byKey) => {
          setRenaming(false);
          if (byKey) requestAnimationFrame(() => button.current?.focus());
        }}
      />
    );
  }
  return (
    <h1 className={styles['name']}>
      <Tooltip content="Rename">
        <button
          ref={button}
          type="button"
          className={styles['nameButton']}
          onClick={() => setRenaming(true)}
          onKeyDown={(event) => {
            if (event.key !== 'F2') return;
            event.preventDefault();
            setRenaming(true);
          }}
        >
          <span className={styles['nameText']}>{name}</span>
          <Pencil className={styles['pencil']} aria-hidden="true" />
        </button>
      </Tooltip>
    </h1>
  );
}
