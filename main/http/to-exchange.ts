import { randomUUID } from 'node:crypto';
import type { Exchange, HeaderPairs, Hop, SentRequest } from '../../core/http/exchange.ts';
import {
  type MaskRules,
  createAnswerMasker,
  maskAnswerHeaders,
  maskHop,
  maskSentRequest,
} from '../../core/http/mask.ts';
import type { PreparedRequest } from '../../core/http/prepare-request.ts';
import type { ItemId } from '../../core/ids.ts';
import type { SendResult } from './http-client.ts';

/** A request as it may be shown, and what masks its answer. */
export interface ShownRequest {
  /** The header lines it was made of. */
  sentHeaders: HeaderPairs;
  request: SentRequest;
  mask(text: string): string;
}

/**
 * Masks a request that was sent, and says how its answer is to be masked. Done while the answer is waited for, it costs no
 * time.
 */
export function showRequest(request: SentRequest, rules: MaskRules, hops: readonly Hop[] = []): ShownRequest {
  const mask = createAnswerMasker(rules.secrets, [
    request.headers,
    ...hops.map((hop) => hop.request.headers),
  ]);
  return { sentHeaders: request.headers, request: maskSentRequest(request, rules, mask), mask };
}

/**
 * Gives what came of a send as it may be shown: without the secrets of the request, also where the server repeats them, and
 * without the credentials that any hop sent.
 *
 * @param shown What {@link showRequest} made of the request, where that was done already.
 */
export function toExchange(
  requestId: ItemId | undefined,
  startedAtEpochMs: number,
  { wire, warnings }: Pick<PreparedRequest, 'wire' | 'warnings'>,
  result: SendResult,
  shown?: ShownRequest,
): Exchange {
  const rules: MaskRules = wire;
  // After redirects, the answer is masked by what each of them was sent.
  const isSame = result.hops.length === 0 && shown?.sentHeaders === result.request.headers;
  const { request, mask } = isSame ? shown : showRequest(result.request, rules, result.hops);
  const { outcome } = result;
  return {
    id: randomUUID(),
    ...(requestId === undefined ? {} : { requestId }),
    startedAtEpochMs,
    request,
    hops: result.hops.map((hop) => maskHop(hop, rules, mask)),
    outcome:
      outcome.kind === 'response'
        ? { ...outcome, headers: maskAnswerHeaders(outcome.headers, mask) }
        : {
            ...outcome,
            failure: {
              ...outcome.failure,
              message: mask(outcome.failure.message),
              nextStep: mask(outcome.failure.nextStep),
            },
          },
    timings: result.timings,
    ...(result.remoteAddress === undefined ? {} : { remoteAddress: result.remoteAddress }),
    ...(result.tls === undefined ? {} : { tls: result.tls }),
    warnings: [...warnings, ...result.warnings],
  };
}
