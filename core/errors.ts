import { z } from 'zod';

/**
 * Every refusal Postern can give, by area. A code is stable and is what callers and tests compare; the message
 * is for people and may change.
 */
export const errorCodes = [
  // Calls: what a front door may answer before a service runs.
  'ERR_CALL_UNKNOWN_OPERATION',
  'ERR_CALL_INVALID_INPUT',
  'ERR_CALL_CANCELLED',
  'ERR_CALL_INTERNAL',
  'ERR_CALL_CAPABILITY_MISSING',
  'ERR_CALL_UNAUTHORISED',
  'ERR_CALL_DOOR_CLOSED',
  'ERR_CALL_TOO_LARGE',
  // Links given to the system's browser.
  'ERR_LINK_REFUSED',
  'ERR_LINK_OPEN_FAILED',
  // The web door and the command line.
  'ERR_DOOR_PORT_TAKEN',
  'ERR_CLI_USAGE',
  'ERR_CLI_AMBIGUOUS',
  'ERR_CLI_WRITE_FAILED',
  // Runs.
  'ERR_RUN_DATA_INVALID',
  // Workspaces on disk.
  'ERR_WORKSPACE_NOT_FOUND',
  'ERR_WORKSPACE_ITEM_NOT_FOUND',
  'ERR_WORKSPACE_CONFLICT',
  'ERR_WORKSPACE_UNREADABLE',
  'ERR_WORKSPACE_WRITE_FAILED',
  'ERR_WORKSPACE_INVALID_MOVE',
  'ERR_WORKSPACE_UNSUPPORTED_KIND',
  'ERR_WORKSPACE_UNDO_EXPIRED',
  // Variables.
  'ERR_VARIABLE_UNRESOLVED',
  'ERR_VARIABLE_CYCLE',
  'ERR_VARIABLE_SCOPE_NOT_FOUND',
  'ERR_VARIABLE_TOO_LARGE',
  'ERR_VARIABLE_NOT_GIVEN',
  'ERR_VARIABLE_PROGRAM_FAILED',
  'ERR_VARIABLE_FILE_UNREADABLE',
  'ERR_VARIABLE_SOURCE_INVALID',
  'ERR_VARIABLE_HAS_SOURCE',
  // Import and export.
  'ERR_IMPORT_UNRECOGNISED',
  'ERR_IMPORT_UNSUPPORTED',
  'ERR_IMPORT_INVALID_JSON',
  'ERR_IMPORT_INVALID_YAML',
  'ERR_IMPORT_INVALID_CURL',
  'ERR_IMPORT_INVALID_BRU',
  'ERR_IMPORT_EMPTY',
  'ERR_IMPORT_TOO_LARGE',
  'ERR_IMPORT_TOO_DEEP',
  'ERR_IMPORT_FETCH_FAILED',
  'ERR_IMPORT_PRIVATE_ADDRESS',
  'ERR_IMPORT_READ_FAILED',
  'ERR_EXPORT_UNSUPPORTED_FORMAT',
  // Requests that cannot be sent as they stand.
  'ERR_REQUEST_INVALID_URL',
  'ERR_REQUEST_INVALID_METHOD',
  'ERR_REQUEST_INVALID_HEADER',
  'ERR_REQUEST_INVALID_BODY',
  'ERR_REQUEST_UNSUPPORTED_BODY',
  'ERR_REQUEST_BODY_FILE_NOT_ALLOWED',
  'ERR_REQUEST_BODY_FILE_UNREADABLE',
  // Schemas of GraphQL servers.
  'ERR_GRAPHQL_INTROSPECTION_REFUSED',
  'ERR_GRAPHQL_NOT_GRAPHQL',
  'ERR_GRAPHQL_NO_ANSWER',
  'ERR_GRAPHQL_SCHEMA_INVALID',
  'ERR_GRAPHQL_SCHEMA_NOT_FOUND',
  'ERR_GRAPHQL_SCHEMA_TOO_LARGE',
  'ERR_GRAPHQL_UNAUTHORISED',
  // Scripts of collections.
  'ERR_SCRIPT_FAILED',
  'ERR_SCRIPT_SKIPPED_REQUEST',
  // Authorization.
  'ERR_AUTH_UNSUPPORTED',
  'ERR_AUTH_INCOMPLETE',
  // Signing keys.
  'ERR_KEY_AMBIGUOUS',
  'ERR_KEY_CERTIFICATE',
  'ERR_KEY_INCOMPLETE',
  'ERR_KEY_NOT_FOUND',
  'ERR_KEY_PASSPHRASE',
  'ERR_KEY_PUBLIC',
  'ERR_KEY_SYMMETRIC',
  'ERR_KEY_TOO_SHORT',
  'ERR_KEY_UNRECOGNISED',
  'ERR_KEY_UNSUPPORTED',
  'ERR_KEY_WEAK',
  // Tokens.
  'ERR_TOKEN_CLAIMS_INVALID',
  'ERR_TOKEN_NOT_FOUND',
  'ERR_TOKEN_SIGN_FAILED',
  // OAuth 2.0.
  'ERR_OAUTH_ANSWER_UNUSABLE',
  'ERR_OAUTH_CONFIG_INCOMPLETE',
  'ERR_OAUTH_DENIED',
  'ERR_OAUTH_ENDPOINT_REFUSED',
  'ERR_OAUTH_FLOW_EXPIRED',
  'ERR_OAUTH_FLOW_NOT_FOUND',
  'ERR_OAUTH_ID_TOKEN_INVALID',
  'ERR_OAUTH_ISSUER_MISMATCH',
  'ERR_OAUTH_METADATA_INVALID',
  'ERR_OAUTH_NO_ANSWER',
  'ERR_OAUTH_NO_REFRESH_TOKEN',
  'ERR_OAUTH_PARAMETER_REFUSED',
  'ERR_OAUTH_REDIRECT_REFUSED',
  'ERR_OAUTH_REDIRECT_UNAVAILABLE',
  'ERR_OAUTH_SERVER_REFUSED',
  'ERR_OAUTH_STATE_INVALID',
  'ERR_OAUTH_TOKEN_MISSING',
  'ERR_OAUTH_VERIFIER_INVALID',
  // Extraction of values from answers.
  'ERR_EXTRACTION_INVALID_PATH',
  // Pages of a list put together.
  'ERR_PAGE_NOT_A_LIST',
  // Response bodies and uploads kept on the Node side.
  'ERR_BODY_NOT_FOUND',
  'ERR_BODY_RANGE',
  'ERR_BODY_NOT_JSON',
  'ERR_BODY_NOT_XML',
  'ERR_BODY_NO_EXAMPLE',
  'ERR_PREVIEW_PICTURE',
  'ERR_UPLOAD_TOO_LARGE',
  'ERR_UPLOAD_NOT_FOUND',
  // The history of sends and the cookie jar.
  'ERR_HISTORY_NOT_FOUND',
  'ERR_COOKIE_NOT_FOUND',
  'ERR_COOKIE_REFUSED',
  // Secrets.
  'ERR_SECRET_UNREADABLE',
  'ERR_SECRET_NOT_FOUND',
  'ERR_SECRET_OTHER_HOST',
  'ERR_SECRET_HOST_INVALID',
  // The sandbox org.
  'ERR_SANDBOX_START_FAILED',
  'ERR_SANDBOX_NOT_RUNNING',
  // Certificates of authorities and of this client.
  'ERR_CERTIFICATE_EXISTS',
  'ERR_CERTIFICATE_KEY_MISMATCH',
  'ERR_CERTIFICATE_NOT_FOUND',
  'ERR_CERTIFICATE_PASSPHRASE',
  'ERR_CERTIFICATE_UNREADABLE',
  // Backups.
  'ERR_BACKUP_INVALID',
  'ERR_BACKUP_TARGET',
  // Git in the workspace's folder.
  'ERR_GIT_AUTHENTICATION',
  'ERR_GIT_BRANCH_EXISTS',
  'ERR_GIT_BRANCH_INVALID',
  'ERR_GIT_BUSY',
  'ERR_GIT_CONFLICT',
  'ERR_GIT_DIVERGED',
  'ERR_GIT_FAILED',
  'ERR_GIT_FILE_REFUSED',
  'ERR_GIT_IDENTITY',
  'ERR_GIT_NOTHING_TO_COMMIT',
  'ERR_GIT_NOT_ALLOWED',
  'ERR_GIT_NOT_A_REPOSITORY',
  'ERR_GIT_NOT_INSTALLED',
  'ERR_GIT_NO_UPSTREAM',
  'ERR_GIT_OWNERSHIP',
  'ERR_GIT_REJECTED',
  'ERR_GIT_TIMEOUT',
  'ERR_GIT_UNREACHABLE',
  'ERR_GIT_WOULD_OVERWRITE',
  // Settings.
  'ERR_SETTINGS_INVALID',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The plain-data form of an {@link AppError}; this is what crosses a front door. */
export const appErrorDataSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  /** Machine-readable facts of the refusal (names, positions, paths), never secrets. */
  details: z.record(z.string(), z.json()).optional(),
});

export type AppErrorData = z.infer<typeof appErrorDataSchema>;

/** A refusal: what happened and what to do next, with a stable code and no secret in it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: AppErrorData['details'];

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: AppErrorData['details']; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
  }

  /** Gives the form that crosses a front door; the cause stays behind. */
  toData(): AppErrorData {
    return this.details === undefined
      ? { code: this.code, message: this.message }
      : { code: this.code, message: this.message, details: this.details };
  }
}

/** Tells whether a caught value is a refusal of ours (also when it came from another bundle of this file). */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error;
}

/** Gives a caught value as data: a refusal as it is, anything else as ERR_CALL_INTERNAL with its own words. */
export function toErrorData(error: unknown): AppErrorData {
  if (isAppError(error)) return error.toData();
  return { code: 'ERR_CALL_INTERNAL', message: error instanceof Error ? error.message : String(error) };
}
