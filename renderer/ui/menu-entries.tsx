import type { ContextMenu, DropdownMenu } from 'radix-ui';
import { Check, ChevronRight } from 'lucide-react';
import { floatingContainer } from './floating-container.ts';
import { Kbd } from './kbd.tsx';
import type { MenuEntry, MenuItem, MenuSubmenu } from './menu-entry.ts';
import floating from './floating.module.css';

// The two Radix menus have the same parts with the same props under two names.
type Primitive = typeof DropdownMenu | typeof ContextMenu;

function Item({ primitive, item }: { primitive: Primitive; item: MenuItem }) {
  const P = primitive as typeof DropdownMenu;
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
  if (item.checked === undefined) return <P.Item {...shared}>{contents}</P.Item>;
  return (
    <P.CheckboxItem {...shared} checked={item.checked}>
      <P.ItemIndicator className={floating['check']}>
        <Check aria-hidden="true" />
      </P.ItemIndicator>
      {contents}
    </P.CheckboxItem>
  );
}

function Submenu({ primitive, entry }: { primitive: Primitive; entry: MenuSubmenu }) {
  const P = primitive as typeof DropdownMenu;
  return (
    <P.Sub>
      <P.SubTrigger className={floating['item']} disabled={entry.disabled}>
        {entry.icon}
        <span className={floating['itemTexts']}>{entry.label}</span>
        <span className={floating['end']}>
          <ChevronRight aria-hidden="true" />
        </span>
      </P.SubTrigger>
      <P.Portal container={floatingContainer()}>
        <P.SubContent className={floating['list']} sideOffset={4} alignOffset={-5} collisionPadding={8}>
          <MenuEntries primitive={primitive} items={entry.items} />
        </P.SubContent>
      </P.Portal>
    </P.Sub>
  );
}

/** The entries inside a dropdown or context menu. */
export function MenuEntries({ primitive, items }: { primitive: Primitive; items: readonly MenuEntry[] }) {
  const P = primitive as typeof DropdownMenu;
  return items.map((entry, index) => {
    switch (entry.kind) {
      case 'separator':
        return <P.Separator key={`separator-${index}`} className={floating['separator']} />;
      case 'heading':
        return (
          <P.Label key={`heading-${entry.label}`} className={floating['heading']}>
            {entry.label}
          </P.Label>
        );
      case 'submenu':
        return <Submenu key={entry.label} primitive={primitive} entry={entry} />;
      case 'item':
      case undefined:
        return <Item key={`${index}-${entry.label}`} primitive={primitive} item={entry} />;
      default:
        return entry satisfies never;
    }
  });
}
