import { z } from 'zod';

export const checkOperatorSchema = z.enum([
  'equals',
  'notEquals',
  'oneOf',
  'contains',
  'notContains',
  'lessThan',
  'greaterThan',
  'exists',
  'notExists',
]);
export type CheckOperator = z.infer<typeof checkOperatorSchema>;

/** What is expected of every answer of a request, without a script. */
export const checkSchema = z.object({
  /** `time`: milliseconds of the whole exchange; `text`: the body as it came; the rest as in extraction rules. */
  source: z.enum(['status', 'time', 'header', 'body', 'xml', 'text']),
  /** JSONPath, XPath or the name of a header; nothing for the other sources. */
  expression: z.string(),
  operator: checkOperatorSchema,
  /** With `{{variables}}`; `oneOf` takes several, with commas between them. Nothing where the operator asks for none. */
  expected: z.string(),
  disabled: z.boolean().optional(),
});
export type Check = z.infer<typeof checkSchema>;

/** Tells whether a source needs an expression to name a value. */
export function needsExpression({ source }: Pick<Check, 'source'>): boolean {
  return source === 'header' || source === 'body' || source === 'xml';
}

/** Tells whether an operator compares with something. */
export function needsExpected({ operator }: Pick<Check, 'operator'>): boolean {
  return operator !== 'exists' && operator !== 'notExists';
}

/** Tells whether a check says what it wants; one that is still being written does nothing. */
export function isFinished(check: Check): boolean {
  if (needsExpression(check) && check.expression.trim() === '') return false;
  // A value may well be expected to be empty, but a status or a time is not.
  return !needsExpected(check) || check.expected !== '' || needsExpression(check);
}

export const operatorWords: Readonly<Record<CheckOperator, string>> = {
  equals: 'is',
  notEquals: 'is not',
  oneOf: 'is one of',
  contains: 'contains',
  notContains: 'does not contain',
  lessThan: 'is below',
  greaterThan: 'is above',
  exists: 'exists',
  notExists: 'does not exist',
};

const subjects: Readonly<Record<Check['source'], (expression: string) => string>> = {
  status: () => 'Status',
  time: () => 'Time in ms',
  text: () => 'Body',
  header: (expression) => `Header ${expression.trim()}`,
  body: (expression) => expression.trim(),
  xml: (expression) => expression.trim(),
};

/** Says what a check wants, such as `$.status is ACTIVE`; variables stay as written. */
export function describeCheck(check: Check): string {
  const subject = `${subjects[check.source](check.expression)} ${operatorWords[check.operator]}`;
  return needsExpected(check) ? `${subject} ${check.expected === '' ? '""' : check.expected}` : subject;
}
