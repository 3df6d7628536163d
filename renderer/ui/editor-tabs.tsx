import { useId, useRef, useState } from 'react';
import type { DragEvent, KeyboardEvent, ReactNode } from 'react';
import { Pin, Plus, X } from 'lucide-react';
import { ContextMenu } from './context-menu.tsx';
import { IconButton } from './icon-button.tsx';
import type { MenuEntry } from './menu-entry.ts';
import type { Shortcut } from './shortcut.ts';
import { useKeptInSight } from './use-kept-in-sight.ts';
import styles from './editor-tabs.module.css';

export type EditorTab = {
  id: string;
  title: string;
  /** Before the title, such as a method badge. */
  icon?: ReactNode;
  /** Has changes that are not saved. */
  isDirty?: boolean;
  /** A preview that the next opened item replaces; drawn in italics. */
  isPreview?: boolean;
  isPinned?: boolean;
};

export type EditorTabsProps = {
  label: string;
  tabs: readonly EditorTab[];
  activeId: string | undefined;
  onSelect: (id: string) => void;
  /** By the close button, a middle click, or Delete on a focused tab. */
  onClose: (id: string) => void;
  /** Told when a tab is dragged, or moved with Ctrl+Shift+arrow, to another place. */
  onMove?: (id: string, toIndex: number) => void;
  /** Double click on a tab: keep a preview. */
  onKeep?: (id: string) => void;
  /** By the pin of a pinned tab, which stands in the place of its close button. */
  onUnpin?: (id: string) => void;
  onNew?: () => void;
  newLabel?: string;
  newShortcut?: Shortcut;
  closeShortcut?: Shortcut;
  contextMenu?: (id: string) => readonly MenuEntry[];
  /** The id of the element that shows a tab's content. */
  panelId?: string;
  /** At the right end, such as an overflow list. */
  end?: ReactNode;
};

type Drag = { id: string; overIndex: number | undefined };

/** The index a focus key leads to, or `undefined` for other keys. */
function focusTarget(key: string, index: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (index + 1) % count;
  if (key === 'ArrowLeft') return (index - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

/** The strip of open documents. */
export function EditorTabs(props: EditorTabsProps) {
  const { label, tabs, activeId, onSelect, onClose, onMove, onNew, newLabel = 'New tab', end } = props;
  const listId = useId();
  const strip = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag>();

  // A tab that gets a longer name, or a mark, is wider too.
  const active = tabs.find(({ id }) => id === activeId);
  const widths = `${tabs.length} ${active?.title} ${active?.isDirty}`;
  useKeptInSight(strip, `[data-tab-id="${CSS.escape(activeId ?? '')}"]`, widths);

  const focusTab = (id: string | undefined) => {
    if (id === undefined) return;
    strip.current?.querySelector<HTMLElement>(`[data-tab-id="${CSS.escape(id)}"] [role="tab"]`)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const tab = tabs[index];
    if (tab === undefined || event.altKey) return;
    const target = focusTarget(event.key, index, tabs.length);
    if (target !== undefined && (event.ctrlKey || event.metaKey) && event.shiftKey && onMove !== undefined) {
      event.preventDefault();
      onMove(tab.id, target);
    } else if (target !== undefined && !event.ctrlKey && !event.metaKey) {
      const next = tabs[target];
      event.preventDefault();
      if (next === undefined) return;
      onSelect(next.id);
      focusTab(next.id);
    } else if (event.key === 'Delete') {
      event.preventDefault();
      focusTab((tabs[index + 1] ?? tabs[index - 1])?.id);
      onClose(tab.id);
    }
  };

  const drop = () => {
    if (drag?.overIndex !== undefined) {
      const from = tabs.findIndex((tab) => tab.id === drag.id);
      // The place is counted without the dragged tab itself.
      const to = drag.overIndex > from ? drag.overIndex - 1 : drag.overIndex;
      if (from !== -1 && to !== from) onMove?.(drag.id, to);
    }
    setDrag(undefined);
  };

  const activeIndex = tabs.findIndex((tab) => tab.id === activeId);
  return (
    <div className={styles['bar']}>
      <div
        className="visually-hidden"
        role="tablist"
        aria-label={label}
        aria-owns={tabs.map((tab) => `${listId}-${tab.id}`).join(' ')}
      />
      <div
        ref={strip}
        className={styles['strip']}
        onWheel={(event) => {
          if (event.deltaX === 0) event.currentTarget.scrollLeft += event.deltaY;
        }}
      >
        {tabs.map((tab, index) => (
          <EditorTabItem
            key={tab.id}
            {...props}
            tab={tab}
            index={index}
            domId={`${listId}-${tab.id}`}
            isActive={tab.id === activeId}
            isTabStop={index === Math.max(0, activeIndex)}
            drag={drag}
            onDragChange={setDrag}
            onDrop={drop}
            onTabKeyDown={onKeyDown}
          />
        ))}
      </div>
      {onNew === undefined ? null : (
        <span className={styles['new']}>
          <IconButton
            size="sm"
            label={newLabel}
            shortcut={props.newShortcut}
            icon={<Plus />}
            onClick={onNew}
          />
        </span>
      )}
      {end === undefined ? null : <div className={styles['end']}>{end}</div>}
    </div>
  );
}

type EditorTabItemProps = EditorTabsProps & {
  tab: EditorTab;
  index: number;
  domId: string;
  isActive: boolean;
  isTabStop: boolean;
  drag: Drag | undefined;
  onDragChange: (drag: Drag | undefined) => void;
  onDrop: () => void;
  onTabKeyDown: (event: KeyboardEvent, index: number) => void;
};

/** What a tab's looks say, in words. */
function describe({ isDirty, isPinned, isPreview }: EditorTab): string | undefined {
  const words = [
    ...(isDirty === true ? ['Unsaved changes'] : []),
    ...(isPinned === true ? ['Pinned'] : []),
    ...(isPreview === true ? ['Preview'] : []),
  ];
  return words.length === 0 ? undefined : words.join(', ');
}

function EditorTabItem(props: EditorTabItemProps) {
  const { tab, index, isActive, drag, onDragChange, onSelect, onClose, onKeep, contextMenu, onMove } = props;
  const dragOver = (event: DragEvent<HTMLElement>) => {
    if (drag === undefined) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    onDragChange({ ...drag, overIndex: event.clientX > box.left + box.width / 2 ? index + 1 : index });
  };
  const item = (
    <div
      className={styles['item']}
      data-tab-id={tab.id}
      data-active={isActive || undefined}
      data-dirty={tab.isDirty || undefined}
      data-dragged={drag?.id === tab.id || undefined}
      data-drop={drag?.overIndex === index ? 'before' : drag?.overIndex === index + 1 ? 'after' : undefined}
      draggable={onMove !== undefined}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('application/x-postern-tab', tab.id);
        onDragChange({ id: tab.id, overIndex: undefined });
      }}
      onDragOver={dragOver}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop();
      }}
      onDragEnd={() => onDragChange(undefined)}
      onMouseDown={(event) => {
        // Keeps Chromium from starting its scroll mode on a middle click.
        if (event.button === 1) event.preventDefault();
      }}
      onAuxClick={(event) => {
        if (event.button === 1 && tab.isPinned !== true) onClose(tab.id);
      }}
    >
      <button
        type="button"
        role="tab"
        id={props.domId}
        className={styles['tab']}
        aria-selected={isActive}
        aria-controls={isActive ? props.panelId : undefined}
        aria-description={describe(tab)}
        tabIndex={props.isTabStop ? 0 : -1}
        title={tab.title}
        onClick={() => onSelect(tab.id)}
        onDoubleClick={() => onKeep?.(tab.id)}
        onKeyDown={(event) => props.onTabKeyDown(event, index)}
      >
        {tab.icon}
        <span className={styles['title']} data-preview={tab.isPreview || undefined}>
          {tab.title}
        </span>
      </button>
      <span className={styles['close']}>
        <IconButton
          size="sm"
          label={tab.isPinned === true ? `Unpin ${tab.title}` : `Close ${tab.title}`}
          shortcut={isActive && tab.isPinned !== true ? props.closeShortcut : undefined}
          icon={tab.isPinned === true ? <Pin className={styles['pin']} /> : <X />}
          tabIndex={-1}
          onClick={() => (tab.isPinned === true ? props.onUnpin?.(tab.id) : onClose(tab.id))}
        />
        {tab.isDirty === true ? <span className={styles['dirty']} aria-hidden="true" /> : null}
      </span>
    </div>
  );
  return contextMenu === undefined ? (
    item
  ) : (
    <ContextMenu items={() => contextMenu(tab.id)}>{item}</ContextMenu>
  );
}
