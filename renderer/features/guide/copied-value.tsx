import { Copy } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';
import { copyText } from '../notices/public.ts';
import styles from './guide.module.css';

/** A value to be pasted into Okta's console, exactly as it stands. */
export function CopiedValue({ label, value }: { label: string; value: string }) {
  return (
    <div className={styles['value']}>
      <span className={styles['valueLabel']}>{label}</span>
      <code className={styles['valueText']}>{value}</code>
      <IconButton
        size="sm"
        label={`Copy ${label}`}
        icon={<Copy />}
        onClick={() => void copyText(value, `The ${label}`)}
      />
    </div>
  );
}
