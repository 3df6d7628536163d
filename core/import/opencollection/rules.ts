import type { Check, CheckOperator } from '../../checks/check.ts';
import type { JsonObject } from '../../json-value.ts';
import type { ExtractionRule } from '../../links/extraction-rule.ts';
import { asText, field } from '../../postman/residue.ts';
import { objectIn } from './fields.ts';

type Source = Pick<Check, 'expression'> & { source: 'status' | 'time' | 'header' | 'body' | 'text' };

/** What an expression such as `res.body.user.id` means here; nothing for one that is a program of its own. */
function sourceOf(expression: string): Source | undefined {
  const text = expression.trim();
  if (text === 'res.status') return { source: 'status', expression: '' };
  if (text === 'res.responseTime') return { source: 'time', expression: '' };
  if (text === 'res.body') return { source: 'text', expression: '' };
  const header = /^res\.headers(?:\.([\w-]+)|\[\s*(["'])([\w-]+)\2\s*\])$/.exec(text);
  if (header !== null) return { source: 'header', expression: header[1] ?? header[3] ?? '' };
  const body = /^res\.body((?:\.[A-Za-z_$][\w$]*|\[\d{1,9}\]|\[(["'])[^"'\\]*\2\])+)$/.exec(text)?.[1];
  return body === undefined ? undefined : { source: 'body', expression: `$${body}` };
}

const operators: Readonly<Record<string, CheckOperator>> = {
  eq: 'equals',
  neq: 'notEquals',
  gt: 'greaterThan',
  lt: 'lessThan',
  in: 'oneOf',
  contains: 'contains',
  notContains: 'notContains',
  isDefined: 'exists',
  isUndefined: 'notExists',
};

/** Makes a check of an assertion; nothing where Postern has none like it. */
export function checkOf(raw: JsonObject): Check | undefined {
  const source = sourceOf(asText(field(raw, 'expression')));
  const operator = operators[asText(field(raw, 'operator'))];
  if (source === undefined || operator === undefined) return undefined;
  const isDisabled = field(raw, 'disabled') === true;
  const expected = operator === 'exists' || operator === 'notExists' ? '' : asText(field(raw, 'value'));
  return { ...source, operator, expected, ...(isDisabled ? { disabled: true } : {}) };
}

/** Makes an extraction rule of an action that sets a variable of a value of the answer; nothing for any other. */
export function extractionOf(raw: JsonObject): ExtractionRule | undefined {
  const source = sourceOf(asText(field(objectIn(raw, 'selector'), 'expression')));
  const variable = asText(field(objectIn(raw, 'variable'), 'name'));
  const isAfter = field(raw, 'type') === 'set-variable' && field(raw, 'phase') === 'after-response';
  if (!isAfter || variable === '') return undefined;
  if (source?.source !== 'body' && source?.source !== 'header') return undefined;
  const disabled = field(raw, 'disabled') === true ? { disabled: true } : {};
  return { ...source, source: source.source, target: 'collection', variable, ...disabled };
}
