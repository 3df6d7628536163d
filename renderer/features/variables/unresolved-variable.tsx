import { useState } from 'react';
import type { ScopeChain } from '../../../core/variables/scope.ts';
import type { VariableScopeRef } from '../../../core/variables/variable.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './variable-card.module.css';

type Target = { value: string; label: string; description: string; ref: VariableScopeRef };

const kindWords = {
  local: 'Local',
  environment: 'Environment',
  folder: 'Folder',
  collection: 'Collection',
  globals: 'Globals',
};

/** Where a variable that is nowhere may be made: every scope in sight, the first one first. */
function targetsOf(chain: ScopeChain): Target[] {
  return chain.flatMap(({ name, kind, ref }, index) =>
    ref === undefined
      ? []
      : [
          {
            value: String(index),
            label: name,
            description: kind === 'globals' ? 'Every environment' : kindWords[kind],
            ref,
          },
        ],
  );
}

function namesOf(chain: ScopeChain): string {
  const names = chain.map((scope) => scope.name);
  const last = names.pop();
  if (last === undefined) return 'any scope';
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`;
}

/** Says where a name was looked for, and makes the variable where the person chooses. */
export function UnresolvedVariable({
  chain,
  name,
  onClose,
}: {
  chain: ScopeChain;
  name: string;
  onClose: () => void;
}) {
  const hasEnvironment = useStore((state) => state.environments.selectedId !== undefined);
  const setVariable = useStore((state) => state.environments.setVariable);
  const showError = useStore((state) => state.notices.showError);
  const targets = targetsOf(chain);
  const [chosen, setChosen] = useState<string>();
  const [value, setValue] = useState('');
  const [isSaving, setSaving] = useState(false);
  const target = targets.find((candidate) => candidate.value === chosen) ?? targets[0];

  const create = async () => {
    if (target === undefined || isSaving) return;
    setSaving(true);
    try {
      await setVariable(target.ref, name, value);
      onClose();
    } catch (error) {
      showError(error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <>
      <p className={styles['text']}>
        Not defined in {namesOf(chain)}.{hasEnvironment ? '' : ' No environment is selected.'}
      </p>
      <TextField
        label="Current Value"
        mono
        value={value}
        onChange={setValue}
        onKeyDown={(event) => (event.key === 'Enter' ? void create() : undefined)}
      />
      <Select
        label="Create in"
        value={target?.value}
        onChange={setChosen}
        options={targets.map(({ value: id, label, description }) => ({ value: id, label, description }))}
      />
      <div className={styles['footer']}>
        <span />
        <Button
          size="sm"
          variant="primary"
          disabled={target === undefined}
          loading={isSaving}
          onClick={() => void create()}
        >
          Create variable
        </Button>
      </div>
    </>
  );
}
