import type { Script } from '../../../core/workspace/script.ts';

/** A place for a script: one that is there, or one that could be. */
export interface ScriptSlot {
  id: string;
  label: string;
  type: string;
  /** Where it stands in the list; absent for one that is not there yet. */
  index: number | undefined;
  code: string;
}

const labels: Readonly<Record<string, string>> = {
  beforeRequest: 'Pre-request',
  afterResponse: 'Post-response',
};

/** The two usual places first, then scripts of other types and second ones of the same type. */
export function scriptSlots(scripts: readonly Script[]): ScriptSlot[] {
  const taken = new Set<number>();
  const usual = Object.entries(labels).map(([type, label]): ScriptSlot => {
    const index = scripts.findIndex((script) => script.type === type);
    if (index !== -1) taken.add(index);
    return {
      id: type,
      label,
      type,
      index: index === -1 ? undefined : index,
      code: scripts[index]?.code ?? '',
    };
  });
  const others = scripts.flatMap((script, index): ScriptSlot[] => {
    if (taken.has(index)) return [];
    const label = Object.hasOwn(labels, script.type) ? (labels[script.type] ?? script.type) : script.type;
    return [
      {
        id: `${script.type} ${index}`,
        label: `${label} (${index + 1})`,
        type: script.type,
        index,
        code: script.code,
      },
    ];
  });
  return [...usual, ...others];
}

/** Puts code into a slot; one of the usual two that is emptied goes away. */
export function withScriptCode(scripts: readonly Script[], slot: ScriptSlot, code: string): Script[] {
  const { index, type } = slot;
  if (index === undefined) {
    return code === '' ? [...scripts] : [...scripts, { type, code, language: 'text/javascript' }];
  }
  if (code === '' && Object.hasOwn(labels, slot.id)) return scripts.toSpliced(index, 1);
  return scripts.map((script, at) => (at === index ? { ...script, code } : script));
}
