import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Popover as Primitive } from 'radix-ui';
import { floatingContainer } from './floating-container.ts';
import floating from './floating.module.css';
import styles from './suggestion-list.module.css';

/** Something that can be put into a field. */
export type Suggestion = {
  value: string;
  /** Shown in place of the value. */
  label?: string;
  /** At the right, quieter: where it comes from, what it holds. */
  detail?: string;
  icon?: ReactNode;
};

export type SuggestionListProps = {
  id: string;
  label: string;
  suggestions: readonly Suggestion[];
  activeIndex: number;
  isOpen: boolean;
  onHighlight: (index: number) => void;
  onChoose: (suggestion: Suggestion) => void;
  /** Where it hangs: the field it belongs to, or a point in it. */
  anchor: () => DOMRect;
  /** As wide as the anchor. */
  matchesWidth?: boolean;
};

/** The list under a field; focus stays in the field, which points at the active option. */
export function SuggestionList(props: SuggestionListProps) {
  const {
    id,
    label,
    suggestions,
    activeIndex,
    isOpen,
    onHighlight,
    onChoose,
    anchor,
    matchesWidth = false,
  } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${activeIndex}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [activeIndex]);
  if (!isOpen || suggestions.length === 0) return null;
  return (
    <Primitive.Root open modal={false}>
      <Primitive.Anchor virtualRef={{ current: { getBoundingClientRect: anchor } }} />
      <Primitive.Portal container={floatingContainer()}>
        <Primitive.Content
          className={floating['list']}
          style={
            matchesWidth
              ? { width: 'calc(var(--radix-popover-trigger-width) / var(--zoom))', maxWidth: 'none' }
              : undefined
          }
          role="presentation"
          side="bottom"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          // Pressing on the list must not take focus from the field.
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
        >
          <div ref={list} id={id} role="listbox" aria-label={label} className={styles['options']}>
            {suggestions.map((suggestion, index) => (
              <div
                key={suggestion.value}
                id={`${id}-${index}`}
                data-index={index}
                role="option"
                aria-selected={index === activeIndex}
                data-highlighted={index === activeIndex || undefined}
                className={floating['item']}
                onPointerMove={() => onHighlight(index)}
                onClick={() => onChoose(suggestion)}
              >
                {suggestion.icon}
                <span className={styles['value']}>{suggestion.label ?? suggestion.value}</span>
                {suggestion.detail === undefined ? null : (
                  <span className={styles['detail']}>{suggestion.detail}</span>
                )}
              </div>
            ))}
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
