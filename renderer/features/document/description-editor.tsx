import { useState } from 'react';
import { BookOpen, Pencil } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Markdown } from '../../ui/markdown/markdown.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './document.module.css';

export type DescriptionEditorProps = {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  placeholder: string;
};

/** The documentation of an item: a page to read, and on Edit the Markdown as it stands in the file. */
export function DescriptionEditor({ value = '', onChange, placeholder }: DescriptionEditorProps) {
  const [isEditing, setEditing] = useState(false);
  const openLink = useStore((state) => state.outgoing.openLink);
  if (!isEditing && value.trim() === '') {
    return (
      <EmptyState
        compact
        title="Nothing is written here yet"
        actions={<Button onClick={() => setEditing(true)}>Write a description</Button>}
      >
        {placeholder}. It stays in the file, beside the request.
      </EmptyState>
    );
  }
  return (
    <div className={styles['description']}>
      <div className={styles['descriptionHead']}>
        {isEditing ? (
          <Button size="sm" variant="ghost" icon={<BookOpen />} onClick={() => setEditing(false)}>
            Read
          </Button>
        ) : (
          <Button size="sm" variant="ghost" icon={<Pencil />} onClick={() => setEditing(true)}>
            Edit
          </Button>
        )}
      </div>
      {isEditing ? (
        <div className={styles['descriptionField']}>
          <TextArea
            label="Description"
            hideLabel
            autoFocus
            className={styles['descriptionText']}
            placeholder={`${placeholder}, in Markdown`}
            value={value}
            onChange={(text) => onChange(text === '' ? undefined : text)}
          />
        </div>
      ) : (
        <div className={styles['descriptionPage']}>
          <h2 className="visually-hidden">Docs</h2>
          <Markdown text={value} onOpenLink={(url) => void openLink(url)} />
        </div>
      )}
    </div>
  );
}
