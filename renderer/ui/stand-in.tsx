import { useImperativeHandle } from 'react';
import type { Ref } from 'react';

/** What a layer hangs from and gives the focus back to: an element, or a place in the window. */
export type Anchor = Pick<HTMLElement, 'getBoundingClientRect' | 'focus'>;

export type StandInProps = { anchor: { readonly current: Anchor | null }; ref?: Ref<Anchor> };

/**
 * Takes the place of an anchor that is elsewhere: Radix wants the trigger inside a layer, and there it would be drawn anew,
 * without its focus, once the layer's code is there.
 */
export function StandIn({ anchor, ref }: StandInProps) {
  useImperativeHandle<Anchor | null, Anchor | null>(ref, () => anchor.current, [anchor]);
  return null;
}
