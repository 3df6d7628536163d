import type { EndpointAnswer, EndpointRequest, FormParameters } from './endpoint-request.ts';
import { type EndpointError, readEndpointError } from './endpoint-error.ts';
import { parseAddress } from '../../http/parse-address.ts';
import { readJsonObject, textOf } from './json-answer.ts';
import type { TokenResult } from './token-response.ts';

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
export interface DeviceAuthorization {
  /** Secret: whoever has it gets the token. */
  deviceCode: string;
  /** What the user types at the address. */
  userCode: string;
  verificationUri: string;
  /** The address with the code in it, for a QR code or a button. */
  verificationUriComplete?: string;
  expiresAtEpochSec: number;
  /** Time to wait between polls. */
  intervalSec: number;
}

/** What the start of a device sign-in ends in. */
export type DeviceAuthorizationResult =
  | { kind: 'started'; authorization: DeviceAuthorization }
  | ({ kind: 'error' } & EndpointError)
  | {
      kind: 'unusable';
      problem: 'notJson' | 'deviceCodeMissing' | 'userCodeMissing' | 'verificationUriRefused';
    };

const defaultIntervalSec = 5;
const longestIntervalSec = 300;
const defaultLifetimeSec = 600;

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
      expiresAtEpochSec: receivedAtEpochSec + positive(body['expires_in'], defaultLifetimeSec),
      intervalSec: Math.min(longestIntervalSec, positive(body['interval'], defaultIntervalSec)),
    },
  };
}

/** What to do after a poll. */
export type DevicePollDecision =
  | { kind: 'wait'; afterSec: number; intervalSec: number }
  | { kind: 'done' }
  | { kind: 'stop'; reason: 'denied' | 'expired' | 'failed' };

/**
 * Decides what to do after a poll of the token endpoint; `noAnswer` is a connection that failed.
 *
 * @see RFC 8628 section 3.5
 */
export function decideDevicePoll(
  result: TokenResult | 'noAnswer',
  state: { intervalSec: number; expiresAtEpochSec: number; nowEpochSec: number },
): DevicePollDecision {
  const wait = (intervalSec: number): DevicePollDecision =>
    state.nowEpochSec + intervalSec >= state.expiresAtEpochSec
      ? { kind: 'stop', reason: 'expired' }
      : { kind: 'wait', afterSec: intervalSec, intervalSec };
  if (result === 'noAnswer') return wait(Math.min(longestIntervalSec, state.intervalSec * 2));
  if (result.kind === 'tokens') return { kind: 'done' };
  if (result.kind === 'unusable') {
    return result.status >= 500 ? wait(state.intervalSec) : { kind: 'stop', reason: 'failed' };
  }
  switch (result.error) {
    case 'authorization_pending':
      return wait(state.intervalSec);
    case 'slow_down':
      return wait(Math.min(longestIntervalSec, state.intervalSec + 5));
    case 'access_denied':
      return { kind: 'stop', reason: 'denied' };
    case 'expired_token':
      return { kind: 'stop', reason: 'expired' };
    default:
      // A server in trouble or one that counts requests may answer the next poll.
      return result.status === 429 || result.status >= 500
        ? wait(Math.min(longestIntervalSec, state.intervalSec * 2))
        : { kind: 'stop', reason: 'failed' };
  }
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

function positive(value: unknown, fallback: number): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? Math.ceil(number) : fallback;
}
