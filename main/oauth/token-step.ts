import { isUnattendedGrant } from '../../core/auth/oauth2/config.ts';
import { tokenFreshness } from '../../core/auth/oauth2/token-set.ts';
import type { TokenRecord } from '../storage/token-store.ts';

/** What a send does about its token. */
export type TokenStep =
  | { kind: 'send'; record: TokenRecord }
  /** `isStillGood`: where refreshing fails the token can be sent as it is. */
  | { kind: 'refresh'; record: TokenRecord; isStillGood: boolean }
  | { kind: 'fetch' }
  | { kind: 'missing' };

/**
 * Decides what a send does about its token, without doing it.
 *
 * @param refused An access token a server just refused.
 */
export function decideTokenStep(
  record: TokenRecord | undefined,
  grantType: string,
  nowEpochSec: number,
  refused?: string,
): TokenStep {
  const isService = isUnattendedGrant(grantType);
  if (record !== undefined) {
    const { tokens } = record.secret;
    const freshness = tokenFreshness(tokens, nowEpochSec);
    const isRefused = tokens.accessToken === refused;
    if (!isRefused && (freshness === 'fresh' || freshness === 'unknown')) return { kind: 'send', record };
    const isStillGood = freshness === 'refreshSoon' && !isRefused;
    if (tokens.refreshToken !== undefined) return { kind: 'refresh', record, isStillGood };
    if (isStillGood && !isService) return { kind: 'send', record };
  }
  // A chosen token that ended is not silently replaced by one of another set-up.
  return { kind: isService ? 'fetch' : 'missing' };
}
