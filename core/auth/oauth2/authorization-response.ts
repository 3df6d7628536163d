import { type FormParameters, decodeForm } from './endpoint-request.ts';
import { isIssuer } from './issuer.ts';
import { isRedirectTo } from './redirect-uri.ts';
import { sameState } from './state.ts';

/** What a flow that waits for the browser remembers. */
export interface PendingAuthorization {
  redirectUri: string;
  /** As it was sent, random part included. */
  state: string;
  responseType: 'code' | 'token' | 'id_token token';
  /** The issuer of the server this flow went to, where it is known. */
  issuer?: string;
  /** The server promised `iss` in its answers. @see RFC 9207 section 3 */
  issuerPromised: boolean;
  /** After this moment nothing is accepted. */
  expiresAtEpochSec: number;
}

/** Why a callback is not taken; the flow goes on waiting. */
export type IgnoredReason =
  | 'notTheRedirect'
  | 'noParameters'
  | 'stateMissing'
  | 'stateWrong'
  | 'repeatedParameter'
  | 'codeMissing'
  | 'tokenMissing'
  | 'contradiction'
  | 'expired'
  | 'encryptedResponse';

/** What a callback means for the flow that waits. */
export type CallbackOutcome =
  | { kind: 'code'; code: string; issuer?: string }
  /** The implicit grant's token, to be read like a token answer. */
  | { kind: 'tokens'; parameters: FormParameters }
  /** The server said no; its words. */
  | { kind: 'denied'; error: string; errorDescription?: string; errorUri?: string }
  /** Right state, wrong server: somebody mixes up servers. The flow ends and the code is not used. */
  | { kind: 'aborted'; reason: 'issuerMissing' | 'issuerWrong'; received?: string }
  | { kind: 'ignored'; reason: IgnoredReason };

/**
 * Reads an address the browser was redirected to (or the user pasted) for the flow that waits for it. Query and
 * fragment are both read; a bare `code=…&state=…` is taken too. Only the full state makes it count, also for errors.
 *
 * @see RFC 6749 sections 4.1.2, 4.1.2.1 and 4.2.2
 * @see RFC 9207 section 2.4
 */
export function readCallback(
  address: string,
  pending: PendingAuthorization,
  nowEpochSec: number,
): CallbackOutcome {
  const ignored = (reason: IgnoredReason): CallbackOutcome => ({ kind: 'ignored', reason });
  if (nowEpochSec >= pending.expiresAtEpochSec) return ignored('expired');
  const text = address.trim();
  const isBare = /^[?#]?[A-Za-z_]+=/.test(text) && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text);
  if (!isBare && !isRedirectTo(pending.redirectUri, text)) return ignored('notTheRedirect');
  const parameters = isBare ? decodeForm(text) : parametersOf(text);
  if (parameters.length === 0) return ignored('noParameters');
  const names = answerNames.filter((name) => parameters.filter(([key]) => key === name).length > 1);
  if (names.length > 0) return ignored('repeatedParameter');
  const read = (name: string) => parameters.find(([key]) => key === name)?.[1];
  if (read('response') !== undefined && read('state') === undefined) return ignored('encryptedResponse');
  const state = read('state');
  if (state === undefined || state === '') return ignored('stateMissing');
  if (!sameState(pending.state, state)) return ignored('stateWrong');
  return judge(parameters, read, pending);
}

/** Reads the parameters of an address: of its query, then of its fragment. */
export function parametersOf(address: string): FormParameters {
  const hash = address.indexOf('#');
  const beforeHash = hash === -1 ? address : address.slice(0, hash);
  const query = beforeHash.indexOf('?');
  return [
    ...(query === -1 ? [] : decodeForm(beforeHash.slice(query + 1))),
    ...(hash === -1 ? [] : decodeForm(address.slice(hash + 1))),
  ];
}

/** Parameters that may stand in an answer once. @see RFC 6749 section 3.1 */
const answerNames = [
  'code',
  'state',
  'iss',
  'error',
  'error_description',
  'error_uri',
  'access_token',
  'token_type',
  'expires_in',
  'id_token',
  'response',
];

function judge(
  parameters: FormParameters,
  read: (name: string) => string | undefined,
  pending: PendingAuthorization,
): CallbackOutcome {
  const issuer = read('iss');
  if (issuer === undefined && pending.issuerPromised) return { kind: 'aborted', reason: 'issuerMissing' };
  if (issuer !== undefined && pending.issuer !== undefined && !isIssuer(pending.issuer, issuer)) {
    return { kind: 'aborted', reason: 'issuerWrong', received: issuer };
  }
  const error = read('error');
  const code = read('code');
  const token = read('access_token');
  if (error !== undefined && (code !== undefined || token !== undefined)) {
    return { kind: 'ignored', reason: 'contradiction' };
  }
  if (error !== undefined) {
    return {
      kind: 'denied',
      error,
      errorDescription: read('error_description'),
      errorUri: read('error_uri'),
    };
  }
  if (pending.responseType !== 'code') {
    return token === undefined || token === ''
      ? { kind: 'ignored', reason: 'tokenMissing' }
      : { kind: 'tokens', parameters };
  }
  // A token where a code was asked for is not for this flow.
  if (code === undefined || code === '') return { kind: 'ignored', reason: 'codeMissing' };
  return { kind: 'code', code, issuer };
}
