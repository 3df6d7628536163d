import { hasDraft, type Session, withoutDraft } from '../../../core/session.ts';
import { holdsSecret } from '../../../core/session-secrets.ts';

const key = 'postern.handover';

type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What a page leaves to the one that comes next in this browser tab. */
export interface Handover {
  session: Session;
  /** Tabs whose edits are not in it; they are on disk, encrypted. */
  withheld: string[];
}

/**
 * Leaves the session to the page that comes next in this browser tab: what the Node side could not take any more, and
 * what another window has saved over since. A browser writes this to its disk, so edits with a secret are not among it.
 */
export function leaveHandover(session: Session, storage: TabStorage = sessionStorage): void {
  const withheld = session.tabs.filter((tab) => hasDraft(tab) && holdsSecret(tab)).map((tab) => tab.key);
  const tabs = session.tabs.map((tab) => (withheld.includes(tab.key) ? withoutDraft(tab) : tab));
  const handover: Handover = { session: { ...session, tabs }, withheld };
  try {
    storage.setItem(key, JSON.stringify(handover));
  } catch {
    // No room for it: what was saved before is what comes back.
  }
}

/** Puts the session of this tab before the one on disk, and keeps every draft that only the one on disk has. */
export function mergeSessions({ session: own, withheld }: Handover, stored: Session): Session {
  const onDisk = new Map(stored.tabs.filter(hasDraft).map((tab) => [tab.key, tab]));
  const tabs = own.tabs.map((tab) => (withheld.includes(tab.key) ? (onDisk.get(tab.key) ?? tab) : tab));
  const keys = new Set(own.tabs.map((tab) => tab.key));
  const others = [...onDisk.values()].filter((tab) => !keys.has(tab.key));
  return { ...own, tabs: [...tabs, ...others] };
}

/** Takes what the page before left, once. What is in it is not looked at: the Node side does, when it is to keep it. */
export function takeHandover(storage: TabStorage = sessionStorage): Handover | undefined {
  const text = storage.getItem(key);
  storage.removeItem(key);
  if (text === null) return undefined;
  try {
    const left = JSON.parse(text) as { session?: Partial<Session>; withheld?: unknown } | null;
    if (!Array.isArray(left?.session?.tabs) || !Array.isArray(left.withheld)) return undefined;
    return left as Handover;
  } catch {
    return undefined;
  }
}
