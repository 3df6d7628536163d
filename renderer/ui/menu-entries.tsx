import { DropdownMenu as Primitive } from 'radix-ui';
import { Check, ChevronRight } from 'lucide-react';
import { floatingContainer } from './floating-container.ts';
import { Kbd } from './kbd.tsx';
import type { MenuEntry, MenuItem, MenuSubmenu } from './menu-entry.ts';
import floating from './floating.module.css';

function Item({ item }: { item: MenuItem }) {
  const contents = (
    <>
      {item.icon}
      <span className={floating['itemTexts']}>{item.label}</span>
      {item.shortcut === undefined ? null : (
        <span className={floating['end']} aria-hidden="true">
          <Kbd shortcut={item.shortcut} variant="plain" />
        </span>
      )}
    </>
  );
  const shared = {
    className: floating['item'],
    'data-danger': item.danger || undefined,
    disabled: item.disabled,
    textValue: item.label,
    onSelect: item.onSelect,
  };
  if (item.checked === undefined) return <Primitive.Item {...shared}>{contents}</Primitive.Item>;
  return (
    <Primitive.CheckboxItem {...shared} checked={item.checked}>
      <Primitive.ItemIndicator className={floating['check']}>
        <Check aria-hidden="true" />
      </Primitive.ItemIndicator>
      {contents}
    </Primitive.CheckboxItem>
  );
}

function Submenu({ entry }: { entry: MenuSubmenu }) {
  return (
    <Primitive.Sub>
      <Primitive.SubTrigger className={floating['item']} disabled={entry.disabled}>
        {entry.icon}
        <span className={floating['itemTexts']}>{entry.label}</span>
        <span className={floating['end']}>
          <ChevronRight aria-hidden="true" />
        </span>
      </Primitive.SubTrigger>
      <Primitive.Portal container={floatingContainer()}>
        <Primitive.SubContent
          className={floating['list']}
          sideOffset={4}
          alignOffset={-5}
          collisionPadding={8}
        >
          <MenuEntries items={entry.items} />
        </Primitive.SubContent>
      </Primitive.Portal>
    </Primitive.Sub>
  );
}

/** The entries inside a menu. */
export function MenuEntries({ items }: { items: readonly MenuEntry[] }) {
  return items.map((entry, index) => {
    switch (entry.kind) {
      case 'separator':
        return <Primitive.Separator key={`separator-${index}`} className={floating['separator']} />;
      case 'heading':
        return (
          <Primitive.Label key={`heading-${entry.label}`} className={floating['heading']}>
            {entry.label}
          </Primitive.Label>
        );
      case 'submenu':
        return <Submenu key={entry.label} entry={entry} />;
      case 'item':
      case undefined:
        return <Item key={`${index}-${entry.label}`} item={entry} />;
      default:
        return entry satisfies never;
    }
  });
}
