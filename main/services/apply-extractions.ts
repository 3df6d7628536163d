import type { ItemId } from '../../core/ids.ts';
import type { AnswerReader } from '../../core/links/answer-reader.ts';
import type { ExtractionOutcome, ExtractionRule } from '../../core/links/extraction-rule.ts';
import type { VariableScopeRef } from '../../core/variables/variable.ts';
import type { AppContext } from '../app-context.ts';

/** Where the values that rules find can go. */
export interface ExtractionPlace {
  environmentId: ItemId | undefined;
  collectionId: ItemId | undefined;
}

/** Gives the rules that do something: one without variable or expression is still being written. */
export function activeRules(rules: readonly ExtractionRule[]): ExtractionRule[] {
  return rules.filter((rule) => rule.disabled !== true && rule.variable !== '' && rule.expression !== '');
}

/** Runs rules on an answer and writes what they find. A rule that fails stops no other one. */
export async function applyExtractions(
  app: AppContext,
  rules: readonly ExtractionRule[],
  answer: AnswerReader,
  place: ExtractionPlace,
): Promise<ExtractionOutcome[]> {
  const outcomes: ExtractionOutcome[] = [];
  // One after the other: two rules may write the same file.
  for (const rule of rules) {
    const { variable, target, expression } = rule;
    outcomes.push({ variable, target, expression, outcome: await applyRule(app, rule, answer, place) });
  }
  return outcomes;
}

async function applyRule(
  app: AppContext,
  rule: ExtractionRule,
  answer: AnswerReader,
  place: ExtractionPlace,
): Promise<ExtractionOutcome['outcome']> {
  const scope = scopeOf(rule, place);
  if (scope === undefined) return 'noTarget';
  try {
    const value = answer.read(rule.source, rule.expression);
    if (value === undefined) return 'missing';
    await app.workspace.setVariable(scope, rule.variable, value);
    return 'set';
  } catch (fault) {
    app.log.error('an extraction rule failed', fault);
    return 'failed';
  }
}

function scopeOf(
  rule: ExtractionRule,
  { environmentId, collectionId }: ExtractionPlace,
): VariableScopeRef | undefined {
  if (rule.target === 'globals') return { kind: 'globals' };
  const id = rule.target === 'environment' ? environmentId : collectionId;
  return id === undefined ? undefined : { kind: rule.target, id };
}
