import { isAppError } from '../../core/errors.ts';
import type { AppliedAuth } from '../../core/auth/apply-auth.ts';
import { drawPreview } from '../../core/http/draw-preview.ts';
import { parseAddress } from '../../core/http/parse-address.ts';
import { createTemplateResolver } from '../../core/variables/resolve-template.ts';
import type { AppContext } from '../app-context.ts';
import { authorizeHere } from '../auth/authorize-send.ts';
import { prepareWith } from '../services/prepare-for-send.ts';
import type { RequestSource } from '../services/request-source.ts';
import type { CallContext } from '../services/service.ts';
import { fillScopes, lacksValues } from './fill-scopes.ts';
import { MissingValues } from './missing-values.ts';
import { valueToCome } from './stand-in.ts';

/** A value that comes may bring the look at another one, but not for ever. */
const mostLooks = 3;

type Source = Pick<RequestSource, 'request' | 'effective' | 'scopes' | 'tokenPlace'>;

/**
 * Gets the values from elsewhere that sending a request needs, and gives the request with them. Those that it does not use
 * are left alone; so is the set-up of OAuth 2.0, which needs some only when a token is to be got.
 *
 * @throws AppError ERR_VARIABLE_NOT_GIVEN, ERR_VARIABLE_PROGRAM_FAILED, ERR_VARIABLE_FILE_UNREADABLE, ERR_CALL_CANCELLED
 */
export async function withNeededValues<T extends Source>(
  app: AppContext,
  source: T,
  call: Pick<CallContext, 'signal'>,
): Promise<T> {
  let { scopes } = source;
  for (let looks = 0; looks < mostLooks && lacksValues(scopes); looks += 1) {
    const missing = await findMissing(app, { ...source, scopes });
    if (missing.size === 0) break;
    await missing.obtain(app, call.signal);
    scopes = fillScopes(app.valueSources, scopes);
  }
  return scopes === source.scopes ? source : { ...source, scopes };
}

/** Prepares a request as sending does, to see which values it looks up that are not there. Nothing leaves the machine. */
export async function findMissing(app: AppContext, source: Source): Promise<MissingValues> {
  const { request, effective, tokenPlace } = source;
  const missing = new MissingValues();
  const scopes = missing.watch(source.scopes);
  const auth = effective?.auth;
  const applied = auth?.type === 'oauth2' ? { secrets: [] } : await authorize();
  const drawn = await prepareWith(app, { request, auth, scopes, applied }, drawPreview);
  // It would be refused for a name without a value: that is to be put right before anybody is asked.
  if (drawn.unresolved.length > 0) return new MissingValues();
  const templates = createTemplateResolver(scopes, () => undefined);
  for (const { disabled, expected } of request.checks ?? [])
    if (disabled !== true) templates.resolve(expected ?? '');
  const host = parseAddress(drawn.url)?.host;
  if (host?.includes(valueToCome) === false) missing.addHost(host);
  return missing;

  async function authorize(): Promise<AppliedAuth | undefined> {
    try {
      return (await authorizeHere(app, { request, auth, scopes, tokenPlace }))?.applied;
    } catch (fault) {
      if (!isAppError(fault)) throw fault;
      // What stands in the place of a key is none; it was looked up all the same.
      return { secrets: [] };
    }
  }
}
