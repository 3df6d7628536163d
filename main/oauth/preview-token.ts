import type { AppliedAuth } from '../../core/auth/apply-auth.ts';
import type { Auth } from '../../core/auth/auth.ts';
import { boundForEndpoint } from '../../core/auth/oauth2/bound-fields.ts';
import type { OAuth2Config } from '../../core/auth/oauth2/config.ts';
import { isDpopToken } from '../../core/auth/oauth2/token-set.ts';
import type { AppErrorData } from '../../core/errors.ts';
import type { PreviewToken } from '../../core/http/preview.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import { applyToken } from './authorize-with-token.ts';
import { type TokenPlace, findCurrentToken, readOrForget, tokenMissing } from './current-token.ts';
import { resolveConfig } from './resolve-config.ts';
import { type TokenStep, decideTokenStep } from './token-step.ts';

/** What a send would do about its token, and what it adds as far as that is known. */
export interface TokenOutlook {
  token: PreviewToken;
  applied: AppliedAuth;
  /** `applied` holds the token itself and not a word in its place. */
  isReal: boolean;
  /** The refusal of a send whose token only the user can get. */
  problem?: AppErrorData;
}

/** Stands for a token that does not exist yet. */
export const tokenToCome = '<access token>';

/**
 * Decides as a send does which token would go out, without a call to anybody: nothing is fetched, refreshed or proved.
 *
 * @throws AppError what `resolveConfig` refuses, and ERR_SECRET_OTHER_HOST where getting the token would be refused so
 */
export async function previewToken(
  app: AppContext,
  auth: Auth,
  scopes: ScopeChain,
  place: TokenPlace,
): Promise<TokenOutlook> {
  const resolved = resolveConfig(app, auth, scopes);
  const { config } = resolved;
  if (config.accessToken !== '') {
    const typed = { accessToken: config.accessToken, tokenType: 'Bearer' };
    return { token: { step: 'send', isDpop: false }, applied: applyToken(typed, config), isReal: true };
  }
  const entry = await findCurrentToken(app, resolved, place);
  const record = entry === undefined ? undefined : await readOrForget(app, entry);
  const step = decideTokenStep(record, config.grantType, Math.floor(app.now() / 1000));
  assertBound(step, config);
  const known = record?.secret.tokens;
  const isReal = step.kind === 'send';
  const tokens =
    isReal && known !== undefined
      ? known
      : {
          accessToken: tokenToCome,
          tokenType: known?.tokenType ?? (config.dpop === 'on' ? 'DPoP' : 'Bearer'),
        };
  return {
    token: {
      step: step.kind,
      isDpop: isDpopToken(tokens),
      ...(record === undefined || step.kind === 'fetch' ? {} : { name: record.summary.name }),
    },
    applied: applyToken(tokens, config),
    isReal,
    ...(step.kind === 'missing' ? { problem: tokenMissing(record).toData() } : {}),
  };
}

/** Refuses as the call for a token would. @throws AppError ERR_SECRET_OTHER_HOST */
function assertBound(step: TokenStep, config: OAuth2Config): void {
  if (step.kind === 'fetch') boundForEndpoint(config, config.accessTokenUrl);
  const stored = step.kind === 'refresh' ? step.record.secret.config : undefined;
  if (stored !== undefined) boundForEndpoint(stored, stored.refreshTokenUrl || stored.accessTokenUrl);
}
