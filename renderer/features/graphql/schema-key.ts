import type { KeptSchema } from '../../../core/graphql/kept-schema.ts';

/** Names a schema as it is now: one that was got again is another. */
export function schemaKey({ id, keptAtEpochMs }: KeptSchema): string {
  return `${id} ${keptAtEpochMs}`;
}
