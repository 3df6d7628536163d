import { z } from 'zod';

/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
/** Any JSON object. */
export type JsonObject = { [key: string]: JsonValue };

/** Any JSON value, checked at run time. */
export const jsonValueSchema: z.ZodType<JsonValue> = z.json();

/**
 * What another format knows about an item and Postern's model does not name (ids, flags, timings). It is kept on
 * disk under the one key `x-postern` and given back on export; nothing reads it to decide what to send.
 */
export const extensionSchema: z.ZodType<JsonObject> = z.record(z.string(), z.json());
