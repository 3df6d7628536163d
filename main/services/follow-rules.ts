import { type Check, isFinished } from '../../core/checks/check.ts';
import { runChecks } from '../../core/checks/run-checks.ts';
import type { ExtractionOutcome, ExtractionRule } from '../../core/links/extraction-rule.ts';
import type { ScriptTest } from '../../core/scripts/script-job.ts';
import { createTemplateResolver } from '../../core/variables/resolve-template.ts';
import type { AppContext } from '../app-context.ts';
import type { SendResult } from '../http/http-client.ts';
import { activeRules, applyExtractions, type ExtractionPlace } from './apply-extractions.ts';
import { readAnswer } from './read-answer.ts';
import type { RequestSource } from './request-source.ts';

/** What the rules of a request said about one answer. */
export interface FollowedRules {
  /** Absent where the request has none, or no answer came. */
  checks?: ScriptTest[];
  extracted: ExtractionOutcome[];
}

/**
 * Judges the answer by the request's checks, then takes from it what the extraction rules name.
 *
 * @param secrets What no message may show.
 */
export async function followRules(
  app: AppContext,
  { request, scopes }: Pick<RequestSource, 'request' | 'scopes'>,
  { outcome, timings }: SendResult,
  secrets: readonly string[],
  place: ExtractionPlace,
): Promise<FollowedRules> {
  const rules = activeRules(request.extractions);
  const checks = request.checks?.filter((check) => check.disabled !== true && isFinished(check)) ?? [];
  if (outcome.kind !== 'response' || rules.length + checks.length === 0) return { extracted: [] };
  const reader = await readAnswer(app, outcome, [...rules, ...checks].some(looksIntoBody));
  const { status } = outcome;
  const judge = () => {
    const templates = createTemplateResolver(scopes, () => undefined);
    return runChecks(checks, { status, totalMs: timings.totalMs, reader, templates, secrets });
  };
  const judged = checks.length === 0 ? {} : { checks: judge() };
  return { ...judged, extracted: await applyExtractions(app, rules, reader, place) };
}

function looksIntoBody({ source }: ExtractionRule | Check): boolean {
  return source === 'body' || source === 'xml' || source === 'text';
}
