import type { EndpointRequest } from '../endpoint-request.ts';

/**
 * Builds one poll of the token endpoint while a person is asked for approval.
 *
 * @see OpenID Connect CIBA Core 1.0 section 10.1
 */
export function buildCibaRequest(input: { tokenEndpoint: string; authReqId: string }): EndpointRequest {
  return {
    endpoint: input.tokenEndpoint,
    parameters: [
      ['grant_type', 'urn:openid:params:grant-type:ciba'],
      ['auth_req_id', input.authReqId],
    ],
    headers: [],
    secrets: [input.authReqId],
  };
}
