import type { Service } from './service.ts';

/** Deletes a kept schema, or all of them. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
export const forgetGraphqlSchema: Service<'graphql.forgetSchema'> = async (app, { id }) => {
  await app.graphqlSchemas.forget(id);
  return {};
};
