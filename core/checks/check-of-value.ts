import { isSecretField } from '../http/secret-fields.ts';
import type { JsonPath } from '../json.ts';
import { normalPath } from '../links/normal-path.ts';
import type { Check } from './check.ts';

/** A value that is longer is no expectation of somebody's. */
const maxExpected = 1_000;

/**
 * Makes the check that answers have a value where this one has it. A secret, by its name or its form, is only expected to be
 * there: checks are part of the shared file.
 */
export function checkOfValue(path: JsonPath, value: string): Check {
  const expression = normalPath(path);
  const name = path.findLast((segment) => typeof segment === 'string') ?? '';
  const base = { source: 'body', expression } as const;
  if (isSecretField(name, value)) return { ...base, operator: 'exists', expected: '' };
  return value.length > maxExpected
    ? { ...base, operator: 'contains', expected: value.slice(0, maxExpected) }
    : { ...base, operator: 'equals', expected: value };
}
