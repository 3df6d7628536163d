import { type Check, isFinished, needsExpression } from '../../../core/checks/check.ts';
import { isAppError } from '../../../core/errors.ts';
import { parseJsonPath } from '../../../core/links/parse-json-path.ts';
import { parseXPath } from '../../../core/xml/parse-xpath.ts';

/** Who types a path into a new row means the body; other rows keep what was chosen. */
export function sourceOfExpression(check: Check, expression: string): Pick<Check, 'source'> {
  if (needsExpression(check) || expression.trim() === '') return { source: check.source };
  if (expression.startsWith('/')) return { source: 'xml' };
  return { source: expression.startsWith('$') ? 'body' : 'header' };
}

/** What is unfinished or wrong about a check that was begun. */
export function checkProblem(check: Check): string | undefined {
  if (!isFinished(check)) return needsExpression(check) ? 'Needs an expression' : 'Needs a value to expect';
  try {
    if (check.source === 'xml') parseXPath(check.expression);
    if (check.source === 'body') parseJsonPath(check.expression);
    return undefined;
  } catch (error) {
    return isAppError(error) ? error.message : undefined;
  }
}
