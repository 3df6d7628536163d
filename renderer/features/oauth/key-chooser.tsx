import type { ReactNode } from 'react';
import { KeyRound } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

export interface KeyChooserProps {
  /** Empty: none is chosen. */
  keyId: string;
  onChange(keyId: string): void;
  hint: string;
  /** Stands beside the buttons for new keys. */
  children?: ReactNode;
}

/** Chooses among the stored keys, or makes a new one. */
export function KeyChooser({ keyId, onChange, hint, children }: KeyChooserProps) {
  const keys = useStore((state) => state.keys.list);
  const setDialog = useStore((state) => state.keys.setDialog);
  const options = keys.map((key) => ({
    value: key.id,
    label: key.name,
    description: `${key.alg}, kid ${key.kid}`,
  }));
  const isMissing = keyId !== '' && !keys.some((key) => key.id === keyId);
  return (
    <>
      <Select
        layout="row"
        label="Key"
        value={isMissing || keyId === '' ? undefined : keyId}
        placeholder={isMissing ? 'The key is not on this machine' : 'Choose the key that signs'}
        onChange={onChange}
        options={options}
        hint={hint}
      />
      <FieldRow>
        <Button size="sm" icon={<KeyRound />} onClick={() => setDialog('generate')}>
          Generate a key
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setDialog('import')}>
          Paste a key
        </Button>
        {children}
      </FieldRow>
    </>
  );
}
