import { isAppError } from '../errors.ts';
import { createMasker } from '../http/mask.ts';
import { isSecretField, maskSecretFields } from '../http/secret-fields.ts';
import type { AnswerReader } from '../links/answer-reader.ts';
import type { ScriptTest } from '../scripts/script-job.ts';
import type { TemplateResolver } from '../variables/resolve-template.ts';
import { type Check, type CheckOperator, describeCheck, needsExpected } from './check.ts';

/** An answer, and what checks of it are made with. */
export interface CheckedAnswer {
  status: number;
  totalMs: number;
  reader: AnswerReader;
  templates: TemplateResolver;
  /** What no message may show. */
  secrets: readonly string[];
}

const shownLength = 200;

/** Judges an answer by each check. A check that cannot be made has failed and says why. */
export function runChecks(checks: readonly Check[], answer: CheckedAnswer): ScriptTest[] {
  return checks.map((check) => {
    const name = describeCheck(check);
    try {
      const fault = faultOf(check, answer);
      return fault === undefined ? { name, passed: true } : { name, passed: false, message: fault };
    } catch (error) {
      if (!isAppError(error)) throw error;
      return { name, passed: false, message: error.message };
    }
  });
}

/** Gives why a check failed. @throws AppError where its path is none or its variables go in circles */
function faultOf(check: Check, answer: CheckedAnswer): string | undefined {
  const { operator } = check;
  const actual = valueOf(check, answer);
  if (operator === 'exists') return actual === undefined ? 'It is not in the answer.' : undefined;
  const expected = needsExpected(check) ? check.expected : '';
  const { text, unresolved, secrets } = answer.templates.resolve(expected);
  if (unresolved[0] !== undefined) return `{{${unresolved[0].name}}} has no value.`;
  if (operator === 'notExists' && actual === undefined) return undefined;
  if (actual === undefined) return 'It is not in the answer.';
  if (operator !== 'notExists' && holds(operator, actual, text)) return undefined;
  // What a server answers to the name of a secret is one.
  const isSecret = check.source !== 'text' && isSecretField(lastName(check.expression), actual);
  if (isSecret) return 'It is something else.';
  const shown = createMasker([...answer.secrets, ...secrets])(maskSecretFields(actual));
  return `It is ${shown.length > shownLength ? `${shown.slice(0, shownLength)}…` : shown || 'empty'}.`;
}

function valueOf({ source, expression }: Check, answer: CheckedAnswer): string | undefined {
  const { reader } = answer;
  switch (source) {
    case 'status':
      return String(answer.status);
    case 'time':
      return String(Math.round(answer.totalMs));
    case 'text':
      return reader.text ?? '';
    case 'header':
      return reader.header(expression);
    case 'xml':
      return reader.xml(expression);
    case 'body':
      return reader.jsonText(expression);
  }
}

function lastName(expression: string): string {
  return /[\w-]+(?=[^\w-]*$)/.exec(expression)?.[0] ?? '';
}

function holds(operator: CheckOperator, actual: string, expected: string): boolean {
  switch (operator) {
    case 'equals':
      return isSame(actual, expected);
    case 'notEquals':
      return !isSame(actual, expected);
    case 'oneOf':
      return expected.split(',').some((each) => isSame(actual, each.trim()));
    case 'contains':
      return actual.includes(expected);
    case 'notContains':
      return !actual.includes(expected);
    case 'lessThan':
    case 'greaterThan': {
      const [a, b] = [toNumber(actual), toNumber(expected)];
      if (a === undefined || b === undefined) return false;
      return operator === 'lessThan' ? a < b : a > b;
    }
    case 'exists':
      return true;
    case 'notExists':
      return false;
  }
}

/** Texts compare letter by letter; 1.0 and 1 are the same number, and long ones lose no digit. */
function isSame(actual: string, expected: string): boolean {
  if (actual === expected) return true;
  const isShort = actual.length <= 15 && expected.length <= 15;
  const [a, b] = isShort ? [toNumber(actual), toNumber(expected)] : [];
  return a !== undefined && a === b;
}

function toNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : undefined;
}
