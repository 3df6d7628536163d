import { useRef } from 'react';
import type { ReactNode, Ref } from 'react';
import { useScrollHandle } from './scroll-handle.ts';
import type { ScrollHandle } from './scroll-handle.ts';
import { classNames } from './class-names.ts';
import { useVirtualRows } from './virtual-rows.ts';

export type VirtualListProps<Item> = {
  label: string;
  items: readonly Item[];
  itemKey: (item: Item, index: number) => string | number;
  renderItem: (item: Item, index: number) => ReactNode;
  /** In px; a guess when `measures` is on. */
  rowHeight: number;
  /** Rows have their own heights and are measured. */
  measures?: boolean;
  className?: string;
  handle?: Ref<ScrollHandle>;
};

/** A list of which only the rows in sight exist. It fills its parent, which sets the height. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, itemKey, renderItem, rowHeight, measures = false, className, handle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualRows({
    count: items.length,
    scroller,
    rowHeight,
    keyAt: (index) => {
      const item = items[index];
      return item === undefined ? index : itemKey(item, index);
    },
  });
  useScrollHandle(handle, virtualizer);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must take focus to be scrolled by keys
    <div
      ref={scroller}
      className={classNames('scroll-area', className)}
      style={{ height: '100%', position: 'relative' }}
      role="list"
      aria-label={label}
      tabIndex={0}
    >
      <div role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            <div
              key={row.key}
              ref={measures ? virtualizer.measureElement : undefined}
              data-index={row.index}
              role="listitem"
              aria-posinset={row.index + 1}
              aria-setsize={items.length}
              style={{
                position: 'absolute',
                top: 0,
                left: 0,
                width: '100%',
                height: measures ? undefined : rowHeight,
                transform: `translateY(${row.start}px)`,
              }}
            >
              {renderItem(item, row.index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
