import type { Service } from './service.ts';

/** Puts the text of a kept schema among the bodies. @throws AppError ERR_GRAPHQL_SCHEMA_NOT_FOUND */
export const openGraphqlSchema: Service<'graphql.openSchema'> = async (app, { id }) => {
  const { schema, text } = await app.graphqlSchemas.read(id);
  const writer = app.bodies.create(schema.format === 'sdl' ? 'application/graphql' : 'application/json');
  await writer.write(text);
  await writer.finish();
  return { schema, bodyId: writer.bodyId };
};
