import { readRateLimit, readRetryAt } from '../../../http/rate-limit.ts';
import type { JsonObject } from '../../../json-value.ts';
import { readEndpointError } from '../endpoint-error.ts';
import { clockSkewSec } from '../http-date.ts';
import { readJsonObject, textOf } from '../json-answer.ts';
import { type Challenge, readChallenges } from '../www-authenticate.ts';
import { wordsOfBody } from './body-words.ts';
import type { FailureFacts } from './failure-facts.ts';

/** Facts of a failure with the answer read once, for the rules. */
export interface Evidence extends FailureFacts {
  status: number;
  /** OAuth `error`, lower case; empty where there is none. */
  oauthError: string;
  /** `error_description` as the server wrote it. */
  description: string;
  /** Okta's `errorCode`, such as `E0000006`; empty where there is none. */
  oktaCode: string;
  oktaSummary: string;
  /** Sentences of `errorCauses`. */
  oktaCauses: string[];
  /** What a body of any other form says of itself; empty where it says nothing. */
  bodyWords: string;
  challenges: Challenge[];
  /** How far this clock is ahead of the server's. */
  skewSec: number | undefined;
  requestId: string | undefined;
  /** Seconds until the server takes requests again, where it says so. */
  waitSec: number | undefined;
  rateLimit: { limit: number; remaining: number } | undefined;
}

/** Reads the answer of a failure. */
export function readEvidence(facts: FailureFacts): Evidence {
  const status = facts.status ?? 0;
  const body = readJsonObject(facts.bodyText) ?? {};
  const challenges = readChallenges(facts.headers);
  const named = challenges.find(({ parameters }) => parameters['error'] !== undefined)?.parameters;
  const answered = readEndpointError({ status, headers: facts.headers, bodyText: facts.bodyText });
  const isNamed = answered !== undefined && !answered.error.startsWith('http_');
  const oauthError = facts.error?.error ?? textOf(body, 'error') ?? named?.['error'];
  const header = (name: string) => facts.headers.find(([key]) => key.toLowerCase() === name)?.[1].trim();
  const skewSec = clockSkewSec(facts.headers, facts.receivedAtEpochSec);
  const limit = readRateLimit(facts.headers, facts.receivedAtEpochSec);
  return {
    ...facts,
    status,
    oauthError: (oauthError ?? '').trim().toLowerCase(),
    description:
      facts.error?.errorDescription ??
      (isNamed ? answered.errorDescription : undefined) ??
      named?.['error_description'] ??
      '',
    oktaCode: /^E\d{7}$/.exec(textOf(body, 'errorCode') ?? '')?.[0] ?? '',
    oktaSummary: textOf(body, 'errorSummary') ?? '',
    oktaCauses: causesOf(body),
    bodyWords: wordsOfBody(body),
    challenges,
    skewSec,
    requestId: header('x-okta-request-id'),
    waitSec: waitOf(readRetryAt(facts.headers, facts.receivedAtEpochSec), facts.receivedAtEpochSec),
    rateLimit: limit && { limit: limit.limit, remaining: limit.remaining },
  };
}

function causesOf(body: JsonObject): string[] {
  const causes = body['errorCauses'];
  if (!Array.isArray(causes)) return [];
  return causes
    .map((cause) =>
      typeof cause === 'object' && cause !== null && !Array.isArray(cause)
        ? textOf(cause, 'errorSummary')
        : undefined,
    )
    .filter((text) => text !== undefined)
    .slice(0, 10);
}

/** Seconds from the answer until it may be sent again, at least one; both times are of this machine's clock. */
function waitOf(retryAtEpochSec: number | undefined, receivedAtEpochSec: number): number | undefined {
  if (retryAtEpochSec === undefined) return undefined;
  return Math.max(1, Math.ceil(retryAtEpochSec - receivedAtEpochSec));
}
