import { randomUUID } from 'node:crypto';
import type { Exchange } from '../../core/http/exchange.ts';
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

/**
 * Gives what came of a send as it may be shown: without the secrets of the request, also where the server repeats them, and
 * without the credentials that any hop sent.
 */
export function toExchange(
  requestId: ItemId | undefined,
  startedAtEpochMs: number,
  { wire, warnings }: Pick<PreparedRequest, 'wire' | 'warnings'>,
  result: SendResult,
): Exchange {
  const rules: MaskRules = wire;
  const mask = createAnswerMasker(wire.secrets, [
    result.request.headers,
    ...result.hops.map((hop) => hop.request.headers),
  ]);
  const { outcome } = result;
  return {
    id: randomUUID(),
    ...(requestId === undefined ? {} : { requestId }),
    startedAtEpochMs,
    request: maskSentRequest(result.request, rules, mask),
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
