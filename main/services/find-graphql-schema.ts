import { isAppError } from '../../core/errors.ts';
import { schemaIdOf } from './graphql-address.ts';
import { readRequestSource } from './request-source.ts';
import type { Service } from './service.ts';

/**
 * Finds the schema kept for the address that a request has now. Nothing leaves the machine.
 *
 * @throws AppError ERR_CALL_INVALID_INPUT, ERR_WORKSPACE_ITEM_NOT_FOUND
 */
export const findGraphqlSchema: Service<'graphql.findSchema'> = async (app, input) => {
  const source = await readRequestSource(app, input);
  try {
    const id = await schemaIdOf(app, source);
    const schema = await app.graphqlSchemas.find(id);
    return schema === undefined ? { id } : { id, schema };
  } catch (fault) {
    // An address that is still being typed has none.
    if (isAppError(fault)) return {};
    throw fault;
  }
};
