import { Eye } from 'lucide-react';
import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './environments.module.css';

const EnvironmentQuickLook = lazyPart(
  async () => (await import('./environment-quick-look.tsx')).EnvironmentQuickLook,
);

/** Upper right: which environment is in use, and a quick look into it. */
export function EnvironmentPicker() {
  const [isLooking, setLooking] = useState(false);
  const list = useStore((state) => state.environments.list);
  const selectedId = useStore((state) => state.environments.selectedId);
  const select = useStore((state) => state.environments.select);
  const options = [
    { value: '', label: 'No Environment' },
    ...list.map((environment) => ({ value: environment.id, label: environment.name })),
  ];
  return (
    <div className={styles['picker']}>
      <Select
        label="Environment"
        hideLabel
        value={selectedId ?? ''}
        options={options}
        className={styles['pickerSelect']}
        onChange={(id) => void select(id === '' ? undefined : id)}
      />
      <Popover
        label="Environment quick look"
        open={isLooking}
        onOpenChange={setLooking}
        align="end"
        width={520}
        trigger={<IconButton label="Environment quick look" icon={<Eye />} />}
      >
        <EnvironmentQuickLook onLeave={() => setLooking(false)} />
      </Popover>
    </div>
  );
}
