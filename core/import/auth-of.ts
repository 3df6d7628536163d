import type { Auth } from '../auth/auth.ts';
import type { JsonValue } from '../json-value.ts';

/** Makes an authorization of a type and its parameters. */
export function authOf(type: string, values: Record<string, JsonValue>): Auth {
  return {
    type,
    credentials: Object.entries(values).map(([key, value]) => ({
      key,
      value,
      type: typeof value === 'string' ? 'string' : 'any',
    })),
  };
}
