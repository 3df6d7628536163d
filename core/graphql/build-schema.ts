import { buildClientSchema, buildSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { AppError } from '../errors.ts';
import type { KeptSchema } from './kept-schema.ts';

/** More types than anybody's server has; each takes memory and time in every list. */
const mostTypes = 50_000;
/** A text in the schema language of the greatest size has about a third of this. */
const mostTokens = 10_000_000;

/**
 * Builds a schema from its text. It need not be flawless: large public schemas are not, and what is said of the rest holds.
 *
 * @throws AppError ERR_GRAPHQL_SCHEMA_INVALID, ERR_GRAPHQL_SCHEMA_TOO_LARGE
 */
export function buildSchemaOf(text: string, format: KeptSchema['format']): GraphQLSchema {
  const schema = build(text, format);
  if (Object.keys(schema.getTypeMap()).length > mostTypes) throw tooMany();
  return schema;
}

function build(text: string, format: KeptSchema['format']): GraphQLSchema {
  try {
    if (format === 'sdl') {
      const lenient = { assumeValid: true, assumeValidSDL: true };
      return buildSchema(text, { ...lenient, noLocation: true, maxTokens: mostTokens });
    }
    const introspection = JSON.parse(text) as Partial<IntrospectionQuery>;
    if (!Array.isArray(introspection.__schema?.types)) throw new Error('It has no types.');
    if (introspection.__schema.types.length > mostTypes) throw tooMany();
    return buildClientSchema(introspection as IntrospectionQuery, { assumeValid: true });
  } catch (fault) {
    if (fault instanceof AppError) throw fault;
    const reason = fault instanceof Error ? fault.message.split('\n')[0]?.slice(0, 300) : '';
    throw new AppError(
      'ERR_GRAPHQL_SCHEMA_INVALID',
      `The schema cannot be read: ${reason} Get it again, or load it from another file.`,
      { cause: fault },
    );
  }
}

function tooMany(): AppError {
  return new AppError(
    'ERR_GRAPHQL_SCHEMA_TOO_LARGE',
    `The schema has more than ${mostTypes.toLocaleString('en')} types, which is more than is read. Load a file with the part you need.`,
  );
}
