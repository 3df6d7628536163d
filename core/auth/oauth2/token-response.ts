import { declaredMediaType } from '../../http/media-type.ts';
import { scanJsonKeys } from '../../json.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { type EndpointError, readEndpointError } from './endpoint-error.ts';
import { type EndpointAnswer, type FormParameters, decodeForm } from './endpoint-request.ts';
import { parseJson } from './json-answer.ts';
import { readTokenMembers } from './token-members.ts';
import { type TokenOddity, type TokenOddityCode, tokenOddity } from './token-oddity.ts';
import type { TokenSet } from './token-set.ts';

/** What the flow knows that the answer may leave out. */
export interface TokenRequestFacts {
  receivedAtEpochSec: number;
  requestedScopes: readonly string[];
  /** A DPoP proof went with the request. */
  askedForDpop: boolean;
}

/** What a token request ends in. */
export type TokenResult =
  | { kind: 'tokens'; tokens: TokenSet; oddities: TokenOddity[] }
  | ({ kind: 'error'; oddities: TokenOddity[] } & EndpointError)
  /** Neither tokens nor an error; the oddities say why. */
  | { kind: 'unusable'; status: number; oddities: TokenOddity[] };

/**
 * Reads the answer of the token endpoint. Tolerant: what can be understood is taken, and each departure from the
 * standard is named.
 *
 * @see RFC 6749 sections 5.1 and 5.2
 */
export function readTokenResponse(answer: EndpointAnswer, facts: TokenRequestFacts): TokenResult {
  const oddities: TokenOddity[] = [];
  const note = (code: TokenOddityCode) => {
    if (!oddities.some((oddity) => oddity.code === code)) oddities.push(tokenOddity(code));
  };
  const { status } = answer;
  const unusable = (): TokenResult => ({ kind: 'unusable', status, oddities });
  if (status >= 300 && status < 400) {
    note('redirect');
    return unusable();
  }
  const body = readBody(answer, note);
  if (body === undefined) {
    const error = status >= 400 ? readEndpointError(answer) : undefined;
    return error === undefined ? unusable() : { kind: 'error', ...error, oddities };
  }
  const hasToken = body['access_token'] !== undefined && body['access_token'] !== null;
  if (body['error'] !== undefined && typeof body['error'] !== 'string') note('errorNotText');
  const error = readEndpointError(answer) ?? formError(body, status);
  if (error !== undefined) {
    if (hasToken) note('errorWithToken');
    if (status >= 200 && status < 300) note('errorWithSuccess');
    return { kind: 'error', ...error, oddities };
  }
  if (status !== 200 && hasToken) note('unusualStatus');
  const tokens = readTokenMembers(body, facts, note);
  return tokens === undefined ? unusable() : { kind: 'tokens', tokens, oddities };
}

/** Reads the parameters of an implicit redirect like a token answer. @see RFC 6749 section 4.2.2 */
export function readTokenParameters(parameters: FormParameters, facts: TokenRequestFacts): TokenResult {
  const oddities: TokenOddity[] = [];
  // In a fragment every value is a text; only what differs from that is odd.
  const note = (code: TokenOddityCode) => {
    if (code !== 'expiresInText') oddities.push(tokenOddity(code));
  };
  const { state: _state, iss: _issuer, ...body } = Object.fromEntries(parameters);
  const tokens = readTokenMembers(body, facts, note);
  return tokens === undefined
    ? { kind: 'unusable', status: 200, oddities }
    : { kind: 'tokens', tokens, oddities };
}

/** A JSON text of this depth is no token answer, and walking it is not worth it. */
const greatestDepth = 64;

function readBody(answer: EndpointAnswer, note: (code: TokenOddityCode) => void): JsonObject | undefined {
  const text = answer.bodyText.trim();
  if (answer.incomplete === true) {
    note('truncated');
    return undefined;
  }
  if (text === '') {
    note('empty');
    return undefined;
  }
  const value = parseJson(text);
  if (value === undefined) return readOtherBody(answer, text, note);
  if (answer.bodyText.startsWith('\uFEFF')) note('byteOrderMark');
  if (!/[/+]json$/.test(declaredMediaType(answer.headers))) note('wrongMediaType');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    note('notObject');
    return undefined;
  }
  const scan = scanJsonKeys(text.replace(/^\uFEFF/, ''));
  if (scan.depth > greatestDepth) {
    note('notObject');
    return undefined;
  }
  if (scan.repeated.some(({ path }) => path.length === 0)) note('repeatedMember');
  if (scan.unsafe.length > 0) note('unsafeMember');
  return withoutUnsafe(value) as JsonObject;
}

function readOtherBody(
  answer: EndpointAnswer,
  text: string,
  note: (code: TokenOddityCode) => void,
): JsonObject | undefined {
  if (
    /^(?:[\w.-]+=[^\s<]*)(?:&[\w.-]+=[^\s<]*)*$/.test(text) &&
    /(?:^|&)(?:access_token|error)=/.test(text)
  ) {
    note('formEncoded');
    return Object.fromEntries(decodeForm(text).filter(([name]) => name !== '__proto__'));
  }
  const isHtml =
    /html/.test(declaredMediaType(answer.headers)) || /^\s*<(?:!doctype|html|head|body)/i.test(text);
  note(isHtml ? 'html' : 'notJson');
  return undefined;
}

function formError(body: JsonObject, status: number): EndpointError | undefined {
  const error = body['error'];
  if (typeof error !== 'string' || error === '') return undefined;
  const description = body['error_description'];
  return { status, error, errorDescription: typeof description === 'string' ? description : undefined };
}

/** Drops members named `__proto__` at every depth. */
function withoutUnsafe(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutUnsafe);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== '__proto__');
  return Object.fromEntries(entries.map(([name, member]) => [name, withoutUnsafe(member)]));
}
