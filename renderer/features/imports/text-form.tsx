import type { ReactNode } from 'react';
import type { ImportSource } from '../../../core/import/report.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { ImportErrorNotice } from './import-error-notice.tsx';
import styles from './imports.module.css';

export type TextFormProps = {
  /** Under which name what is typed is kept. */
  form: 'import' | 'curl';
  label: string;
  rows: number;
  placeholder: string;
  sourceOf: (text: string) => ImportSource;
  /** Below the box. */
  children?: ReactNode;
};

/** A box for a text that is imported, with its button. */
export function TextForm({ form, label, rows, placeholder, sourceOf, children }: TextFormProps) {
  const text = useStore((state) => state.imports.typed[form]);
  const { run, type } = useStore((state) => state.imports);
  const isEmpty = text.trim() === '';
  const submit = () => void run([sourceOf(text)]);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ImportErrorNotice />
      <TextArea
        label={label}
        mono
        rows={rows}
        value={text}
        onChange={(typed) => type(form, typed)}
        autoFocus
        placeholder={placeholder}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isEmpty) submit();
        }}
      />
      <div className={styles['formEnd']}>
        <Button type="submit" variant="primary" disabled={isEmpty} shortcut="Mod+Enter">
          Import
        </Button>
      </div>
      {children}
    </form>
  );
}
