import { type AppliedAuth, applyAuth } from '../auth/apply-auth.ts';
import { findAuthConflicts } from '../auth/auth-conflicts.ts';
import type { Auth } from '../auth/auth.ts';
import { basicAuthorization } from '../auth/basic.ts';
import { createTemplateResolver } from '../variables/resolve-template.ts';
import type { ScopeChain } from '../variables/scope.ts';
import { mergeBound } from './bound-secret.ts';
import { assertBoundHosts } from './assert-bound-hosts.ts';
import { type BuiltBody, buildBody } from './build-body.ts';
import { type BuiltUrl, finishUrl, resolveUrl } from './build-url.ts';
import type { HeaderPairs } from './exchange.ts';
import { type FieldResolver, createFieldResolver } from './field-resolver.ts';
import { assertMethod, normaliseMethod } from './header-syntax.ts';
import type { FormPart } from './multipart.ts';
import {
  type Warning,
  assertHeaders,
  hasHeader,
  remarkOnHeaders,
  resolveHeaderRows,
} from './request-headers.ts';
import type { HeaderOrigin } from './preview.ts';
import type { Request } from './request.ts';
import { isCredentialHeader } from './sensitive-headers.ts';
import type { WireRequest } from './wire-request.ts';

/** Everything a request is prepared from; nothing is read from elsewhere. */
export interface PrepareInput {
  request: Request;
  /** The authorization in force, own or inherited. */
  auth: Auth | undefined;
  /** What `auth` adds, where it was worked out before (OAuth 2.0, whose token is not among its parameters). */
  applied?: AppliedAuth | undefined;
  scopes: ScopeChain;
  /** Gives the value of a generated name such as `$guid`. */
  generate(name: string): string | undefined;
  userAgent: string;
  /** The codings the client can take off, such as `gzip, deflate, br`. */
  acceptEncoding: string;
  /** For multipart bodies, from random bytes. */
  boundary: string;
}

/** A request ready to be sent, and remarks for the user. */
export interface PreparedRequest {
  wire: WireRequest;
  /** Of each line of `wire.headers`. */
  origins: HeaderOrigin[];
  /** The rows of a multipart body, resolved. */
  form?: FormPart[];
  warnings: Warning[];
}

/** A request with its variables replaced as far as they have values; not yet checked, and perhaps not fit to be sent. */
export interface ResolvedRequest {
  method: string;
  /** As resolved: without a scheme where none was typed. */
  url: string;
  typed: HeaderPairs;
  auth: AppliedAuth;
  body: BuiltBody;
  fields: FieldResolver;
  warnings: Warning[];
}

/**
 * Resolves a request to exactly what goes out. Nothing is repaired silently: what cannot be sent as it stands is refused,
 * with the place.
 *
 * @throws AppError ERR_VARIABLE_UNRESOLVED (details `names`: name, where, key, via, literal; `literal` where all of them
 *   may be sent as written), ERR_VARIABLE_CYCLE, ERR_VARIABLE_TOO_LARGE, ERR_REQUEST_INVALID_URL,
 *   ERR_REQUEST_INVALID_METHOD, ERR_REQUEST_INVALID_HEADER, ERR_REQUEST_INVALID_BODY, ERR_REQUEST_UNSUPPORTED_BODY,
 *   ERR_REQUEST_BODY_FILE_UNREADABLE, ERR_AUTH_UNSUPPORTED, ERR_SECRET_OTHER_HOST
 */
export function prepareRequest(input: PrepareInput): PreparedRequest {
  return finishRequest(input, resolveRequest(input));
}

/**
 * Replaces the variables of a request: the first half of {@link prepareRequest}. What has no value stays as typed and is
 * in `fields.unresolved`.
 *
 * @throws AppError ERR_VARIABLE_CYCLE, ERR_VARIABLE_TOO_LARGE, ERR_REQUEST_UNSUPPORTED_BODY,
 *   ERR_REQUEST_BODY_FILE_UNREADABLE, ERR_AUTH_UNSUPPORTED
 */
export function resolveRequest(input: PrepareInput): ResolvedRequest {
  const { request } = input;
  const templates = createTemplateResolver(input.scopes, input.generate);
  const fields = createFieldResolver(templates, request.allowLiteralPlaceholders === true);
  const warnings: Warning[] = [];

  const method = normaliseMethod(fields.resolve(request.method, { where: 'method' }));
  const url = resolveUrl(request.url, request.pathVariables, fields);
  const rows = resolveHeaderRows(request.headers, fields, warnings);
  const auth = resolveAuth(input, rows, fields, warnings);
  const { typed, built } = resolveBody(request, input.boundary, rows, fields);
  return { method, url, typed, auth, body: built, fields, warnings };
}

/** Checks a resolved request and completes it: the second half of {@link prepareRequest}. @throws AppError as there */
export function finishRequest(input: PrepareInput, resolved: ResolvedRequest): PreparedRequest {
  const { request } = input;
  const { method, typed, auth, body, fields } = resolved;
  fields.assertResolved();
  assertMethod(method);
  const extraQuery = auth.queryPiece === undefined ? [] : [auth.queryPiece];
  const url = finishUrl(resolved.url, extraQuery, fields.emptyNames);
  const { headers, origins } = withGeneratedHeaders(input, resolved, url.userInfo);
  const boundSecrets = mergeBound([...fields.boundSecrets(), ...(auth.bound ?? [])]);
  assertBoundHosts(boundSecrets, url.address, resolved.url);
  assertHeaders(headers);

  const warnings = [
    ...resolved.warnings,
    ...remarkOnAddress(resolved.url, url, fields),
    ...remarkOnHeaders(typed),
    ...findAuthConflicts(request, input.auth).map(({ code, message }) => ({ code, message })),
  ];
  return {
    wire: {
      ...toWire(method, url, headers, body, auth, fields),
      ...(boundSecrets.length === 0 ? {} : { boundSecrets }),
    },
    origins,
    ...(body.form === undefined ? {} : { form: body.form }),
    warnings,
  };
}

/** The typed header wins over the generated one; see {@link findAuthConflicts}. */
function resolveAuth(
  { auth, applied: given }: Pick<PrepareInput, 'auth' | 'applied'>,
  typed: HeaderPairs,
  fields: FieldResolver,
  warnings: Warning[],
): AppliedAuth {
  if (auth === undefined) return { secrets: [] };
  // What is not sent need not be resolved, and may be of a type that could not be.
  if (auth.type !== 'apikey' && hasHeader(typed, 'Authorization')) return { secrets: [] };
  const applied = given ?? applyAuth(auth, fields);
  if (applied.empty === true) {
    warnings.push({
      code: 'emptyCredential',
      message: `The authorization of type "${auth.type}" has no value yet; the request was sent without it.`,
    });
  }
  warnings.push(...(applied.warnings ?? []));
  const { header, ...rest } = applied;
  return header !== undefined && hasHeader(typed, header.name) ? rest : applied;
}

/** A typed multipart Content-Type keeps its words and gets the boundary the body really has. */
function resolveBody(request: Request, boundary: string, typed: HeaderPairs, fields: FieldResolver) {
  const at = typed.findIndex(([name]) => name.toLowerCase() === 'content-type');
  const given = typed[at];
  if (given === undefined || request.body.type !== 'formdata' || !/^multipart\//i.test(given[1])) {
    return { typed, built: buildBody(request.body, boundary, fields) };
  }
  const typedBoundary = /;\s*boundary="?([\w'()+,./:=?-]{1,70})"?/i.exec(given[1])?.[1];
  const built = buildBody(request.body, typedBoundary ?? boundary, fields);
  if (typedBoundary !== undefined) return { typed, built };
  return {
    typed: typed.with(at, [given[0], `${given[1].replace(/;\s*$/, '')}; boundary=${boundary}`]),
    built,
  };
}

/** Puts what Postern adds by itself after the typed lines, and tells where each line comes from. */
export function withGeneratedHeaders(
  input: PrepareInput,
  { typed, auth, body }: Pick<ResolvedRequest, 'typed' | 'auth' | 'body'>,
  userInfo?: BuiltUrl['userInfo'],
): { headers: HeaderPairs; origins: HeaderOrigin[] } {
  const headers: HeaderPairs = [...typed];
  const origins: HeaderOrigin[] = typed.map(() => 'typed');
  const disabled = new Set(input.request.settings?.disabledSystemHeaders?.map((name) => name.toLowerCase()));
  const put = (name: string, value: string, origin: HeaderOrigin) => {
    headers.push([name, value]);
    origins.push(origin);
  };
  const add = (name: string, value: string | undefined, origin: HeaderOrigin) => {
    if (value !== undefined && !disabled.has(name.toLowerCase()) && !hasHeader(headers, name))
      put(name, value, origin);
  };
  if (auth.header !== undefined) put(auth.header.name, auth.header.value, 'auth');
  else if (userInfo !== undefined) {
    add('Authorization', basicAuthorization(userInfo.username, userInfo.password), 'address');
  }
  add('Content-Type', body.contentType, 'body');
  add('User-Agent', input.userAgent, 'app');
  add('Accept', '*/*', 'app');
  add('Accept-Encoding', input.acceptEncoding, 'app');
  return { headers, origins };
}

function remarkOnAddress(resolvedUrl: string, url: BuiltUrl, fields: FieldResolver): Warning[] {
  const warnings: Warning[] = [];
  const { hostname } = url.address;
  if (url.userInfo !== undefined) {
    warnings.push({
      code: 'userInAddress',
      message: `What stands before the @ is a user name and not part of the host: the request goes to "${hostname}".`,
    });
  }
  const authority = /^(?:[a-z]+:\/\/)?([^/?#\\]*)/i.exec(resolvedUrl.trim())?.[1] ?? '';
  const written = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  if (written.toLowerCase() !== hostname) {
    warnings.push({ code: 'hostRewritten', message: `The host as typed means "${hostname}".` });
  }
  for (const name of fields.emptyNames) {
    warnings.push({ code: 'emptyVariable', message: `The variable "${name}" in the address is empty.` });
  }
  return warnings;
}

function toWire(
  method: string,
  url: BuiltUrl,
  headers: HeaderPairs,
  body: BuiltBody,
  auth: AppliedAuth,
  fields: FieldResolver,
): WireRequest {
  return {
    method,
    url: url.url,
    headers,
    ...(body.parts === undefined ? {} : { body: body.parts }),
    ...(fields.hasSecretIn('body') ? { hasSecretBody: true } : {}),
    ...maskRulesOf(headers, auth, fields, url.userInfo),
  };
}

/** Gives what of a request must not be shown: its secret texts, and the headers that hold one. */
export function maskRulesOf(
  headers: HeaderPairs,
  auth: AppliedAuth,
  fields: FieldResolver,
  userInfo?: BuiltUrl['userInfo'],
): Pick<WireRequest, 'sensitiveHeaders' | 'secrets'> {
  const all = [...fields.secrets, ...auth.secrets, ...(userInfo === undefined ? [] : [userInfo.password])];
  const secrets = [...new Set(all)].filter((secret) => secret !== '');
  const authHeader = auth.header?.name.toLowerCase();
  const sensitive = headers.filter(
    ([name, value]) =>
      isCredentialHeader(name) ||
      name.toLowerCase() === authHeader ||
      secrets.some((secret) => value.includes(secret)),
  );
  return { sensitiveHeaders: [...new Set(sensitive.map(([name]) => name.toLowerCase()))], secrets };
}
