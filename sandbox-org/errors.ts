/**
 * Okta's error answers: one class, and one function for each situation the sandbox can meet.
 * Only the code is stable in Okta; the texts here are for people.
 */
import type { JsonObject } from './json-value.ts';

/** A refusal that is answered with Okta's error body. */
export class OktaError extends Error {
  readonly status: number;
  readonly code: string;
  readonly causes: readonly string[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    summary: string,
    causes: readonly string[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(summary);
    this.name = 'OktaError';
    this.status = status;
    this.code = code;
    this.causes = causes;
    this.headers = headers;
  }
}

/** The JSON body of a refusal; `errorLink` repeats the code, as Okta does. */
export function errorBody(error: OktaError, errorId: string): JsonObject {
  return {
    errorCode: error.code,
    errorSummary: error.message,
    errorLink: error.code,
    errorId,
    errorCauses: error.causes.map((errorSummary) => ({ errorSummary })),
  };
}

/** 400: a field of the body or the query is not acceptable; `field` is the first one. */
export const validationFailed = (field: string, causes: readonly string[]): OktaError =>
  new OktaError(400, 'E0000001', `Api validation failed: ${field}`, causes);

/** 403: what is still in use cannot be deleted. */
export const deleteForbidden = (): OktaError =>
  new OktaError(403, 'E0000056', 'The application is active and cannot be deleted.');

/** 400: the body is not JSON, or not an object of the expected shape. */
export const malformedBody = (cause?: string): OktaError =>
  new OktaError(400, 'E0000003', 'The request body was not well-formed.', cause ? [cause] : []);

/** 411: a POST or PUT that says neither how long its body is nor that it comes in chunks. */
export const lengthRequired = (): OktaError =>
  new OktaError(411, 'E0000003', 'The request body was not well-formed.', [
    'A POST or PUT needs a Content-Length header, 0 when there is no body.',
  ]);

/** 413: the body is larger than the sandbox reads. */
export const bodyTooLarge = (limitBytes: number): OktaError =>
  new OktaError(413, 'E0000003', 'The request body was not well-formed.', [
    `The body is larger than ${limitBytes} bytes.`,
  ]);

/** 403: the caller may not do this. */
export const permissionDenied = (cause?: string): OktaError =>
  new OktaError(
    403,
    'E0000006',
    'You do not have permission to perform the requested action',
    cause ? [cause] : [],
  );

/** 404: no object of this kind has this id (or login). */
export const notFound = (id: string, kind: string): OktaError =>
  new OktaError(404, 'E0000007', `Not found: Resource not found: ${id} (${kind})`);

/** 404: nothing is served at this path. */
export const unknownPath = (): OktaError =>
  new OktaError(404, 'E0000008', 'The requested path was not found');

/** 500: a defect of the sandbox; the log has the same error id. */
export const internalError = (): OktaError => new OktaError(500, 'E0000009', 'Internal Server Error');

/** 401: the token is missing, unknown, or given under another scheme. */
export const invalidToken = (): OktaError => new OktaError(401, 'E0000011', 'Invalid token provided');

/** 401: the access token, or the proof that goes with it, is not accepted. */
export const accessTokenRefused = (challenge: string): OktaError =>
  new OktaError(401, 'E0000011', 'Invalid token provided', [], { 'www-authenticate': challenge });

/** 403: the access token was not given the scope this request needs. */
export const insufficientScope = (challenge: string): OktaError =>
  new OktaError(
    403,
    'E0000006',
    'You do not have permission to perform the requested action',
    ['The access token provided does not contain the required scopes.'],
    { 'www-authenticate': challenge },
  );

/** 403: there is nothing to activate. */
export const alreadyActive = (): OktaError =>
  new OktaError(403, 'E0000016', 'Activation failed because the user is already active');

/** 403: the password cannot be reset in this status. */
export const resetNotAllowed = (cause: string): OktaError =>
  new OktaError(403, 'E0000017', 'Password reset failed', [cause]);

/** 400: `Accept` or `Content-Type` asks for something other than JSON. */
export const mediaTypeRefused = (): OktaError =>
  new OktaError(
    400,
    'E0000021',
    'Bad request. Accept and/or Content-Type headers likely do not match supported values.',
  );

/** 405: the path exists, the method does not. */
export const methodNotAllowed = (allowed: readonly string[]): OktaError =>
  new OktaError(405, 'E0000022', 'The endpoint does not support the provided HTTP method', [], {
    allow: allowed.join(', '),
  });

/** 400: a page cursor that this list did not hand out. */
export const invalidCursor = (): OktaError =>
  new OktaError(400, 'E0000029', 'Invalid paging request.', ['The cursor is not one of this list.']);

/** 400: a date that is not ISO-8601. */
export const invalidDate = (): OktaError =>
  new OktaError(400, 'E0000030', 'Bad request. Dates are written like 2026-01-31T12:00:00.000Z.');

/** 400: `search` or `filter` cannot be read, or names what cannot be searched. */
export const invalidSearch = (cause: string): OktaError =>
  new OktaError(400, 'E0000031', 'Invalid search criteria.', [cause]);

/** 403: the user is not locked out. */
export const unlockNotAllowed = (): OktaError =>
  new OktaError(403, 'E0000032', 'Unlock is not allowed for this user.', ['The user is not locked out.']);

/** 400: `search` and `filter` exclude each other. */
export const searchWithFilter = (): OktaError =>
  new OktaError(400, 'E0000033', 'A search query and a filter cannot stand in the same request.');

/** 400: a query parameter of the wrong type. */
export const typeMismatch = (parameter: string): OktaError =>
  new OktaError(400, 'E0000037', 'Type mismatch exception.', [`${parameter} is neither true nor false.`]);

/** 403: the user's status does not allow the operation. */
export const wrongStatus = (cause: string): OktaError =>
  new OktaError(403, 'E0000038', "This operation is not allowed in the user's current status.", [cause]);

/** 429: the bucket of this path family is empty until its reset. */
export const rateLimitExceeded = (): OktaError =>
  new OktaError(429, 'E0000047', 'API call exceeded rate limit due to too many requests.');

/** 501: the object is of a kind that does not take this operation. */
export const unsupportedOperation = (cause: string): OktaError =>
  new OktaError(501, 'E0000060', 'Unsupported operation.', [cause]);
