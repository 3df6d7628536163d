import { z } from 'zod';
import type { JsonValue } from '../../../core/json-value.ts';
import type { TokenAnswer } from './guide-answers.ts';

/** What was reached with an org, which no later look can tell: the answers are gone after a restart. */
const achievementSchema = z.object({
  /** The address of a link that was followed and answered, without its query. */
  followed: z.string().optional(),
});
const achievementsSchema = z.record(z.string(), achievementSchema);
/** By the origin of the org: the first success stands for itself. */
export type GuideAchievements = z.infer<typeof achievementsSchema>;

/** The orgs that are remembered; the oldest goes first. */
const mostOrgs = 20;

/** Reads what the layout keeps; what cannot be read is as if nothing had been reached. */
export function readAchievements(value: JsonValue | undefined): GuideAchievements {
  const read = achievementsSchema.safeParse(value);
  return read.success ? read.data : {};
}

/** Adds what an answer shows; the same object where that was known. */
export function withAnswer(
  before: GuideAchievements,
  { exchange, status }: Pick<TokenAnswer, 'exchange' | 'status'>,
  isFollowed: boolean,
): GuideAchievements {
  if (status < 200 || status > 299 || !URL.canParse(exchange.request.url)) return before;
  const { origin, pathname } = new URL(exchange.request.url);
  const known = before[origin];
  if (known !== undefined && (known.followed !== undefined || !isFollowed)) return before;
  const { [origin]: _known, ...others } = before;
  const kept = Object.entries(others).slice(1 - mostOrgs);
  return { ...Object.fromEntries(kept), [origin]: isFollowed ? { followed: origin + pathname } : {} };
}
