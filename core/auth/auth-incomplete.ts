import { AppError } from '../errors.ts';

/** The refusal of an authorization in which a parameter is missing or cannot be used. */
export function authIncomplete(field: string, message: string, cause?: unknown): AppError {
  return new AppError('ERR_AUTH_INCOMPLETE', message, { details: { field }, cause });
}
