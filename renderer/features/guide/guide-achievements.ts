import type { JsonObject, JsonValue } from '../../../core/json-value.ts';
import type { TokenAnswer } from './guide-answers.ts';

/** What was reached with an org, which no later look can tell: the answers are gone after a restart. */
interface Achievement {
  /** The address of a link that was followed and answered, without its query. */
  followed?: string;
}
/** By the origin of the org: the first success stands for itself. */
export type GuideAchievements = Record<string, Achievement>;

/** The orgs that are remembered; the oldest goes first. */
const mostOrgs = 20;

/** Reads what the layout keeps; what cannot be read is as if nothing had been reached. */
export function readAchievements(value: JsonValue | undefined): GuideAchievements {
  if (!isObject(value)) return {};
  const read = Object.entries(value).flatMap(([origin, kept]): [string, Achievement][] => {
    if (!isObject(kept)) return [];
    const { followed } = kept;
    return [[origin, typeof followed === 'string' ? { followed } : {}]];
  });
  return Object.fromEntries(read);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
