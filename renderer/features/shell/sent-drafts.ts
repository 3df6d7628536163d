import {
  draftOfTab,
  hasDraft,
  type SavedSession,
  type Session,
  type SessionDraft,
  withoutDraft,
} from '../../../core/session.ts';

interface Sent {
  edits: SessionDraft;
  version: number;
}

/** Edits of one save, by the tab's key. */
export type SentDrafts = ReadonlyMap<string, Sent>;

/**
 * Leaves the edits out of a session that the Node side has already: megabytes of them are not given with every save. A
 * version names what was given, so that two saves under way at once cannot be taken for each other.
 */
export function createSentDrafts() {
  let known: SentDrafts = new Map();
  let made = 0;
  return {
    /** What to give, and what to confirm once it was kept. */
    next(session: Session): { saved: SavedSession; sent: SentDrafts } {
      const sent = new Map<string, Sent>();
      const tabs = session.tabs.map((tab) => {
        if (!hasDraft(tab)) return tab;
        const before = known.get(tab.key);
        if (before !== undefined && isSame(before.edits, tab)) {
          sent.set(tab.key, before);
          return { ...withoutDraft(tab), isDraftKept: true, draftVersion: before.version };
        }
        made += 1;
        sent.set(tab.key, { edits: draftOfTab(tab), version: made });
        return { ...tab, draftVersion: made };
      });
      return { saved: { ...session, tabs }, sent };
    },
    confirm(sent: SentDrafts) {
      known = sent;
    },
    /** The next save gives everything. */
    forget() {
      known = new Map();
    },
  };
}

/** Drafts are never changed in place; the one of an environment is made for each save. */
function isSame(before: SessionDraft, now: SessionDraft): boolean {
  return (
    before.draft === now.draft &&
    before.definitionDraft === now.definitionDraft &&
    before.environmentDraft?.name === now.environmentDraft?.name &&
    before.environmentDraft?.variables === now.environmentDraft?.variables &&
    before.baseRevision === now.baseRevision
  );
}
