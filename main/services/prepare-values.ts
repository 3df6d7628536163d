import { findMissingForToken } from '../oauth/missing-for-token.ts';
import { MissingValues } from '../sources/missing-values.ts';
import { lacksValues } from '../sources/fill-scopes.ts';
import { findMissing } from '../sources/with-needed-values.ts';
import { readRequestSource } from './request-source.ts';
import type { Service } from './service.ts';

/**
 * Gets what sends of these requests need, so that nothing is asked for while they run.
 *
 * @throws AppError ERR_VARIABLE_NOT_GIVEN with everything that is to be asked for, ERR_VARIABLE_PROGRAM_FAILED,
 *   ERR_VARIABLE_FILE_UNREADABLE, ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_VARIABLE_SCOPE_NOT_FOUND, ERR_CALL_CANCELLED
 */
export const prepareValues: Service<'value.prepare'> = async (app, { ids, environmentId, given }, call) => {
  const missing = new MissingValues();
  const variables = Object.fromEntries((given ?? []).map((name) => [name, 'given']));
  for (const id of ids) {
    const source = await readRequestSource(app, { id, environmentId, variables });
    if (!lacksValues(source.scopes)) continue;
    missing.add(await findMissing(app, source));
    missing.add(await findMissingForToken(app, source));
  }
  if (missing.size > 0) await missing.obtain(app, call.signal);
  return {};
};
