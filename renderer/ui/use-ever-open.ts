import { useState } from 'react';

/**
 * Tells whether a layer is open or was: until then nothing of it needs to be there, and most layers of a window are never
 * opened. Also gives the listener for its changes. `open` is that of a layer whose owner opens it.
 */
export function useEverOpen(
  open: boolean | undefined,
  onOpenChange?: (isOpen: boolean) => void,
): [wasOpen: boolean, change: (isOpen: boolean) => void] {
  const [wasOpen, setWasOpen] = useState(open === true);
  if (open === true && !wasOpen) setWasOpen(true);
  return [
    wasOpen,
    (isOpen) => {
      if (isOpen) setWasOpen(true);
      onOpenChange?.(isOpen);
    },
  ];
}
