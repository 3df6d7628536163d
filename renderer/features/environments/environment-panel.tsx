import { useEffect } from 'react';
import { proposeOrgUrlRepairs, repairOrgUrl } from '../../../core/variables/org-url.ts';
import type { Variable, VariableScopeRef } from '../../../core/variables/variable.ts';
import { globalsId } from '../../../core/workspace/environment.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './environments.module.css';
import { VariableTable } from './variable-table.tsx';

/** Offers to put the address of the org right with one click, wherever a variable is called `url`. */
function UrlRepairs({
  variables,
  onChange,
}: {
  variables: Variable[];
  onChange(variables: Variable[]): void;
}) {
  const fields = ['initialValue', 'currentValue'] as const;
  return variables.flatMap((variable, index) =>
    fields.map((field) => {
      const value = variable[field] ?? '';
      const [first, ...others] = variable.key === 'url' ? proposeOrgUrlRepairs(value) : [];
      if (first === undefined) return null;
      const after = repairOrgUrl(value);
      const repaired = variables.map((row, at) => (at === index ? { ...row, [field]: after } : row));
      return (
        <Notice
          key={`${index} ${field}`}
          tone="warning"
          title={[first, ...others].map(({ explanation }) => explanation).join(' ')}
          actions={[{ label: `Use ${after}`, onSelect: () => onChange(repaired) }]}
        >
          {field === 'initialValue' ? 'Initial Value' : 'Current Value'} of <code>url</code> is{' '}
          <code>{value}</code>
        </Notice>
      );
    }),
  );
}

interface NameFieldProps {
  itemId: string;
  name: string;
  onChange(name: string): void;
}

/** The name; of an environment that was just made it is typed first. */
function NameField({ itemId, name, onChange }: NameFieldProps) {
  const isNew = useStore((state) => state.environments.unnamedId === itemId);
  const focusName = useStore((state) => state.environments.focusName);
  return (
    <TextField
      label="Environment name"
      hideLabel
      value={name}
      onChange={onChange}
      autoFocus={isNew}
      onFocus={(event) => {
        if (!isNew) return;
        event.currentTarget.select();
        focusName();
      }}
      error={name.trim() === '' ? 'An environment needs a name.' : undefined}
    />
  );
}

/** The editor of one environment, or of the globals. */
export function EnvironmentPanel({ tabKey }: { tabKey: string }) {
  const itemId = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.itemId);
  const dirty = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.dirty ?? false);
  const editor = useStore((state) => state.environments.editors[tabKey]);
  const selectedId = useStore((state) => state.environments.selectedId);
  const { loadEditor, edit, save, discard, select } = useStore((state) => state.environments);

  const damage = useStore((state) => state.environments.list.find(({ id }) => id === itemId)?.damage);

  useEffect(() => {
    if (itemId !== undefined) void loadEditor(tabKey, itemId);
  }, [tabKey, itemId, loadEditor]);

  if (itemId !== undefined && editor === undefined && damage !== undefined) {
    return (
      <EmptyState
        title="This environment could not be read"
        actions={<Button onClick={() => void loadEditor(tabKey, itemId)}>Try again</Button>}
      >
        {damage}. Its file was left as it is: mend it in a text editor.
      </EmptyState>
    );
  }
  if (editor === undefined || itemId === undefined)
    return <Skeleton label="Loading the environment" lines={8} />;
  const isGlobals = itemId === globalsId;
  const scope: VariableScopeRef = isGlobals ? { kind: 'globals' } : { kind: 'environment', id: itemId };
  const setVariables = (variables: Variable[]) => edit(tabKey, { variables });
  return (
    <section className={styles['panel']} aria-label={editor.name} data-undo>
      <header className={styles['panelHeader']}>
        {isGlobals ? (
          <h1 className={styles['title']}>Globals</h1>
        ) : (
          <NameField
            key={itemId}
            itemId={itemId}
            name={editor.name}
            onChange={(name) => edit(tabKey, { name })}
          />
        )}
        <span className={styles['grow']} />
        {!isGlobals && selectedId !== itemId && (
          <Button variant="ghost" onClick={() => void select(itemId)}>
            Use this environment
          </Button>
        )}
        <Button
          variant={dirty ? 'primary' : 'secondary'}
          disabled={!dirty || editor.name.trim() === ''}
          shortcut="Mod+S"
          onClick={() => void save(tabKey)}
        >
          Save
        </Button>
      </header>
      {editor.removed && (
        <Notice tone="warning" title="This environment was deleted" announces>
          What you typed is kept here; Save makes the environment anew.
        </Notice>
      )}
      {editor.conflict && (
        <Notice
          tone="warning"
          title="This file changed on disk while you were editing"
          actions={[
            { label: 'Load the file', onSelect: () => discard(tabKey) },
            { label: 'Keep mine', onSelect: () => void save(tabKey, { overwrite: true }) },
          ]}
        >
          Saving would replace what somebody else wrote.
        </Notice>
      )}
      <UrlRepairs variables={editor.variables} onChange={setVariables} />
      <div className={styles['tableArea']}>
        <VariableTable label="Variables" variables={editor.variables} onChange={setVariables} scope={scope} />
      </div>
      <p className={styles['footnote']}>
        Initial values stand in the workspace folder and can be shared. Current values stay on this machine; a
        request is sent with the current value, or with the initial one where there is none. Secrets are kept
        encrypted.
      </p>
    </section>
  );
}
