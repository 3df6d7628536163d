import { useDeferredValue } from 'react';
import type { ReactNode } from 'react';

/** What comes right after the first drawing of what is around it, and keeps nobody from using that. */
export function Later({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) ? children : null;
}
