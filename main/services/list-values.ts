import { listSourced } from '../sources/list-sourced.ts';
import type { Service } from './service.ts';

/** Says how the values of a set of variables stand that come from elsewhere. @throws AppError ERR_VARIABLE_SCOPE_NOT_FOUND */
export const listValues: Service<'value.list'> = async (app, { scope }) => {
  const sourced = await listSourced(app, scope);
  return { states: [...sourced].map(([key, source]) => app.valueSources.state({ scope, key }, source)) };
};
