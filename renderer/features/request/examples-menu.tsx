import { countOf } from '../../../core/count-of.ts';
import { useEffect, useRef, useState } from 'react';
import { ChevronDown, Pencil, Trash2 } from 'lucide-react';
import type { ItemId } from '../../../core/ids.ts';
import type { ListedExample } from '../../../core/workspace/example.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { NameField } from '../document/public.ts';
import { exampleTitles } from './example-titles.ts';
import styles from './examples-menu.module.css';

function ExampleRow({
  example,
  title,
  requestId,
  onOpen,
}: {
  example: ListedExample;
  title: string;
  requestId: ItemId;
  onOpen: () => void;
}) {
  const [isRenaming, setRenaming] = useState(false);
  const open = useRef<HTMLButtonElement>(null);
  const { renameExample, deleteExample } = useStore((state) => state.requests);
  const { fileName, response } = example;
  if (isRenaming) {
    return (
      <li className={styles['row']}>
        <NameField
          name={example.name}
          onRename={(name) => void renameExample(requestId, fileName, name)}
          onDone={(byKey) => {
            setRenaming(false);
            if (byKey) requestAnimationFrame(() => open.current?.focus());
          }}
        />
      </li>
    );
  }
  return (
    <li className={styles['row']}>
      <button
        ref={open}
        type="button"
        className={styles['open']}
        onClick={onOpen}
        onKeyDown={(event) => {
          if (event.key === 'F2') setRenaming(true);
          if (event.key === 'Delete') void deleteExample(requestId, fileName);
        }}
      >
        {response.statusCode === undefined ? null : <StatusBadge size="sm" status={response.statusCode} />}
        <span className={styles['name']}>{title}</span>
      </button>
      <IconButton size="sm" label={`Rename ${title}`} icon={<Pencil />} onClick={() => setRenaming(true)} />
      <IconButton
        size="sm"
        danger
        label={`Delete ${title}`}
        icon={<Trash2 />}
        onClick={() => void deleteExample(requestId, fileName)}
      />
    </li>
  );
}

/** The saved examples of a request, to open, rename and delete; nothing where it has none. */
export function ExamplesMenu({ requestId }: { requestId: ItemId }) {
  const count = useStore((state) => state.tree.nodes[requestId]?.exampleCount ?? 0);
  const examples = useStore((state) => state.requests.examples[requestId]);
  const loadExamples = useStore((state) => state.requests.loadExamples);
  const openTab = useStore((state) => state.tabs.open);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (count > 0) void loadExamples(requestId);
  }, [count, requestId, loadExamples]);
  const list = useRef<HTMLUListElement>(null);
  const focused = useRef(0);
  useEffect(() => {
    // The row that had the focus went, or became another one.
    if (list.current === null || document.activeElement !== document.body) return;
    const rows = [...list.current.children];
    rows[Math.min(focused.current, rows.length - 1)]?.querySelector('button')?.focus();
  }, [examples]);
  if (count === 0 || examples === undefined || examples.length === 0) return null;
  const titles = exampleTitles(examples);
  return (
    <Popover
      label="Examples"
      align="end"
      width={340}
      open={isOpen}
      onOpenChange={setOpen}
      onEscapeKeyDown={(event) => {
        // It ends the renaming only.
        if (event.target instanceof HTMLInputElement) event.preventDefault();
      }}
      trigger={
        <Button variant="ghost" trailingIcon={<ChevronDown />}>
          {countOf(examples.length, 'example')}
        </Button>
      }
    >
      <ul
        ref={list}
        className={`${styles['list']} scroll-area`}
        onFocus={({ currentTarget, target }) => {
          focused.current = [...currentTarget.children].findIndex((row) => row.contains(target));
        }}
      >
        {examples.map((example, index) => {
          const title = titles[index] ?? example.name;
          return (
            <ExampleRow
              key={example.fileName}
              example={example}
              title={title}
              requestId={requestId}
              onOpen={() => {
                setOpen(false);
                openTab({ kind: 'example', itemId: requestId, title });
              }}
            />
          );
        })}
      </ul>
    </Popover>
  );
}
