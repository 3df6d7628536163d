import { useState } from 'react';
import type { Script } from '../../../core/workspace/script.ts';
import { Button } from '../../ui/button.tsx';
import { CodeEditor } from '../../ui/code-editor/code-editor.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { completeScript } from './complete-script.ts';
import styles from './document.module.css';
import { scriptSlots, withScriptCode } from './script-slots.ts';

export type ScriptsEditorProps = {
  scripts: Script[];
  onChange: (scripts: Script[]) => void;
  /** Names the documents of the editor, so that undo survives a look at another tab. */
  modelKey: string;
  onModEnter?: () => void;
  /** Shows the scripts that want to run, to allow or forbid them. */
  onReview: () => void;
};

/** The scripts of an item. They run around a send once somebody has allowed their text. */
export function ScriptsEditor({ scripts, onChange, modelKey, onModEnter, onReview }: ScriptsEditorProps) {
  const slots = scriptSlots(scripts);
  const [chosen, setChosen] = useState(() => slots.find((slot) => slot.code !== '')?.id ?? slots[0]?.id);
  const slot = slots.find((candidate) => candidate.id === chosen) ?? slots[0];
  if (slot === undefined) return null;
  return (
    <div className={styles['scripts']}>
      <div className={styles['scriptsHead']}>
        <RadioGroup
          label="Script"
          hideLabel
          orientation="horizontal"
          value={slot.id}
          onChange={setChosen}
          options={slots.map(({ id, label, code }) => ({
            value: id,
            label: code === '' ? label : `${label} •`,
          }))}
        />
        <p className={styles['scriptsNote']}>They run once you allow them, without files or secrets.</p>
        <Button
          size="sm"
          variant="ghost"
          disabled={slots.every(({ code }) => code === '')}
          onClick={onReview}
        >
          Review scripts
        </Button>
      </div>
      <div className={styles['scriptsCode']}>
        <CodeEditor
          key={slot.id}
          ariaLabel={`${slot.label} script`}
          language="javascript"
          variables={false}
          complete={(before) => completeScript(before, slot.type)}
          modelKey={`${modelKey} script ${slot.id}`}
          value={slot.code}
          onChange={(code) => onChange(withScriptCode(scripts, slot, code))}
          onModEnter={onModEnter}
        />
      </div>
    </div>
  );
}
