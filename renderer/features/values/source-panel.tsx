import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { commandExamples, findSecretWords } from '../../../core/variables/command-advice.ts';
import { findSourceFault } from '../../../core/variables/source-rules.ts';
import type { ValueSource } from '../../../core/variables/value-source.ts';
import type { Variable, VariableScopeRef } from '../../../core/variables/variable.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type SourceKind, sourceKinds, withSource } from './source-kinds.tsx';
import { SourceStatus } from './source-status.tsx';
import styles from './values.module.css';

interface SourcePanelProps {
  row: Variable;
  scope: VariableScopeRef;
  onChange(row: Variable): void;
  onClose(): void;
}

/** Chooses where a value comes from. Nothing is kept before Done, and nothing counts before the editor is saved. */
export function SourcePanel({ row, scope, onChange, onClose }: SourcePanelProps) {
  const before = row.source ?? undefined;
  const [kind, setKind] = useState<SourceKind>(before?.kind ?? 'typed');
  const [command, setCommand] = useState(before?.kind === 'program' ? before.command : '');
  const [path, setPath] = useState(before?.kind === 'file' ? before.path : '');
  const source = sourceOf(kind, command, path);
  const fault = source === undefined ? undefined : findSourceFault(source);
  const isEmpty = kind === 'program' ? command.trim() === '' : kind === 'file' && path.trim() === '';
  const shownFault = isEmpty ? undefined : fault;
  const done = () => {
    if (fault !== undefined) return;
    onChange(withSource(row, source));
    onClose();
  };
  return (
    <div className={styles['panel']}>
      <Select label="Current Value" value={kind} options={sourceKinds} onChange={setKind} />
      {kind === 'program' ? (
        <CommandField command={command} fault={shownFault} onChange={setCommand} onDone={done} />
      ) : null}
      {kind === 'file' ? (
        <TextField
          label="Path"
          mono
          value={path}
          placeholder="/run/secrets/okta"
          error={shownFault}
          autoComplete="off"
          spellCheck={false}
          onChange={setPath}
          onKeyDown={(event) => (event.key === 'Enter' ? done() : undefined)}
        />
      ) : null}
      <SourceStatus row={row} scope={scope} source={source} />
      <p className={styles['words']}>{words[kind]}</p>
      <div className={styles['footer']}>
        <Button size="sm" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button size="sm" variant="primary" disabled={fault !== undefined} onClick={done}>
          Done
        </Button>
      </div>
    </div>
  );
}

function sourceOf(kind: SourceKind, command: string, path: string): ValueSource | undefined {
  switch (kind) {
    case 'typed':
      return undefined;
    case 'ask':
      return { kind };
    case 'program':
      return { kind, command: command.trim() };
    case 'file':
      return { kind, path: path.trim() };
  }
}

const words: Readonly<Record<SourceKind, string>> = {
  typed: 'Stays on this machine; a secret is encrypted.',
  ask: 'Postern asks at the first send that needs it, and keeps the answer in memory until it quits. It is never written to disk.',
  program:
    'Runs when a send needs it, for up to 60 s, without a shell and with your own environment. What it prints is the value, kept in memory until Postern quits. The command is in no shared file, export or backup.',
  file: 'Read when a send needs it, and kept in memory until Postern quits. The path is in no shared file, export or backup.',
};

interface CommandFieldProps {
  command: string;
  fault: string | undefined;
  onChange(command: string): void;
  onDone(): void;
}

function CommandField({ command, fault, onChange, onDone }: CommandFieldProps) {
  const [secretWord] = findSecretWords(command);
  const examples = commandExamples.map(({ name, command: example }) => ({
    label: name,
    onSelect: () => onChange(example),
  }));
  return (
    <div className={styles['command']}>
      <TextArea
        label="Command"
        mono
        rows={2}
        value={command}
        placeholder="op read op://Private/okta/clientSecret"
        error={fault}
        autoComplete="off"
        // One line, shown on as many as it takes.
        onChange={(text) => onChange(text.replace(/[\r\n]+/g, ' '))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onDone();
        }}
      />
      <Menu
        align="end"
        trigger={
          <Button size="sm" variant="ghost" trailingIcon={<ChevronDown />}>
            Examples
          </Button>
        }
        items={examples}
      />
      {secretWord === undefined ? null : (
        <p className={styles['warning']}>
          <code>{secretWord.slice(0, 12)}…</code> looks like a secret. Every program on this machine can read
          the arguments of others: keep it in the manager, and only its name here.
        </p>
      )}
    </div>
  );
}
