import { type Explanation } from './explanation.ts';
import { action } from './explain/actions.ts';
import { type Evidence, readEvidence } from './explain/evidence.ts';
import type { FailureFacts } from './explain/failure-facts.ts';
import type { Rule } from './explain/rule.ts';
import { apiRules } from './explain/rules-api.ts';
import { clientRules } from './explain/rules-client.ts';
import { clockRules } from './explain/rules-clock.ts';
import { dpopRules } from './explain/rules-dpop.ts';
import { endpointRules } from './explain/rules-endpoint.ts';
import { grantRules } from './explain/rules-grant.ts';
import { oktaRules } from './explain/rules-okta.ts';
import { shortenWords } from './explain/server-words.ts';

/** In order: the first that applies explains. What is certain stands before what is likely. */
const rules: readonly Rule[] = [
  ...oktaRules.filter(({ code }) => code === 'concurrencyLimited' || code === 'rateLimited'),
  ...clockRules,
  ...dpopRules,
  ...clientRules.filter(({ code }) => code !== 'clientRefused'),
  ...grantRules,
  ...clientRules.filter(({ code }) => code === 'clientRefused'),
  ...apiRules,
  ...oktaRules,
  ...endpointRules,
];

/**
 * Explains a failure in one sentence with the steps that help. One that is not known shows the server's own words;
 * `undefined` where nothing failed.
 */
export function explainFailure(facts: FailureFacts): Explanation | undefined {
  const evidence = readEvidence(facts);
  const rule = rules.find((candidate) => candidate.applies(evidence));
  if (rule === undefined && !hasFailed(evidence)) return undefined;
  const explained = rule === undefined ? unknown(evidence) : { code: rule.code, ...rule.explain(evidence) };
  const serverWords = shortenWords(wordsOf(evidence), facts.secrets ?? []);
  const actions = [...explained.actions];
  if (evidence.requestId !== undefined) {
    actions.push(action('copyRequestId', 'Copy the request id', { requestId: evidence.requestId }));
  }
  return { ...explained, serverWords: serverWords === '' ? undefined : serverWords, actions };
}

function hasFailed(evidence: Evidence): boolean {
  return evidence.status >= 400 || evidence.oauthError !== '';
}

function unknown(evidence: Evidence): Pick<Explanation, 'code' | 'sentence' | 'actions'> {
  const isSilent = wordsOf(evidence) === '' && evidence.bodyText.trim() === '';
  const status = evidence.status === 0 ? '' : ` with status ${evidence.status}`;
  return {
    code: 'unknown',
    sentence: isSilent ? `The server refused${status} and gave no reason.` : `The server refused${status}.`,
    actions: [],
  };
}

function wordsOf(evidence: Evidence): string {
  const name = evidence.oktaCode === '' ? evidence.oauthError : evidence.oktaCode;
  const text = evidence.description === '' ? evidence.oktaSummary : evidence.description;
  return [name, text].filter((part) => part !== '').join(': ') || evidence.bodyWords;
}
