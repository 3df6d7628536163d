import type { Exchange } from '../../core/http/exchange.ts';
import type { ExtractionOutcome } from '../../core/links/extraction-rule.ts';
import type { ScriptTest } from '../../core/scripts/script-job.ts';

/** Where the body of an answer went: into the JSON as text, or into a file. */
export type BodyPlace = { body: string } | { bodyFile: string } | undefined;

/**
 * Gives an exchange as `send --json` prints it, flat:
 *
 *     {
 *       request: { method, url, headers: [[name, value], ...], bodySizeBytes },   as sent; secrets are masked
 *       status, statusText, httpVersion, headers: [[name, value], ...],           absent where no answer came
 *       failure: { code, cause?, message, nextStep },                             instead, where none came
 *       timings: { dnsMs?, tcpMs?, tlsMs?, firstByteMs?, downloadMs?, totalMs, reusedConnection? },
 *       sizes: { requestBody, body, bodyEncoded },                                bytes; bodyEncoded as transferred
 *       body,                                                                     text under 1 MB, or
 *       bodyFile,                                                                 the file that holds the body
 *       mediaType, charset?, incomplete?,
 *       hops: [...], remoteAddress?, tls?, cookies: [...], extracted: [...],
 *       checks?: [{ name, passed, message? }], warnings: [...], startedAtEpochMs
 *     }
 */
export function exchangeToJson(
  exchange: Exchange,
  {
    extracted,
    checks,
  }: { extracted: readonly ExtractionOutcome[]; checks?: readonly ScriptTest[] | undefined },
  place: BodyPlace,
): object {
  const { request, outcome, timings, hops, remoteAddress, tls, warnings, startedAtEpochMs } = exchange;
  const rest = { hops, remoteAddress, tls, extracted, checks, warnings, startedAtEpochMs };
  if (outcome.kind === 'failure') {
    return {
      request,
      failure: outcome.failure,
      timings,
      sizes: { requestBody: request.bodySizeBytes, body: 0, bodyEncoded: 0 },
      cookies: [],
      ...rest,
    };
  }
  const { status, statusText, httpVersion, headers, body, cookies } = outcome;
  return {
    request,
    status,
    statusText,
    httpVersion,
    headers,
    timings,
    sizes: { requestBody: request.bodySizeBytes, body: body.sizeBytes, bodyEncoded: body.encodedSizeBytes },
    ...place,
    mediaType: body.mediaType,
    charset: body.charset,
    incomplete: body.incomplete,
    cookies,
    ...rest,
  };
}
