import { AppError } from '../../core/errors.ts';
import type { AppContext } from '../app-context.ts';
import { listSourced } from '../sources/list-sourced.ts';
import { notGiven } from '../sources/missing-values.ts';
import type { ValuePlace } from '../../core/contract/value.ts';
import type { Service } from './service.ts';

/**
 * Gets the value of one variable anew, from its program or file.
 *
 * @throws AppError ERR_SECRET_NOT_FOUND where nothing says where it comes from, ERR_VARIABLE_NOT_GIVEN,
 *   ERR_VARIABLE_PROGRAM_FAILED, ERR_VARIABLE_FILE_UNREADABLE, ERR_VARIABLE_SCOPE_NOT_FOUND
 */
export const getValue: Service<'value.get'> = async (app, place, call) => {
  const { scope, key } = place;
  const source = (await listSourced(app, scope)).get(key);
  if (source === undefined) {
    throw new AppError(
      'ERR_SECRET_NOT_FOUND',
      `Nothing says where the value of "${key}" comes from. Save first.`,
      {
        details: { key },
      },
    );
  }
  if (source.kind !== 'ask') await app.valueSources.obtain(place, source, call.signal);
  else if (app.valueSources.peek(place, source) === undefined) throw await askFor(app, place);
  return {};
};

async function askFor(app: AppContext, { scope, key }: ValuePlace): Promise<AppError> {
  const found = (await app.workspace.readVariables(scope)).findLast((variable) => variable.key === key);
  const { isMasked = true, offered = '' } = found?.sourced ?? {};
  const hosts = found?.hosts === undefined ? {} : { hosts: [...found.hosts] };
  return notGiven({ values: [{ scope, key, scopeName: '', isMasked, offered, ...hosts }], hosts: [] });
}
