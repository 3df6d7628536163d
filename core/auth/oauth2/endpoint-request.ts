import { AppError } from '../../errors.ts';
import type { HeaderPairs } from '../../http/exchange.ts';
import { type ParsedAddress, parseAddress } from '../../http/parse-address.ts';
import { encodeFormData } from '../../http/percent-encoding.ts';
import type { WireRequest } from '../../http/wire-request.ts';

/** Names and values of a form or query, in order; names may repeat. */
export type FormParameters = [name: string, value: string][];

/** A request to an endpoint of an authorization server, before the client authenticates. */
export interface EndpointRequest {
  /** Absolute http(s) address. */
  endpoint: string;
  parameters: FormParameters;
  /** Extra header lines the user asked for. */
  headers: HeaderPairs;
  /** Texts in it that must not be shown: codes, verifiers, tokens, passwords. */
  secrets: string[];
}

/** What a client authentication adds to a request. */
export interface ClientAuthentication {
  parameters: FormParameters;
  headers: HeaderPairs;
  secrets: string[];
}

/** What came back from an endpoint, as far as readers need it. */
export interface EndpointAnswer {
  status: number;
  headers: HeaderPairs;
  bodyText: string;
  /** The body was cut off at the limit, or its sender stopped early. */
  incomplete?: boolean;
}

/** Header names an extra parameter may not set: they belong to the protocol, or make Okta take us for a browser. */
const refusedHeaders = new Set([
  'host',
  'content-length',
  'content-type',
  'transfer-encoding',
  'origin',
  'referer',
]);

/**
 * Makes the form POST that goes to the token, PAR, device, revocation or introspection endpoint. Credentials stand in
 * body and headers only; a parameter that the request has already (an extra one the user typed) is not sent twice. Send it with redirects off: an answer that redirects is read as an oddity, never followed.
 * It never carries `Origin` or `Referer`: Okta would take it for a browser's request and refuse.
 *
 * @param dpopProof A fresh proof for this very request, where the token is to be bound to a key.
 * @throws AppError ERR_OAUTH_ENDPOINT_REFUSED
 * @see RFC 6749 section 3.2
 */
export function toWireRequest(
  request: EndpointRequest,
  authentication: ClientAuthentication,
  dpopProof?: string,
): WireRequest {
  const url = requireEndpoint(request.endpoint, 'tokenEndpoint').href;
  const extra = request.headers.filter(([name]) => !refusedHeaders.has(name.trim().toLowerCase()));
  const headers: HeaderPairs = [
    ['Accept', 'application/json'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ...extra.filter(([name]) => name.toLowerCase() !== 'accept'),
    ...authentication.headers,
  ];
  if (dpopProof !== undefined) headers.push(['DPoP', dpopProof]);
  const taken = new Set(request.parameters.map(([name]) => name));
  const added = authentication.parameters.filter(([name]) => !taken.has(name));
  const form = encodeForm([...request.parameters, ...added]);
  const secrets = [
    ...request.secrets,
    ...authentication.secrets,
    ...(dpopProof === undefined ? [] : [dpopProof]),
  ];
  return {
    method: 'POST',
    url,
    headers,
    body: [{ kind: 'text', text: form }],
    sensitiveHeaders: ['authorization', 'dpop'],
    hasSecretBody: true,
    secrets: secrets.filter((secret) => secret !== ''),
  };
}

/** Encodes parameters as a form. @see RFC 6749 appendix B */
export function encodeForm(parameters: FormParameters): string {
  return parameters.map(([name, value]) => `${encodeFormData(name)}=${encodeFormData(value)}`).join('&');
}

/** Reads a form or query; a malformed `%` stays as it is. */
export function decodeForm(text: string): FormParameters {
  const pieces = text.replace(/^[?#]/, '').split('&');
  return pieces
    .filter((piece) => piece !== '')
    .map((piece) => {
      const at = piece.indexOf('=');
      const name = at === -1 ? piece : piece.slice(0, at);
      return [decodeFormData(name), at === -1 ? '' : decodeFormData(piece.slice(at + 1))];
    });
}

/** Names of the addresses of an authorization server, for messages and details. */
export type EndpointName = 'authorizationEndpoint' | 'tokenEndpoint' | 'userInfoEndpoint' | 'issuer';

/**
 * Parses the address of an endpoint and refuses what must never be opened or called: other schemes, credentials in the
 * address, a host that is no host name, control characters.
 *
 * @throws AppError ERR_OAUTH_ENDPOINT_REFUSED
 * @see RFC 6749 sections 3.1 and 3.2
 */
export function requireEndpoint(address: string, name: EndpointName): ParsedAddress {
  const text = address.trim();
  const parsed = parseAddress(text);
  const reason = findEndpointFault(text, parsed);
  if (reason === undefined && parsed !== undefined) return parsed;
  const label = endpointLabels[name];
  throw new AppError(
    'ERR_OAUTH_ENDPOINT_REFUSED',
    text === ''
      ? `The ${label} is empty. Enter it, or fill it in from the org URL.`
      : `The ${label} is not an address Postern may use: ${reason}. It must start with "https://" (or "http://") and a host name.`,
    { details: { endpoint: name, reason: text === '' ? 'empty' : (reason ?? 'notAnAddress') } },
  );
}

const endpointLabels: Record<EndpointName, string> = {
  authorizationEndpoint: 'Auth URL',
  tokenEndpoint: 'Access Token URL',
  userInfoEndpoint: 'user info address',
  issuer: 'issuer',
};

function findEndpointFault(text: string, parsed: ParsedAddress | undefined): string | undefined {
  // The parser drops line ends and tabs silently; what is shown and what is used must be the same.
  // eslint-disable-next-line no-control-regex -- these are the characters that are refused
  if (/[\u0000-\u0020\u007f\u2028\u2029\\]/.test(text)) return 'it holds a space, a line end or a backslash';
  if (!/^https?:\/\/[^/]/i.test(text)) return 'it does not start with "https://" or "http://"';
  if (parsed === undefined) return 'it is not an address';
  if (parsed.username !== '' || parsed.password !== '') return 'it carries a user name or password';
  if (!/^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9.])?|\[[0-9a-f:.]+\])$/.test(parsed.hostname))
    return 'its host is not a host name';
  return undefined;
}

function decodeFormData(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
