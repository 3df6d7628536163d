import type { Session } from '../../../core/session.ts';

const key = 'postern.handover';

type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Leaves the session to the page that comes next in this browser tab: what the Node side could not take any more, and
 * what another window has saved over since.
 */
export function leaveHandover(session: Session, storage: TabStorage = sessionStorage): void {
  try {
    storage.setItem(key, JSON.stringify(session));
  } catch {
    // No room for it: what was saved before is what comes back.
  }
}

/** Puts the session of this tab before the one on disk, and keeps every draft that only the one on disk has. */
export function mergeSessions(own: Session, stored: Session): Session {
  const keys = new Set(own.tabs.map((tab) => tab.key));
  const others = stored.tabs.filter((tab) => tab.draft !== undefined && !keys.has(tab.key));
  return { ...own, tabs: [...own.tabs, ...others] };
}

/** Takes what the page before left, once. What is in it is not looked at: the Node side does, when it is to keep it. */
export function takeHandover(storage: TabStorage = sessionStorage): Session | undefined {
  const text = storage.getItem(key);
  storage.removeItem(key);
  if (text === null) return undefined;
  try {
    const left = JSON.parse(text) as Partial<Session> | null;
    return Array.isArray(left?.tabs) ? (left as Session) : undefined;
  } catch {
    return undefined;
  }
}
