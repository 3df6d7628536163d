import type { EndpointAnswer, EndpointRequest, FormParameters } from './endpoint-request.ts';
import { type EndpointError, readEndpointError } from './endpoint-error.ts';
import { parseAddress } from '../../http/parse-address.ts';
import { readJsonObject, textOf } from './json-answer.ts';
import { type PollTimes, readPollTimes } from './poll.ts';

/** What a device asks for. */
export interface DeviceAuthorizationInput {
  endpoint: string;
  scopes: readonly string[];
  audience?: string;
  resources?: readonly string[];
}

/** Builds the request that starts a sign-in on another device. @see RFC 8628 section 3.1 */
export function buildDeviceAuthorizationRequest(input: DeviceAuthorizationInput): EndpointRequest {
  const parameters: FormParameters = [];
  if (input.scopes.length > 0) parameters.push(['scope', input.scopes.join(' ')]);
  if (input.audience !== undefined && input.audience !== '') parameters.push(['audience', input.audience]);
  for (const resource of input.resources ?? []) parameters.push(['resource', resource]);
  return { endpoint: input.endpoint, parameters, headers: [], secrets: [] };
}

/** A sign-in on another device that has been started. */
export interface DeviceAuthorization extends PollTimes {
  /** Secret: whoever has it gets the token. */
  deviceCode: string;
  /** What the user types at the address. */
  userCode: string;
  verificationUri: string;
  /** The address with the code in it, for a QR code or a button. */
  verificationUriComplete?: string;
}

/** What the start of a device sign-in ends in. */
export type DeviceAuthorizationResult =
  | { kind: 'started'; authorization: DeviceAuthorization }
  | ({ kind: 'error' } & EndpointError)
  | {
      kind: 'unusable';
      problem: 'notJson' | 'deviceCodeMissing' | 'userCodeMissing' | 'verificationUriRefused';
    };

/** Reads the answer of the device authorization endpoint. @see RFC 8628 section 3.2 */
export function readDeviceAuthorizationResponse(
  answer: EndpointAnswer,
  receivedAtEpochSec: number,
): DeviceAuthorizationResult {
  const error = readEndpointError(answer);
  if (error !== undefined) return { kind: 'error', ...error };
  const body = readJsonObject(answer.bodyText);
  if (body === undefined) return { kind: 'unusable', problem: 'notJson' };
  const deviceCode = textOf(body, 'device_code') ?? '';
  const userCode = textOf(body, 'user_code') ?? '';
  if (deviceCode === '') return { kind: 'unusable', problem: 'deviceCodeMissing' };
  if (userCode === '') return { kind: 'unusable', problem: 'userCodeMissing' };
  // Google wrote `verification_url` before the RFC.
  const verificationUri = webAddress(textOf(body, 'verification_uri') ?? textOf(body, 'verification_url'));
  if (verificationUri === undefined) return { kind: 'unusable', problem: 'verificationUriRefused' };
  return {
    kind: 'started',
    authorization: {
      deviceCode,
      userCode,
      verificationUri,
      verificationUriComplete: webAddress(textOf(body, 'verification_uri_complete')),
      ...readPollTimes(body, receivedAtEpochSec),
    },
  };
}

/** Gives an address that may be shown and opened; `undefined` for everything else. */
function webAddress(text: string | undefined): string | undefined {
  const parsed = text === undefined ? undefined : parseAddress(text);
  const usable =
    parsed !== undefined &&
    /^https?:$/.test(parsed.protocol) &&
    parsed.username === '' &&
    parsed.password === '';
  return usable ? parsed.href : undefined;
}
