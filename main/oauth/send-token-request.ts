import { splitScopes } from '../../core/auth/oauth2/config.ts';
import type { EndpointRequest } from '../../core/auth/oauth2/endpoint-request.ts';
import { type RequestParameter, addRequestParameters } from '../../core/auth/oauth2/request-parameter.ts';
import { type TokenResult, readTokenResponse } from '../../core/auth/oauth2/token-response.ts';
import { type Flow, type PostResult, postToEndpoint } from './flow.ts';

/** Sends one token request and reads its answer, whatever it is. */
export async function sendTokenRequest(
  flow: Flow,
  request: EndpointRequest,
  extra: readonly RequestParameter[],
): Promise<{ result: TokenResult; posted: PostResult }> {
  const posted = await postToEndpoint(flow, addRequestParameters(request, extra), {
    stage: 'token',
    binds: true,
  });
  const result = readTokenResponse(posted.answer, {
    receivedAtEpochSec: posted.receivedAtEpochSec,
    requestedScopes: splitScopes(flow.config.scope),
    askedForDpop: posted.proofSent,
  });
  if (result.kind === 'tokens') flow.remarks.push(...result.oddities);
  return { result, posted };
}
