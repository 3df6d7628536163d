import { AppError } from '../../errors.ts';

/** The refusal of a set-up in which a field is missing or cannot be used. */
export function incomplete(field: string, message: string): AppError {
  return new AppError('ERR_OAUTH_CONFIG_INCOMPLETE', message, { details: { field } });
}
