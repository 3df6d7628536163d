import type { Auth } from '../auth/auth.ts';
import { readCredential } from '../auth/auth.ts';
import { AppError } from '../errors.ts';
import { finishUrl } from '../http/build-url.ts';
import { originOf, type ParsedAddress, parseAddress } from '../http/parse-address.ts';
import { parseQueryRows } from '../http/query.ts';
import { emptyRequest, type Request } from '../http/request.ts';
import type { Row } from '../http/row.ts';
import { isCredentialHeader } from '../http/sensitive-headers.ts';
import { pathStart, pathVariableOf, splitAddress } from '../http/url.ts';
import { createTemplateResolver, type TemplateResolver } from '../variables/resolve-template.ts';
import type { ScopeChain } from '../variables/scope.ts';
import { findVariable } from '../variables/template.ts';

/** A link of an answer, and everything the request behind it is made from. */
export interface LinkSource {
  /** The request whose answer has the link. */
  request: Request;
  /** Its authorization in force, own or inherited. */
  auth: Auth | undefined;
  /** What its variables stand for now. */
  scopes: ScopeChain;
  /** The addresses that were asked on the way to the answer, that of the answer last. */
  answerUrls: readonly string[];
  /** As it stands in the answer, templates filled in. */
  href: string;
  method: string;
  /** "Retain headers when clicking on links". */
  keepsHeaders: boolean;
}

/** The request behind a link. */
export interface FollowedLink {
  request: Request;
  /** Absolute, without user name and hash. */
  url: string;
  /** The origin the request goes to, the answer came from, and every redirect on the way stayed on. */
  isSameOrigin: boolean;
  /** Names of headers and other credentials that stay behind because the link leads to another origin. */
  leftOut: string[];
}

/** All that a request may take along to another origin: what says how to read the answer, and not who asks. */
const harmlessHeaders = new Set(['accept', 'accept-language', 'cache-control', 'pragma', 'user-agent']);

/** Headers about a body or about one message, which the new request does not have. */
const messageHeaders = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'expect', 'dpop']);

const noAuth: Auth = { type: 'noauth', credentials: [] };

/**
 * Makes the request behind a link. On the same origin it keeps the headers, the authorization and the leading
 * `{{variable}}` of the request it comes from; to another origin nothing goes along that could be a secret, neither now
 * nor after an edit of the variables: no variables, no authorization, no cookies.
 *
 * What an answer says is never read as a template: braces and `:name` segments of the link are percent-encoded.
 *
 * @throws AppError ERR_LINK_REFUSED for what is no http(s) address
 */
export function followLink(source: LinkSource): FollowedLink {
  const { request, answerUrls, href, keepsHeaders, scopes } = source;
  const base = answerUrls.at(-1);
  const address = base === undefined ? undefined : readAddress(href, base);
  if (address === undefined) {
    throw new AppError('ERR_LINK_REFUSED', 'This link is no http or https address. It was not followed.');
  }
  const url = literalUrl(address);
  const templates = createTemplateResolver(scopes, () => undefined);
  const origin = originOf(address);
  const isSameOrigin =
    originOfRequest(request, templates) === origin &&
    answerUrls.every((asked) => {
      const parsed = parseAddress(asked);
      return parsed !== undefined && originOf(parsed) === origin;
    });
  const shownUrl = isSameOrigin ? (belowVariable(request.url, url, templates) ?? url) : url;
  const bare: Request = {
    ...emptyRequest(),
    method: source.method,
    url: shownUrl,
    queryParams: parseQueryRows(shownUrl),
    auth: noAuth,
  };
  if (isSameOrigin && keepsHeaders)
    return { request: withOwnParts(bare, request), url, isSameOrigin, leftOut: [] };
  if (isSameOrigin) return { request: bare, url, isSameOrigin, leftOut: [] };
  // The jar knows hosts and not ports or schemes, and a link is the answer's choice and not the person's.
  bare.settings = { disabledSystemHeaders: ['cookie'] };
  if (!keepsHeaders) return { request: bare, url, isSameOrigin, leftOut: [] };
  const isHarmless = (row: Row) =>
    harmlessHeaders.has(row.key.trim().toLowerCase()) && !isSecretText(row.value, source);
  return {
    request: { ...bare, headers: request.headers.filter(isHarmless) },
    url,
    isSameOrigin,
    leftOut: leftOutNames(
      request.headers.filter((row) => row.disabled !== true && row.key !== '' && !isHarmless(row)),
      source,
    ),
  };
}

/** Parses a link; user names are left behind, and so are hosts that a variable could change later. */
function readAddress(href: string, base: string): ParsedAddress | undefined {
  const address = parseAddress(href, base);
  if (address === undefined || (address.protocol !== 'http:' && address.protocol !== 'https:'))
    return undefined;
  return /[{}$]/.test(address.host) ? undefined : address;
}

/** The address as a request's own text that holds no variables and no path variables. */
function literalUrl(address: ParsedAddress): string {
  const path = address.pathname
    .split('/')
    .map((segment) => (pathVariableOf(segment) === undefined ? segment : `%3A${segment.slice(1)}`))
    .join('/');
  return (originOf(address) + path + address.search).replaceAll('{', '%7B').replaceAll('}', '%7D');
}

function originOfRequest({ url }: Request, templates: TemplateResolver): string | undefined {
  try {
    const { base } = splitAddress(url);
    const authority = templates.resolve(base.slice(0, pathStart(base)));
    return authority.unresolved.length > 0 ? undefined : originOf(finishUrl(authority.text).address);
  } catch {
    // What cannot be sent has no origin either.
    return undefined;
  }
}

/** Writes an address with the `{{variable}}` that the request's own address begins with, where it lies below its value. */
function belowVariable(requestUrl: string, url: string, templates: TemplateResolver): string | undefined {
  const variable = findVariable(requestUrl, 0);
  if (variable === undefined || variable.start !== 0) return undefined;
  try {
    const name = requestUrl.slice(0, variable.end);
    const value = finishUrl(templates.resolve(name).text).url;
    const prefix = value.replace(/\/$/, '');
    const rest = url.slice(prefix.length);
    if (!url.startsWith(prefix) || (rest !== '' && !/^[/?]/.test(rest))) return undefined;
    const candidates = [name + rest, name + rest.slice(1)];
    return candidates.find((text) => finishUrl(templates.resolve(text).text).url === finishUrl(url).url);
  } catch {
    return undefined;
  }
}

function withOwnParts(bare: Request, { headers, auth, settings }: Request): Request {
  const { auth: _none, ...rest } = bare;
  return {
    ...rest,
    headers: headers.filter((row) => !messageHeaders.has(row.key.trim().toLowerCase())),
    ...(auth === undefined ? {} : { auth }),
    ...(settings === undefined ? {} : { settings }),
  };
}

/** Texts that look like credentials wherever they stand. */
const credentialShape = /\b(bearer|basic|ssws|dpop|digest)\s+\S|eyJ[\w-]{8,}\.|-----BEGIN/i;

/** Anything with a variable may become a secret with the next environment, so that it counts as one. */
function isSecretText(text: string, { scopes, auth }: LinkSource): boolean {
  if (text.includes('{{') || credentialShape.test(text)) return true;
  const secrets = scopes.flatMap(({ variables }) => [...variables.values()]).filter(({ secret }) => secret);
  const credentials = auth?.credentials
    .map(({ value }) => value)
    .filter((value) => typeof value === 'string');
  const known = [...secrets.map(({ value }) => value), ...(credentials ?? [])];
  return known.some((secret) => secret.length >= 4 && text.includes(secret));
}

function leftOutNames(headers: readonly Row[], { auth }: LinkSource): string[] {
  const names = headers
    .map(({ key }) => key.trim())
    .filter((name) => !messageHeaders.has(name.toLowerCase()) || isCredentialHeader(name));
  const hasAuth = auth !== undefined && auth.type !== 'noauth';
  const isInQuery = hasAuth && auth.type === 'apikey' && readCredential(auth, 'in') === 'query';
  const authName = hasAuth && auth.type === 'apikey' ? readCredential(auth, 'key') : undefined;
  if (hasAuth) names.push(isInQuery ? `the API key in the query` : authName?.trim() || 'Authorization');
  // Credentials first: they are what somebody looks for.
  const unique = [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
  return unique.toSorted(
    (left, right) => Number(isCredentialHeader(right)) - Number(isCredentialHeader(left)),
  );
}
