import { cloneElement, useMemo, useRef } from 'react';
import type { ReactElement, Ref, RefObject } from 'react';

type Props = Readonly<Record<string, unknown>>;
type Handler = (event: unknown) => void;

const isHandler = (name: string, value: unknown): value is Handler =>
  /^on[A-Z]/.test(name) && typeof value === 'function';

/** Gives an element with more props. Its own win; handlers of one name run both, its own first. */
export function withTriggerProps(element: ReactElement, given: Props): ReactElement {
  const own = element.props as Props;
  const props: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const kept = own[name];
    if (kept === undefined) props[name] = value;
    else if (isHandler(name, kept) && isHandler(name, value)) {
      props[name] = (event: unknown) => {
        kept(event);
        value(event);
      };
    }
  }
  // A ref is one too, made to hear both where the element has one.
  if (given['ref'] !== undefined) props['ref'] = given['ref'];
  return cloneElement(element, props);
}

function give<T>(ref: Ref<T>, value: T | null): void {
  if (typeof ref === 'function') ref(value);
  else if (ref !== null) ref.current = value;
}

/** Knows the element of a trigger, beside whoever else asked for it: `ref` is for {@link withTriggerProps}. */
export function useTriggerRef(trigger: ReactElement): {
  element: RefObject<HTMLElement | null>;
  ref: Ref<HTMLElement>;
} {
  const element = useRef<HTMLElement>(null);
  const other = (trigger.props as { ref?: Ref<HTMLElement> }).ref;
  const ref = useMemo(() => {
    if (other === undefined || other === null) return element;
    return (node: HTMLElement | null) => {
      element.current = node;
      give(other, node);
    };
  }, [other]);
  return { element, ref };
}
