import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Tabs as Primitive } from 'radix-ui';
import { Ellipsis } from 'lucide-react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { Menu } from './menu.tsx';
import { useCutTabs } from './use-cut-tabs.ts';
import styles from './tabs.module.css';

export type TabItem<Value extends string> = {
  value: Value;
  label: string;
  /** Shown in a small badge when above zero. */
  /** A number, or a short text such as `3/4`. */
  count?: number | string;
  /** A dot that says "something is set here"; the text is told to assistive technology. */
  mark?: string;
  /** Colours the mark. */
  markTone?: 'accent' | 'danger' | 'success';
  disabled?: boolean;
  content?: ReactNode;
};

export type TabsProps<Value extends string> = {
  label: string;
  /** `undefined`: none is shown, and the next click or key press chooses one. */
  value: Value | undefined;
  onChange: (value: Value) => void;
  items: readonly TabItem<Value>[];
  /** Stands at the right end of the strip. */
  end?: ReactNode;
  /** Stands at the left of the strip, such as a response's status. */
  start?: ReactNode;
  /** The panel scrolls by itself; off when its content fills and scrolls. */
  scrolls?: boolean;
  className?: string;
};

function describe(item: TabItem<string>): string | undefined {
  const parts = [item.count === undefined || item.count === 0 ? undefined : `${item.count}`, item.mark];
  const text = parts.filter((part) => part !== undefined).join(', ');
  return text === '' ? undefined : text;
}

/** Underlined tabs with the panel of the chosen one; only that panel is mounted. What has no room is in a menu too. */
export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { label, value, onChange, items, start, end, scrolls = true, className } = props;
  const chosen = items.find((item) => item.value === value);
  const list = useRef<HTMLDivElement>(null);
  const cut = useCutTabs(list, items.map((item) => `${item.label} ${describe(item) ?? ''}`).join());
  useEffect(() => {
    // In a narrow pane the strip scrolls.
    list.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [value]);
  return (
    <Primitive.Root
      className={classNames(styles['tabs'], className)}
      value={value ?? ''}
      // With none chosen, the focus that only passes must not choose.
      activationMode={value === undefined ? 'manual' : 'automatic'}
      onValueChange={(next) => {
        const item = items.find((candidate) => candidate.value === next);
        if (item !== undefined) onChange(item.value);
      }}
    >
      <div className={styles['strip']}>
        {start}
        <Primitive.List
          ref={list}
          className={styles['list']}
          aria-label={label}
          data-cut-start={cut.atStart || undefined}
          data-cut-end={cut.atEnd || undefined}
        >
          {items.map((item) => (
            <Primitive.Trigger
              key={item.value}
              value={item.value}
              className={styles['tab']}
              disabled={item.disabled}
              aria-description={describe(item)}
            >
              {item.label}
              {item.count === undefined || item.count === 0 ? null : (
                <span className={styles['count']} aria-hidden="true">
                  {item.count}
                </span>
              )}
              {item.mark === undefined ? null : (
                <span className={styles['dot']} data-tone={item.markTone ?? 'accent'} aria-hidden="true" />
              )}
            </Primitive.Trigger>
          ))}
        </Primitive.List>
        {cut.places.length > 0 && (
          <Menu
            align="end"
            trigger={<IconButton size="sm" label="More tabs" icon={<Ellipsis />} />}
            items={cut.places.flatMap((place) => {
              const item = items[place];
              if (item === undefined) return [];
              const { value: hidden, label: text, disabled } = item;
              const told = describe(item);
              return {
                label: told === undefined ? text : `${text} (${told})`,
                disabled,
                onSelect: () => onChange(hidden),
              };
            })}
          />
        )}
        {end === undefined ? null : <div className={styles['end']}>{end}</div>}
      </div>
      {chosen?.content === undefined ? null : (
        <Primitive.Content
          key={chosen.value}
          value={chosen.value}
          className={classNames(styles['panel'], scrolls && 'scroll-area')}
        >
          {chosen.content}
        </Primitive.Content>
      )}
    </Primitive.Root>
  );
}
