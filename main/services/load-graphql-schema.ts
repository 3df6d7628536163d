import { AppError, isAppError } from '../../core/errors.ts';
import { maxSchemaBytes } from '../../core/graphql/kept-schema.ts';
import { looksLikeSchemaLanguage, readIntrospection } from '../../core/graphql/read-introspection.ts';
import type { AppContext } from '../app-context.ts';
import { decodeText } from './decode-text.ts';
import { schemaIdOf } from './graphql-address.ts';
import { readRequestSource } from './request-source.ts';
import type { Service } from './service.ts';

/**
 * Keeps a file as the schema of a request's address, for servers that tell nobody.
 *
 * @throws AppError ERR_GRAPHQL_SCHEMA_INVALID, ERR_GRAPHQL_SCHEMA_TOO_LARGE, ERR_UPLOAD_NOT_FOUND,
 *   ERR_REQUEST_INVALID_URL, ERR_VARIABLE_UNRESOLVED, ERR_WORKSPACE_WRITE_FAILED
 */
export const loadGraphqlSchema: Service<'graphql.loadSchema'> = async (
  app,
  { uploadId, fileName, ...input },
) => {
  const text = decodeText(await takeFile(app, uploadId));
  const id = await schemaIdOf(app, await readRequestSource(app, input));
  const facts = { id, keptAtEpochMs: app.now(), fileName: fileName.slice(-255) };
  const reading = readIntrospection(text);
  if (reading.kind === 'schema')
    return app.graphqlSchemas.keep({ ...facts, format: 'introspection' }, reading.text);
  if (reading.kind === 'other' && !reading.isJson && looksLikeSchemaLanguage(text))
    return app.graphqlSchemas.keep({ ...facts, format: 'sdl' }, text);
  throw new AppError(
    'ERR_GRAPHQL_SCHEMA_INVALID',
    'The file is no GraphQL schema. Choose one in the schema language, which begins with definitions such as "type Query", or the JSON of an introspection.',
  );
};

async function takeFile(app: AppContext, uploadId: string): Promise<Buffer> {
  try {
    return await app.uploads.take(uploadId, maxSchemaBytes);
  } catch (fault) {
    if (!isAppError(fault) || fault.code !== 'ERR_UPLOAD_TOO_LARGE') throw fault;
    throw tooLargeSchema();
  }
}

/** The refusal of a schema that is larger than is read. */
export function tooLargeSchema(): AppError {
  return new AppError(
    'ERR_GRAPHQL_SCHEMA_TOO_LARGE',
    `The schema is larger than ${maxSchemaBytes / 1024 ** 2} MB, which is more than is read. Load a file with the part you need.`,
    { details: { limitBytes: maxSchemaBytes } },
  );
}
