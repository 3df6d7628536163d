import { tokenFreshness } from '../../core/auth/oauth2/token-set.ts';
import type { TokenSet } from '../../core/auth/oauth2/token-set.ts';
import { getNewToken } from '../../core/auth/oauth2/explain/actions.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import type { ItemId } from '../../core/ids.ts';
import type { Jwk } from '../../core/jwt/jwk.ts';
import type { AppContext } from '../app-context.ts';
import type { TokenEntry, TokenRecord } from '../storage/token-store.ts';
import { plain } from './call-endpoint.ts';
import { type DpopBinding, openDpopBinding } from './dpop-key.ts';
import { getToken } from './get-token.ts';
import { refreshToken } from './refresh-token.ts';
import { type ResolvedConfig, cacheKeyOf, completeConfig } from './resolve-config.ts';
import { decideTokenStep } from './token-step.ts';

/** Where a token is looked for. */
export interface TokenPlace {
  /** The item, then its parents up to the one whose authorization is in force: a choice at any of them counts. */
  itemIds: readonly ItemId[];
  environmentId: ItemId | undefined;
}

/** A token ready to go out. */
export interface SendableToken {
  tokens: Pick<TokenSet, 'accessToken' | 'tokenType'>;
  /** Absent for a token typed into the form. */
  record?: TokenRecord;
  /** The key it is bound to. */
  binding?: DpopBinding;
}

/**
 * Finds the token a request would send: the one chosen with "Use Token" at the nearest place, else the newest one of the
 * same set-up that still works or can be made to.
 */
export async function findCurrentToken(
  app: AppContext,
  resolved: ResolvedConfig,
  place: TokenPlace,
): Promise<TokenEntry | undefined> {
  for (const itemId of place.itemIds) {
    const chosen = app.tokens.selection(itemId, place.environmentId);
    if (chosen !== undefined) return app.tokens.find(chosen);
  }
  const nowEpochSec = Math.floor(app.now() / 1000);
  const fitting = app.tokens.findByKey(await cacheKeyOf(resolved.config, place.environmentId));
  const isUsable = ({ summary }: TokenEntry) =>
    summary.hasRefreshToken ||
    summary.expiresAtEpochSec === undefined ||
    summary.expiresAtEpochSec > nowEpochSec;
  return fitting.find(isUsable) ?? fitting[0];
}

/**
 * Gives the token to send, made fresh first where it is about to end: refreshed, or got anew where no browser is needed.
 *
 * @param refused An access token a server just refused; it is not given again.
 * @throws AppError ERR_OAUTH_TOKEN_MISSING where only the user can get one, and what refreshing or getting refuses
 */
export async function readyToken(
  app: AppContext,
  resolved: ResolvedConfig,
  place: TokenPlace,
  call: { signal: AbortSignal; callId: string; refused?: string },
): Promise<SendableToken> {
  const { config } = resolved;
  if (config.accessToken !== '') {
    return { tokens: { accessToken: config.accessToken, tokenType: 'Bearer' } };
  }
  const entry = await findCurrentToken(app, resolved, place);
  const record = entry === undefined ? undefined : await readOrForget(app, entry);
  const step = decideTokenStep(record, config.grantType, Math.floor(app.now() / 1000), call.refused);
  switch (step.kind) {
    case 'send':
      return toSendable(step.record);
    case 'refresh':
      try {
        const { id } = step.record.summary;
        const { accessToken } = step.record.secret.tokens;
        return await toSendable((await refreshToken(app, id, call.signal, accessToken)).record);
      } catch (fault) {
        // A token that still lives is better than none.
        const isAsked = isAppError(fault) && fault.code === 'ERR_VARIABLE_NOT_GIVEN';
        if (step.isStillGood && !isAsked && !call.signal.aborted) return toSendable(step.record);
        throw fault;
      }
    case 'fetch':
      return fetchAsService(app, await completeConfig(resolved, call.signal), place, call);
    case 'missing':
      throw tokenMissing(record);
  }
}

async function fetchAsService(
  app: AppContext,
  resolved: ResolvedConfig,
  place: TokenPlace,
  call: { signal: AbortSignal; callId: string; refused?: string },
): Promise<SendableToken> {
  const { environmentId } = place;
  const key = await cacheKeyOf(resolved.config, environmentId);
  const record = await app.oauth.flights.run(`fetch ${key}`, call.signal, async (signal) => {
    // Somebody may have got one while this call was on its way here.
    const nowEpochSec = Math.floor(app.now() / 1000);
    for (const entry of app.tokens.findByKey(key).slice(0, 1)) {
      const kept = await readOrForget(app, entry);
      if (kept === undefined || kept.secret.tokens.accessToken === call.refused) continue;
      if (tokenFreshness(kept.secret.tokens, nowEpochSec) === 'fresh') return kept;
    }
    const ended = app.tokens
      .findByKey(key)
      .map(({ summary }) => summary)
      .filter(({ expiresAtEpochSec: end }) => end !== undefined && end <= nowEpochSec);
    const got = await getToken(app, resolved, { signal, environmentId, callId: call.callId });
    // Ended tokens of a service are of no more use, and each send would add one.
    await app.tokens.remove(ended.map(({ id }) => id).filter((id) => isKept(app, id)));
    return got.record;
  });
  return toSendable(record);
}

function isKept(app: AppContext, id: string): boolean {
  return app.tokens.list().some((token) => token.id === id);
}

/** Reads a stored token; one that cannot be read counts as none. */
export async function readOrForget(app: AppContext, entry: TokenEntry): Promise<TokenRecord | undefined> {
  try {
    return await app.tokens.read(entry.summary.id);
  } catch (fault) {
    app.log.error('a token could not be read', fault);
    return undefined;
  }
}

/** Makes a stored token ready to go out. */
export async function toSendable(record: TokenRecord): Promise<SendableToken> {
  const { tokens, dpopJwk } = record.secret;
  const binding = dpopJwk === undefined ? undefined : await openDpopBinding(dpopJwk as Jwk);
  return { tokens, record, ...(binding === undefined ? {} : { binding }) };
}

/** The refusal of a send whose token only the user can get. */
export function tokenMissing(record: TokenRecord | undefined): AppError {
  const sentence =
    record === undefined
      ? 'There is no access token for this request yet.'
      : `The access token "${record.summary.name}" has expired and cannot be refreshed.`;
  return new AppError(
    'ERR_OAUTH_TOKEN_MISSING',
    `${sentence} Use "Get New Access Token" under Authorization.`,
    {
      details: {
        reason: record === undefined ? 'none' : 'expired',
        explanation: plain({ code: 'tokenMissing', sentence, actions: [getNewToken()] }),
      },
    },
  );
}
