import { scriptKind } from '../../../core/scripts/script-types.ts';
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

/** The places that are offered where nothing is there yet. */
const usualTypes: readonly string[] = ['beforeRequest', 'afterResponse'];

function labelOf(type: string): string {
  return scriptKind(type)?.label ?? type;
}

/** The two usual places first, then scripts of other types and second ones of the same type. */
export function scriptSlots(scripts: readonly Script[]): ScriptSlot[] {
  const taken = new Set<number>();
  const usual = usualTypes.map((type): ScriptSlot => {
    const index = scripts.findIndex((script) => script.type === type);
    if (index !== -1) taken.add(index);
    return {
      id: type,
      label: labelOf(type),
      type,
      index: index === -1 ? undefined : index,
      code: scripts[index]?.code ?? '',
    };
  });
  const others = scripts.flatMap((script, index): ScriptSlot[] => {
    if (taken.has(index)) return [];
    const isFirst = scripts.findIndex(({ type }) => type === script.type) === index;
    return [
      {
        id: `${script.type} ${index}`,
        label: isFirst ? labelOf(script.type) : `${labelOf(script.type)} (${index + 1})`,
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
  if (code === '' && usualTypes.includes(slot.id)) return scripts.toSpliced(index, 1);
  return scripts.map((script, at) => (at === index ? { ...script, code } : script));
}
