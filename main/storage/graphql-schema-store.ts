import { open, readdir, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { type KeptSchema, type SchemaId, keptSchemaSchema } from '../../core/graphql/kept-schema.ts';
import { isMissing } from './file-system.ts';
import { writePrivateFile } from './json-file.ts';
import { writeFailure } from './write-failure.ts';

/** GraphQL schemas kept for the addresses of requests: one file each, the oldest go first. */
export interface GraphqlSchemaStore {
  /** What is known of a kept schema; `undefined` where there is none, or its file cannot be read. */
  find(id: SchemaId): Promise<KeptSchema | undefined>;
  /** Gives a schema with its text. @throws AppError ERR_GRAPHQL_SCHEMA_NOT_FOUND */
  read(id: SchemaId): Promise<{ schema: KeptSchema; text: Buffer }>;
  /** Keeps a schema in the place of an earlier one. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
  keep(schema: Omit<KeptSchema, 'sizeBytes'>, text: string): Promise<KeptSchema>;
  /** All of them where none is named; nothing where there is none. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
  forget(id?: SchemaId): Promise<void>;
}

/** The folder of schemas in the workspace's part of the profile. */
export const graphqlSchemasFolder = 'graphql-schemas';

export interface GraphqlSchemaStoreLimits {
  schemas: number;
  totalBytes: number;
}

const defaultLimits: GraphqlSchemaStoreLimits = { schemas: 50, totalBytes: 100 * 1024 * 1024 };
/** The first line of a file says what it holds; it is never longer. */
const longestHead = 4_096;

/** Makes the store; nothing is read or made before it is used. Two Posterns may share its folder. */
export function createGraphqlSchemaStore(
  folder: string,
  limits: GraphqlSchemaStoreLimits = defaultLimits,
): GraphqlSchemaStore {
  const pathOf = (id: SchemaId) => join(folder, `${id}.schema`);
  return {
    async find(id) {
      return (await readStart(pathOf(id)))?.schema;
    },
    async read(id) {
      const start = await readStart(pathOf(id), true);
      if (start?.text === undefined) {
        throw new AppError(
          'ERR_GRAPHQL_SCHEMA_NOT_FOUND',
          'The schema is no longer kept. Get it again, or load it from a file.',
        );
      }
      return { schema: start.schema, text: start.text };
    },
    async keep(facts, text) {
      const bytes = Buffer.from(text);
      const schema: KeptSchema = { ...facts, sizeBytes: bytes.byteLength };
      const head = Buffer.from(`${JSON.stringify(schema)}\n`);
      await writePrivateFile(pathOf(schema.id), Buffer.concat([head, bytes]));
      await dropOldest(folder, limits, `${schema.id}.schema`);
      return schema;
    },
    async forget(id) {
      const path = id === undefined ? folder : pathOf(id);
      await rm(path, { recursive: id === undefined }).catch((fault: unknown) => {
        if (!isMissing(fault)) throw writeFailure(fault, folder);
      });
    },
  };
}

/** Reads what a file says of itself, and the text where that is wanted. A damaged file is none. */
async function readStart(
  path: string,
  withText = false,
): Promise<{ schema: KeptSchema; text?: Buffer } | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHead), 0, longestHead, 0);
      const end = buffer.subarray(0, bytesRead).indexOf('\n');
      const schema = keptSchemaSchema.parse(JSON.parse(buffer.toString('utf8', 0, end)));
      if (!withText) return { schema };
      const text = Buffer.alloc(schema.sizeBytes);
      const read = await file.read(text, 0, text.byteLength, end + 1);
      return read.bytesRead === schema.sizeBytes ? { schema, text } : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

async function dropOldest(folder: string, limits: GraphqlSchemaStoreLimits, kept: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.schema') && name !== kept);
  const files = await Promise.all(
    names.map(async (name) => {
      const facts = await stat(join(folder, name)).catch(() => undefined);
      return { name, sizeBytes: facts?.size ?? 0, atMs: facts?.mtimeMs ?? 0 };
    }),
  );
  const own = await stat(join(folder, kept));
  let [count, totalBytes] = [1, own.size];
  for (const { name, sizeBytes } of files.toSorted((left, right) => right.atMs - left.atMs)) {
    count += 1;
    totalBytes += sizeBytes;
    if (count > limits.schemas || totalBytes > limits.totalBytes)
      await unlink(join(folder, name)).catch(() => undefined);
  }
}
