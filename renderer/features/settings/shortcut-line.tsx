import { useEffect, useRef, useState } from 'react';
import { Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { type ChosenShortcuts, keysOf, ownerOf, type ShortcutId, shortcuts } from '../../shortcuts.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import type { Shortcut } from '../../ui/shortcut.ts';
import { isKeptByBrowsers, shortcutOfPress } from './record-shortcut.ts';
import styles from './shortcuts.module.css';

export type ShortcutLineProps = {
  id: ShortcutId;
  chosen: ChosenShortcuts;
  problem: string | undefined;
  onKeys: (keys: Shortcut[]) => void;
  /** Keys of another shortcut, which loses them. */
  onTake: (keys: Shortcut) => void;
  onReset: () => void;
};

/** One shortcut: its keys, and a way to press others. */
export function ShortcutLine({ id, chosen, problem, onKeys, onTake, onReset }: ShortcutLineProps) {
  const { label } = shortcuts[id];
  const keys = keysOf(id, chosen);
  const isRecording = useStore((state) => state.settings.recording === id);
  const setRecording = useStore((state) => state.settings.setRecording);
  const [pressed, setPressed] = useState<Shortcut>();
  const edit = useRef<HTMLButtonElement>(null);
  const owner = pressed === undefined ? undefined : ownerOf(pressed, chosen, id);
  const end = () => {
    setRecording(undefined);
    setPressed(undefined);
    edit.current?.focus();
  };
  const record = (keyPress: Shortcut) => {
    if (ownerOf(keyPress, chosen, id) !== undefined) setPressed(keyPress);
    else {
      onKeys([keyPress]);
      end();
    }
  };
  return (
    <li className={styles['line']}>
      <span className={styles['label']}>{label}</span>
      {isRecording ? (
        <Recorder label={label} onPress={record} onCancel={end} />
      ) : (
        <span className={styles['keys']}>
          {keys.length === 0 ? <span className={styles['none']}>none</span> : null}
          {keys.map((one) => (
            <Kbd key={one} shortcut={one} />
          ))}
        </span>
      )}
      <span className={styles['buttons']}>
        <IconButton
          ref={edit}
          size="sm"
          label={`Change the keys of “${label}”`}
          icon={<Pencil />}
          onClick={() => setRecording(id)}
        />
        <IconButton
          size="sm"
          label={`Remove the keys of “${label}”`}
          icon={<Trash2 />}
          disabled={keys.length === 0}
          onClick={() => onKeys([])}
        />
        <IconButton
          size="sm"
          label={`Reset the keys of “${label}”`}
          icon={<RotateCcw />}
          disabled={!Object.hasOwn(chosen, id)}
          onClick={onReset}
        />
      </span>
      {pressed !== undefined && owner !== undefined ? (
        <span className={styles['problem']} role="alert">
          <Kbd shortcut={pressed} /> belongs to “{shortcuts[owner].label}”.
          <Button
            size="sm"
            onClick={() => {
              onTake(pressed);
              end();
            }}
          >
            Take it from there
          </Button>
          <Button size="sm" onClick={end}>
            Cancel
          </Button>
        </span>
      ) : null}
      {problem === undefined ? null : (
        <span className={styles['problem']} role="alert">
          {problem}
        </span>
      )}
      {!isRecording && keys[0] !== undefined && isKeptByBrowsers(keys[0]) ? (
        <span className={styles['hint']}>
          A browser keeps these keys for itself; they work in the desktop window.
        </span>
      ) : null}
    </li>
  );
}

type RecorderProps = { label: string; onPress: (keys: Shortcut) => void; onCancel: () => void };

/** Takes the next key press. Escape and leaving the field give up. */
function Recorder({ label, onPress, onCancel }: RecorderProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <input
      ref={field}
      className={styles['recorder']}
      aria-label={`New keys of “${label}”`}
      value=""
      placeholder="Press the keys"
      readOnly
      onBlur={(event) => {
        // The buttons that answer a conflict are in the same line.
        const isInLine = event.currentTarget.closest('li')?.contains(event.relatedTarget) === true;
        if (!isInLine) onCancel();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Tab' && !event.ctrlKey && !event.altKey && !event.metaKey) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Escape') onCancel();
        const keys = shortcutOfPress(event);
        if (keys !== undefined) onPress(keys);
      }}
    />
  );
}
