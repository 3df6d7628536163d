import { ChevronDown } from 'lucide-react';
import { useShortcut } from '../../store/use-shortcut.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { Menu } from '../../ui/menu.tsx';
import styles from './document.module.css';

export type SaveControlsProps = {
  isDirty: boolean;
  /** Was never saved: there is something to save even without edits. */
  isNew?: boolean;
  isSaving: boolean;
  onSave: () => void;
  onDiscard: () => void;
  /** Shows "Save as…" in the menu. */
  onSaveAs?: () => void;
};

/** The Save button, and what else can be done with the edits. */
export function SaveControls(props: SaveControlsProps) {
  const { isDirty, isNew = false, isSaving, onSave, onDiscard, onSaveAs } = props;
  const saveShortcut = useShortcut('save');
  const saveAsShortcut = useShortcut('saveAs');
  const items: MenuEntry[] = [
    ...(onSaveAs === undefined ? [] : [{ label: 'Save as…', shortcut: saveAsShortcut, onSelect: onSaveAs }]),
    { label: 'Discard changes', disabled: !isDirty, onSelect: onDiscard },
  ];
  return (
    <div className={styles['saveControls']}>
      <Button
        className={styles['save']}
        shortcut={saveShortcut}
        loading={isSaving}
        disabled={!isDirty && !isNew}
        onClick={onSave}
      >
        Save
      </Button>
      <Menu
        align="end"
        items={items}
        trigger={
          <IconButton
            className={styles['saveMore']}
            variant="secondary"
            label="More ways to save"
            icon={<ChevronDown />}
          />
        }
      />
    </div>
  );
}
