import type { ReactNode } from 'react';

export type SelectOption<Value extends string> = {
  value: Value;
  label: string;
  /** Drawn in place of the label, such as a method badge. */
  display?: ReactNode;
  /** A second, quieter line in the list. */
  description?: string;
  icon?: ReactNode;
  disabled?: boolean;
  /** Options with the same group stand under that heading. */
  group?: string;
};

type Member<Value extends string> = { option: SelectOption<Value>; index: number };

/** Options by their group, in order of first appearance; those without one come as a group without a name. */
export function optionGroups<Value extends string>(options: readonly SelectOption<Value>[]) {
  const groups: { group: string | undefined; members: Member<Value>[] }[] = [];
  options.forEach((option, index) => {
    const existing = groups.find(({ group }) => group === option.group);
    if (existing === undefined) groups.push({ group: option.group, members: [{ option, index }] });
    else existing.members.push({ option, index });
  });
  return groups;
}

/** The next option from `from` in a direction that can be chosen; `from` itself when there is none. */
export function nextEnabled(
  options: readonly { disabled?: boolean }[],
  from: number,
  step: 1 | -1,
  start: number = from + step,
): number {
  for (let index = start; index >= 0 && index < options.length; index += step) {
    if (options[index]?.disabled !== true) return index;
  }
  return from;
}

/** The option that typed letters lead to, looking on from the active one. */
export function optionByText(
  options: readonly { label: string; disabled?: boolean }[],
  from: number,
  typed: string,
): number | undefined {
  const wanted = typed.toLowerCase();
  const start = typed.length === 1 ? from + 1 : Math.max(0, from);
  for (let step = 0; step < options.length; step += 1) {
    const index = (start + step) % options.length;
    const option = options[index];
    if (option?.disabled !== true && option?.label.toLowerCase().startsWith(wanted) === true) return index;
  }
  return undefined;
}
