import type { JsonObject } from '../../json-value.ts';
import type { EndpointAnswer, EndpointRequest } from './endpoint-request.ts';
import { type EndpointError, readEndpointError } from './endpoint-error.ts';
import { readJsonObject } from './json-answer.ts';

/** Builds the request that asks the server about a token. @see RFC 7662 section 2.1 */
export function buildIntrospectionRequest(input: {
  endpoint: string;
  token: string;
  hint: 'access_token' | 'refresh_token' | 'id_token';
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

/** What a server says about a token. */
export type IntrospectionResult =
  | { kind: 'active' | 'inactive'; claims: JsonObject }
  | ({ kind: 'error' } & EndpointError)
  | { kind: 'unusable'; problem: 'notJson' | 'activeMissing' };

/** Reads the answer of the introspection endpoint. @see RFC 7662 section 2.2 */
export function readIntrospectionResponse(answer: EndpointAnswer): IntrospectionResult {
  const error = readEndpointError(answer);
  if (error !== undefined) return { kind: 'error', ...error };
  const claims = readJsonObject(answer.bodyText);
  if (claims === undefined) return { kind: 'unusable', problem: 'notJson' };
  if (typeof claims['active'] !== 'boolean') return { kind: 'unusable', problem: 'activeMissing' };
  return { kind: claims['active'] ? 'active' : 'inactive', claims };
}
