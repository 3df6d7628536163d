import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Check } from 'lucide-react';
import type { SelectOption } from './select-model.ts';
import { optionGroups } from './select-model.ts';
import floating from './floating.module.css';

export type SelectListProps = {
  id: string;
  label: string;
  options: readonly SelectOption<string>[];
  value: string | undefined;
  activeIndex: number;
  onHighlight: (index: number) => void;
  onChoose: (index: number) => void;
};

/** The options of an open select. */
export function SelectList(props: SelectListProps) {
  const { id, label, options, value, activeIndex, onHighlight, onChoose } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${activeIndex}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [activeIndex]);
  const renderOption = (option: SelectOption<string>, index: number): ReactNode => (
    <div
      key={option.value}
      id={`${id}-${index}`}
      data-index={index}
      role="option"
      className={floating['item']}
      aria-selected={option.value === value}
      aria-disabled={option.disabled}
      data-disabled={option.disabled || undefined}
      data-highlighted={index === activeIndex || undefined}
      onPointerMove={() => (option.disabled === true ? undefined : onHighlight(index))}
      onClick={() => (option.disabled === true ? undefined : onChoose(index))}
    >
      <span className={floating['check']} aria-hidden="true">
        {option.value === value ? <Check /> : null}
      </span>
      {option.icon}
      <span className={floating['itemTexts']}>
        <span>{option.display ?? option.label}</span>
        {option.description === undefined ? null : (
          <span className={floating['itemDescription']}>{option.description}</span>
        )}
      </span>
    </div>
  );
  return (
    <div ref={list} id={id} role="listbox" aria-label={label}>
      {optionGroups(options).map(({ group, members }) =>
        group === undefined ? (
          members.map(({ option, index }) => renderOption(option, index))
        ) : (
          <div key={group} role="group" aria-label={group}>
            <div className={floating['heading']} aria-hidden="true">
              {group}
            </div>
            {members.map(({ option, index }) => renderOption(option, index))}
          </div>
        ),
      )}
    </div>
  );
}
