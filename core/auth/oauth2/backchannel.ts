import type { EndpointAnswer, EndpointRequest, FormParameters } from './endpoint-request.ts';
import { type EndpointError, readEndpointError } from './endpoint-error.ts';
import { readJsonObject, textOf } from './json-answer.ts';
import { type PollTimes, readPollTimes } from './poll.ts';

/** Whom a client asks for, and what the person is shown. */
export interface BackchannelAuthenticationInput {
  endpoint: string;
  scopes: readonly string[];
  /** Names the person; the server takes one of the two. */
  loginHint: string;
  idTokenHint: string;
  /** Shown on both devices, so that the person knows what is approved. */
  bindingMessage: string;
}

/**
 * Builds the request that asks a person for approval on a device of theirs.
 *
 * @see OpenID Connect CIBA Core 1.0 section 7.1
 */
export function buildBackchannelAuthenticationRequest(
  input: BackchannelAuthenticationInput,
): EndpointRequest {
  const { endpoint, scopes, loginHint, idTokenHint, bindingMessage } = input;
  const parameters: FormParameters = [['scope', scopes.join(' ')]];
  if (idTokenHint !== '') parameters.push(['id_token_hint', idTokenHint]);
  else parameters.push(['login_hint', loginHint]);
  if (bindingMessage !== '') parameters.push(['binding_message', bindingMessage]);
  return { endpoint, parameters, headers: [], secrets: idTokenHint === '' ? [] : [idTokenHint] };
}

/** An approval that has been asked for. */
export interface BackchannelAuthentication extends PollTimes {
  /** Secret: whoever has it gets the token. */
  authReqId: string;
}

/** What asking for an approval ends in. */
export type BackchannelAuthenticationResult =
  | { kind: 'started'; authentication: BackchannelAuthentication }
  | ({ kind: 'error' } & EndpointError)
  | { kind: 'unusable'; problem: 'notJson' | 'authReqIdMissing' };

/** Reads the answer of the backchannel authentication endpoint. @see OpenID Connect CIBA Core 1.0 section 7.3 */
export function readBackchannelAuthenticationResponse(
  answer: EndpointAnswer,
  receivedAtEpochSec: number,
): BackchannelAuthenticationResult {
  const error = readEndpointError(answer);
  if (error !== undefined) return { kind: 'error', ...error };
  const body = readJsonObject(answer.bodyText);
  if (body === undefined) return { kind: 'unusable', problem: 'notJson' };
  const authReqId = textOf(body, 'auth_req_id') ?? '';
  if (authReqId === '') return { kind: 'unusable', problem: 'authReqIdMissing' };
  return { kind: 'started', authentication: { authReqId, ...readPollTimes(body, receivedAtEpochSec) } };
}
