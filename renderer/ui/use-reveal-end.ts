import { useEffect, useEffectEvent } from 'react';

/** How long a secret stays in sight when nothing is done with it. */
export const revealMs = 30_000;

/** Hides a secret that is in sight again after a while, which begins anew when `content` changes: who types sees what is typed. */
export function useRevealEnd(isRevealed: boolean, hide: () => void, content?: unknown): void {
  const onEnd = useEffectEvent(hide);
  useEffect(() => {
    if (!isRevealed) return undefined;
    const timer = setTimeout(() => onEnd(), revealMs);
    return () => clearTimeout(timer);
  }, [isRevealed, content]);
}
