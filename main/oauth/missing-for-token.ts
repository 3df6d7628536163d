import { isUnattendedGrant } from '../../core/auth/oauth2/config.ts';
import { isAppError } from '../../core/errors.ts';
import type { AppContext } from '../app-context.ts';
import { hasTypedAuthorization } from '../auth/send-authorization.ts';
import type { RequestSource } from '../services/request-source.ts';
import { MissingValues } from '../sources/missing-values.ts';
import { previewToken } from './preview-token.ts';
import { resolveConfig } from './resolve-config.ts';
import { findMissingIn, isNeededForFinding } from './sourced-config.ts';

/** Names the values that getting the token of a request will need, where a send is going to get one. Asks nobody. */
export async function findMissingForToken(
  app: AppContext,
  { request, effective, scopes, tokenPlace }: RequestSource,
): Promise<MissingValues> {
  const auth = effective?.auth;
  if (auth?.type !== 'oauth2' || hasTypedAuthorization(request)) return new MissingValues();
  try {
    const { sourced, config } = resolveConfig(app, auth, scopes);
    if (sourced === undefined) return new MissingValues();
    const { step } = (await previewToken(app, auth, scopes, tokenPlace)).token;
    const isNeeded =
      isNeededForFinding(sourced, config) || (isUnattendedGrant(config.grantType) && step === 'fetch');
    return isNeeded ? findMissingIn(sourced.template, sourced.fields, scopes) : new MissingValues();
  } catch (fault) {
    // What is wrong with the set-up, the send says.
    if (!isAppError(fault)) throw fault;
    return new MissingValues();
  }
}
