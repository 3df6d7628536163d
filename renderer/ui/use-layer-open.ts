import { useEffect, useRef, useState } from 'react';

/**
 * Keeps whether a layer is open, unless its owner does (`open`). Until a layer was open once nothing of it needs to be there,
 * and most layers of a window are never opened.
 */
export function useLayerOpen(
  open: boolean | undefined,
  onOpenChange: ((isOpen: boolean) => void) | undefined,
): { isOpen: boolean; wasOpen: boolean; change: (isOpen: boolean) => void } {
  const [ownOpen, setOwnOpen] = useState(false);
  const isOpen = open ?? ownOpen;
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  // One press can close it twice: as one on its trigger, and as one outside it.
  const told = useRef(isOpen);
  useEffect(() => {
    told.current = isOpen;
  });
  return {
    isOpen,
    wasOpen,
    change(next) {
      if (next === told.current) return;
      told.current = next;
      setOwnOpen(next);
      onOpenChange?.(next);
    },
  };
}
