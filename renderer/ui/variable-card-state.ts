import { useCallback, useEffect, useRef, useState } from 'react';

/** The variable whose card is open, where, and whether a key opened it. */
export type OpenCard = { name: string; rect: DOMRect; takesFocus: boolean };

const openDelayMs = 300;
const closeDelayMs = 180;

/** Opens a card after the pointer rests on a variable and closes it after the pointer has left both. */
export function useVariableCard() {
  const [card, setCard] = useState<OpenCard>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pending = useRef<string>(undefined);
  const stop = useCallback(() => {
    clearTimeout(timer.current);
    pending.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);

  const close = useCallback(() => {
    stop();
    setCard(undefined);
  }, [stop]);

  const pointAt = useCallback(
    (found: { name: string; rect: DOMRect } | undefined) => {
      const key = found === undefined ? '' : `${found.name}@${found.rect.left}`;
      if (pending.current === key) return;
      stop();
      pending.current = key;
      if (found !== undefined) {
        timer.current = setTimeout(
          // A card that is being worked in stays.
          () => setCard((open) => (open?.takesFocus === true ? open : { ...found, takesFocus: false })),
          openDelayMs,
        );
      } else {
        timer.current = setTimeout(
          () => setCard((open) => (open?.takesFocus === true ? open : undefined)),
          closeDelayMs,
        );
      }
    },
    [stop],
  );

  const openNow = useCallback(
    (found: { name: string; rect: DOMRect }) => {
      stop();
      setCard({ ...found, takesFocus: true });
    },
    [stop],
  );

  /** The pointer reached the card: leave it open. */
  const keep = stop;
  /** The person works in the card: leave it open wherever the pointer goes. */
  const hold = useCallback(() => {
    stop();
    setCard((open) => (open === undefined || open.takesFocus ? open : { ...open, takesFocus: true }));
  }, [stop]);
  return { card, close, pointAt, openNow, keep, hold };
}
