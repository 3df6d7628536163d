import type { EndpointAnswer, EndpointRequest } from './endpoint-request.ts';
import { type EndpointError, readEndpointError } from './endpoint-error.ts';

/** Builds the request that makes a token worthless. @see RFC 7009 section 2.1 */
export function buildRevocationRequest(input: {
  endpoint: string;
  token: string;
  hint: 'access_token' | 'refresh_token';
}): EndpointRequest {
  return {
    endpoint: input.endpoint,
    parameters: [
      ['token', input.token],
      ['token_type_hint', input.hint],
    ],
    headers: [],
    secrets: [input.token],
  };
}

/** Reads the answer of the revocation endpoint: any success, also for a token it does not know. @see RFC 7009 section 2.2 */
export function readRevocationResponse(
  answer: EndpointAnswer,
): { kind: 'revoked' } | ({ kind: 'error' } & EndpointError) {
  const error = readEndpointError(answer);
  return error === undefined ? { kind: 'revoked' } : { kind: 'error', ...error };
}
