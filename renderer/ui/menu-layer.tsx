import { DropdownMenu as Primitive } from 'radix-ui';
import { floatingContainer } from './floating-container.ts';
import { MenuEntries } from './menu-entries.tsx';
import type { MenuEntry } from './menu-entry.ts';
import { StandIn } from './stand-in.tsx';
import type { StandInProps } from './stand-in.tsx';
import floating from './floating.module.css';

export type MenuLayerProps = Pick<StandInProps, 'anchor'> & {
  id: string;
  open: boolean;
  onOpenChange: (isOpen: boolean) => void;
  items: readonly MenuEntry[];
  /** The id of the element that names it. */
  labelledBy?: string;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  sideOffset?: number;
};

/** What an open menu is; it comes with the first look at one, or a moment after the window. */
export function MenuLayer(props: MenuLayerProps) {
  const { anchor, id, open, onOpenChange, items, labelledBy, align = 'start', side = 'bottom' } = props;
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Primitive.Trigger asChild>
        <StandIn anchor={anchor} />
      </Primitive.Trigger>
      <Primitive.Portal container={floatingContainer()}>
        <Primitive.Content
          id={id}
          aria-labelledby={labelledBy}
          className={floating['list']}
          align={align}
          side={side}
          sideOffset={props.sideOffset ?? 4}
          collisionPadding={8}
          loop
        >
          <MenuEntries items={items} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
