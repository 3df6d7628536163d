import { listSourced } from '../sources/list-sourced.ts';
import type { Service } from './service.ts';

/** Keeps values that were asked for, in memory. @throws AppError ERR_VARIABLE_SCOPE_NOT_FOUND */
export const giveValues: Service<'value.give'> = async (app, { values }) => {
  for (const { scope, key, value } of values) {
    const source = (await listSourced(app, scope)).get(key);
    // It may have been changed while somebody typed.
    if (source?.kind === 'ask') app.valueSources.give({ scope, key }, source, value);
  }
  return {};
};
