import { Select } from '../../ui/select.tsx';
import type { SelectProps } from '../../ui/select.tsx';
import styles from './request-sections.module.css';

type CellSelectProps<Value extends string> = Pick<
  SelectProps<Value>,
  'label' | 'value' | 'onChange' | 'options'
>;

/** A choice in a cell of a table. */
export function CellSelect<Value extends string>(props: CellSelectProps<Value>) {
  return (
    <div className={styles['cellSelect']}>
      <Select {...props} hideLabel size="sm" variant="ghost" />
    </div>
  );
}
