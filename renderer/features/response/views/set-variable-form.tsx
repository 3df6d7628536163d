import { useState } from 'react';
import { proposeVariableName } from '../../../../core/links/extract-ids.ts';
import type { ExtractionTarget } from '../../../../core/links/extraction-rule.ts';
import { normalPath } from '../../../../core/links/normal-path.ts';
import type { VariableScopeRef } from '../../../../core/variables/variable.ts';
import { useStore } from '../../../store/store.ts';
import type { State } from '../../../store/store.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { JsonScalar } from '../viewer/json-target.ts';
import styles from './views.module.css';

/** The collection that a tab's request stands in, or will stand in. */
function collectionOf(state: State, tabKey: string): { id: string; name: string } | undefined {
  const editor = state.requests.editors[tabKey];
  let node = state.tree.nodes[editor?.itemId ?? editor?.parentId ?? ''];
  while (node?.parentId !== undefined) node = state.tree.nodes[node.parentId];
  return node?.kind === 'collection' ? node : undefined;
}

interface Target {
  value: ExtractionTarget;
  label: string;
  scope: VariableScopeRef;
}

function useTargets(tabKey: string): Target[] {
  const selected = useStore((state) => state.environments.selected);
  const collectionId = useStore((state) => collectionOf(state, tabKey)?.id);
  const collectionName = useStore((state) => collectionOf(state, tabKey)?.name);
  return [
    ...(selected === undefined
      ? []
      : [
          {
            value: 'environment' as const,
            label: `Environment: ${selected.name}`,
            scope: { kind: 'environment' as const, id: selected.id },
          },
        ]),
    ...(collectionId === undefined
      ? []
      : [
          {
            value: 'collection' as const,
            label: `Collection: ${collectionName ?? ''}`,
            scope: { kind: 'collection' as const, id: collectionId },
          },
        ]),
    { value: 'globals', label: 'Globals', scope: { kind: 'globals' } },
  ];
}

/** Turns a value of an answer into a variable: once, or on every later answer of this request too. */
export function SetVariableForm({
  tabKey,
  scalar,
  requestUrl,
  onDone,
}: {
  tabKey: string;
  scalar: JsonScalar;
  requestUrl: string;
  onDone(): void;
}) {
  const targets = useTargets(tabKey);
  const [name, setName] = useState(() => proposeVariableName(requestUrl, scalar.path));
  const [wanted, setWanted] = useState<ExtractionTarget>();
  const [keepsRule, setKeepsRule] = useState(false);
  const setVariable = useStore((state) => state.environments.setVariable);
  const edit = useStore((state) => state.requests.edit);
  const extractions = useStore((state) => state.requests.editors[tabKey]?.draft.extractions);
  const { show, showError } = useStore((state) => state.notices);
  const target = targets.find((candidate) => candidate.value === wanted) ?? targets[0];
  const expression = normalPath(scalar.path);
  const trimmed = name.trim();

  const submit = async () => {
    if (target === undefined || trimmed === '') return;
    try {
      await setVariable(target.scope, trimmed, scalar.value);
      if (keepsRule && extractions !== undefined) {
        const others = extractions.filter(
          (rule) => rule.variable !== trimmed || rule.target !== target.value,
        );
        const rule = { variable: trimmed, target: target.value, source: 'body' as const, expression };
        edit(tabKey, { extractions: [...others, rule] });
      }
      show({ kind: 'success', text: `{{${trimmed}}} is set in ${target.label}` });
      onDone();
    } catch (error) {
      showError(error);
    }
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className={styles['value']}>{scalar.value}</p>
      <TextField label="Variable" mono value={name} onChange={setName} autoFocus />
      <Select<ExtractionTarget>
        label="Scope"
        value={target?.value}
        onChange={setWanted}
        options={targets.map(({ value, label }) => ({ value, label }))}
      />
      <Checkbox
        label="Keep as an extraction rule"
        hint={`Sets it again from ${expression} after every answer`}
        checked={keepsRule}
        onChange={setKeepsRule}
      />
      <div className={styles['formEnd']}>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={trimmed === ''}>
          Set variable
        </Button>
      </div>
    </form>
  );
}
