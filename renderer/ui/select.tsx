import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { Select as Primitive } from 'radix-ui';
import { Check, ChevronDown } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Field } from './field.tsx';
import type { FieldLabelProps } from './field.tsx';
import styles from './select.module.css';
import floating from './floating.module.css';

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

export type SelectProps<Value extends string> = FieldLabelProps & {
  value: Value | undefined;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string;
  size?: 'sm' | 'md' | 'lg';
  /** `ghost` has no frame until hovered; `joined` has a flat right edge (method before URL); `bare` fills a table cell. */
  variant?: 'default' | 'ghost' | 'joined' | 'bare';
  disabled?: boolean;
  className?: string;
  onOpenChange?: (isOpen: boolean) => void;
};

// Radix refuses the empty string as an item's value, and "no choice" options such as No Environment have it.
const prefix = 'value:';

function grouped<Value extends string>(options: readonly SelectOption<Value>[]) {
  const groups = new Map<string, SelectOption<Value>[]>();
  for (const option of options) {
    const group = groups.get(option.group ?? '');
    if (group === undefined) groups.set(option.group ?? '', [option]);
    else group.push(option);
  }
  return [...groups];
}

function SelectItem<Value extends string>({ option }: { option: SelectOption<Value> }) {
  return (
    <Primitive.Item
      value={prefix + option.value}
      className={floating['item']}
      disabled={option.disabled}
      textValue={option.label}
    >
      <Primitive.ItemIndicator className={floating['check']}>
        <Check aria-hidden="true" />
      </Primitive.ItemIndicator>
      {option.icon}
      <span className={floating['itemTexts']}>
        <Primitive.ItemText>{option.display ?? option.label}</Primitive.ItemText>
        {option.description === undefined ? null : (
          <span className={floating['itemDescription']}>{option.description}</span>
        )}
      </span>
    </Primitive.Item>
  );
}

/** A list to choose one value from. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const {
    label,
    hideLabel,
    hint,
    error,
    required,
    layout,
    value,
    options,
    size = 'md',
    variant = 'default',
  } = props;
  const chosen = options.find((option) => option.value === value);
  return (
    <Field {...{ label, hideLabel, hint, error, required, layout }} className={props.className}>
      {(control) => (
        <Primitive.Root
          value={chosen === undefined ? '' : prefix + chosen.value}
          onValueChange={(next) => {
            const option = options.find((candidate) => prefix + candidate.value === next);
            if (option !== undefined) props.onChange(option.value);
          }}
          onOpenChange={props.onOpenChange}
          disabled={props.disabled}
        >
          <Primitive.Trigger
            {...control}
            aria-label={label}
            className={classNames(styles['trigger'])}
            data-size={size}
            data-variant={variant}
          >
            {chosen?.icon}
            <span className={styles['value']}>
              <Primitive.Value placeholder={props.placeholder ?? 'Choose'}>
                {chosen === undefined ? undefined : (chosen.display ?? chosen.label)}
              </Primitive.Value>
            </span>
            <Primitive.Icon className={styles['chevron']}>
              <ChevronDown aria-hidden="true" />
            </Primitive.Icon>
          </Primitive.Trigger>
          <Primitive.Portal>
            <Primitive.Content
              className={classNames(floating['list'], styles['content'])}
              position="popper"
              sideOffset={4}
            >
              <Primitive.Viewport>
                {grouped(options).map(([group, members]) => (
                  <Fragment key={group}>
                    {group === '' ? (
                      members.map((option) => <SelectItem key={option.value} option={option} />)
                    ) : (
                      <Primitive.Group>
                        <Primitive.Label className={floating['heading']}>{group}</Primitive.Label>
                        {members.map((option) => (
                          <SelectItem key={option.value} option={option} />
                        ))}
                      </Primitive.Group>
                    )}
                  </Fragment>
                ))}
              </Primitive.Viewport>
            </Primitive.Content>
          </Primitive.Portal>
        </Primitive.Root>
      )}
    </Field>
  );
}
