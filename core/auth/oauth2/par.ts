import { AppError } from '../../errors.ts';
import { buildAuthorizationUrl } from './authorization-request.ts';
import type { EndpointAnswer, EndpointRequest, FormParameters } from './endpoint-request.ts';
import { type EndpointError, readEndpointError } from './endpoint-error.ts';
import { readJsonObject } from './json-answer.ts';

/**
 * Builds the request that hands the parameters of an authorization request to the server directly. It names the client
 * even where a Basic header does too: `client_id` is one of the parameters.
 *
 * @throws AppError ERR_OAUTH_PARAMETER_REFUSED for `request_uri`, which a pushed request may not hold
 * @see RFC 9126 section 2.1
 */
export function buildPushedAuthorizationRequest(
  endpoint: string,
  parameters: FormParameters,
): EndpointRequest {
  if (parameters.some(([name]) => name === 'request_uri')) {
    throw new AppError('ERR_OAUTH_PARAMETER_REFUSED', 'A pushed request may not hold "request_uri" itself.', {
      details: { parameter: 'request_uri' },
    });
  }
  return { endpoint, parameters, headers: [], secrets: [] };
}

/** What a pushed authorization request ends in. */
export type PushedAuthorizationResult =
  | { kind: 'pushed'; requestUri: string; expiresInSec?: number }
  | ({ kind: 'error' } & EndpointError)
  | { kind: 'unusable'; problem: 'notJson' | 'requestUriMissing' };

/** Reads the answer of the pushed authorization request endpoint. @see RFC 9126 section 2.2 */
export function readPushedAuthorizationResponse(answer: EndpointAnswer): PushedAuthorizationResult {
  const error = readEndpointError(answer);
  if (error !== undefined) return { kind: 'error', ...error };
  const body = readJsonObject(answer.bodyText);
  if (body === undefined) return { kind: 'unusable', problem: 'notJson' };
  const requestUri = body['request_uri'];
  if (typeof requestUri !== 'string' || requestUri === '') {
    return { kind: 'unusable', problem: 'requestUriMissing' };
  }
  const expiresInSec = Number(body['expires_in']);
  return { kind: 'pushed', requestUri, expiresInSec: expiresInSec > 0 ? expiresInSec : undefined };
}

/** Builds the short address the browser opens after a push. @throws AppError ERR_OAUTH_ENDPOINT_REFUSED @see RFC 9126 section 4 */
export function buildPushedAuthorizationUrl(endpoint: string, clientId: string, requestUri: string): string {
  return buildAuthorizationUrl(endpoint, [
    ['client_id', clientId],
    ['request_uri', requestUri],
  ]);
}
