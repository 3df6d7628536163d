import type { GraphQLSchema } from 'graphql';
import { buildSchemaOf } from '../../../core/graphql/build-schema.ts';
import { type DocumentCheck, checkDocument } from '../../../core/graphql/check-document.ts';
import { type Proposal, completeDocument } from '../../../core/graphql/complete-document.ts';
import { describeTarget } from '../../../core/graphql/describe-target.ts';
import { type Explanation, explainPlace } from '../../../core/graphql/explain-place.ts';
import { type Insertion, insertField } from '../../../core/graphql/insert-field.ts';
import type { KeptSchema } from '../../../core/graphql/kept-schema.ts';
import { type RootKind, type SchemaList, listSchema } from '../../../core/graphql/list-schema.ts';
import { readIntrospection } from '../../../core/graphql/read-introspection.ts';
import type { SchemaDetails, SchemaTarget } from '../../../core/graphql/schema-entry.ts';

/** What is done with schemas away from the window's own thread. A schema is named by its key; one that is gone knows nothing. */
export interface SchemaWork {
  /** Reads a schema, and lets go of those that were not used for longest. @throws AppError ERR_GRAPHQL_SCHEMA_INVALID, ERR_GRAPHQL_SCHEMA_TOO_LARGE */
  load(key: string, bytes: Uint8Array, format: KeptSchema['format']): { types: number; dropped: string[] };
  /** Reads a file to see whether it can be. @throws AppError ERR_GRAPHQL_SCHEMA_INVALID, ERR_GRAPHQL_SCHEMA_TOO_LARGE */
  probe(bytes: Uint8Array): void;
  check(key: string | undefined, query: string): DocumentCheck;
  complete(key: string, query: string, offset: number): Proposal[];
  explain(key: string, query: string, offset: number): Explanation | undefined;
  list(key: string, text: string): SchemaList;
  describe(key: string, target: SchemaTarget): SchemaDetails | undefined;
  insert(
    key: string,
    query: string,
    field: { kind: RootKind; field: string },
    chosen: string | undefined,
  ): Insertion | undefined;
}

/** Each takes tens of megabytes. */
const mostSchemas = 3;
/** More rows than anybody scrolls through. */
const mostEntries = 2_000;

/** Makes the workshop, with no schema in it. */
export function createSchemaWork(): SchemaWork {
  /** The least used first. */
  const schemas = new Map<string, GraphQLSchema>();
  const find = (key: string | undefined) => {
    const schema = schemas.get(key ?? '');
    if (key !== undefined && schema !== undefined) {
      schemas.delete(key);
      schemas.set(key, schema);
    }
    return schema;
  };
  return {
    load(key, bytes, format) {
      const schema = buildSchemaOf(new TextDecoder().decode(bytes), format);
      schemas.set(key, schema);
      const dropped = [...schemas.keys()].slice(0, -mostSchemas);
      for (const oldest of dropped) schemas.delete(oldest);
      const types = Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith('__')).length;
      return { types, dropped };
    },
    probe(bytes) {
      const text = new TextDecoder().decode(bytes);
      const reading = readIntrospection(text);
      if (reading.kind === 'schema') buildSchemaOf(reading.text, 'introspection');
      else buildSchemaOf(text, 'sdl');
    },
    check: (key, query) => checkDocument(query, find(key)),
    complete(key, query, offset) {
      const schema = find(key);
      return schema === undefined ? [] : completeDocument(query, offset, schema);
    },
    explain(key, query, offset) {
      const schema = find(key);
      return schema && explainPlace(query, offset, schema);
    },
    list(key, text) {
      const schema = find(key);
      return schema === undefined ? { entries: [], total: 0 } : listSchema(schema, text, mostEntries);
    },
    describe(key, target) {
      const schema = find(key);
      return schema && describeTarget(schema, target);
    },
    insert(key, query, field, chosen) {
      const schema = find(key);
      return schema && insertField(query, field, schema, chosen);
    },
  };
}
