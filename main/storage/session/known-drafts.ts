import { draftOfTab, type SavedSession, type SessionTab, withoutDraft } from '../../../core/session.ts';

/** A tab of a window, with the name that the window gave its edits. */
export interface WindowDraft {
  tab: SessionTab;
  version: number | undefined;
}

/** Puts the edits that a window left out to its tabs, out of what it gave before; `undefined` where some are not there. */
export function withKnownDrafts(
  tabs: SavedSession['tabs'],
  known: readonly WindowDraft[],
): WindowDraft[] | undefined {
  const byKey = new Map(known.map((draft) => [draft.tab.key, draft]));
  const whole: WindowDraft[] = [];
  for (const { draftVersion: version, isDraftKept, ...tab } of tabs) {
    if (isDraftKept !== true) {
      whole.push({ tab, version });
      continue;
    }
    const before = byKey.get(tab.key);
    if (before === undefined || version === undefined || before.version !== version) return undefined;
    whole.push({ tab: { ...withoutDraft(tab), ...draftOfTab(before.tab) }, version });
  }
  return whole;
}
