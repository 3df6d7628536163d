import type { GuideTrack } from '../../../core/guide/guide-step.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { JsonValue } from '../../../core/json-value.ts';
import { type GuideAchievements, readAchievements } from './guide-achievements.ts';

/** What was chosen in the checklist; kept in the layout of the window. */
export interface GuideChoices {
  isOpen: boolean;
  track: GuideTrack;
  /** The collection or folder that is worked on; absent: the first that fits. */
  targetId: ItemId | undefined;
  /** The key that signs, before it stands in a set-up. */
  keyId: string | undefined;
  /** What was reached so far. */
  achieved: GuideAchievements;
}

/** The name under which the window's layout keeps them. */
export const guideKey = 'guide';

/** Reads the choices; what cannot be read is as if it had not been chosen. */
export function readChoices(layout: Readonly<Record<string, JsonValue>>): GuideChoices {
  const kept = layout[guideKey];
  const record = typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? kept : {};
  const text = (name: string) => (typeof record[name] === 'string' ? record[name] : undefined);
  return {
    isOpen: record['isOpen'] === true,
    track: record['track'] === 'service' ? 'service' : 'user',
    targetId: text('targetId'),
    keyId: text('keyId'),
    achieved: readAchievements(record['achieved']),
  };
}
