import { TextArea } from '../../ui/text-area.tsx';
import styles from './document.module.css';

export type DescriptionEditorProps = {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  placeholder: string;
};

/** The documentation of an item, in Markdown as it stands in the file. */
export function DescriptionEditor({ value, onChange, placeholder }: DescriptionEditorProps) {
  return (
    <div className={styles['description']}>
      <TextArea
        label="Description"
        hideLabel
        className={styles['descriptionText']}
        placeholder={placeholder}
        value={value ?? ''}
        onChange={(text) => onChange(text === '' ? undefined : text)}
      />
    </div>
  );
}
