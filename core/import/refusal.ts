import { AppError } from '../errors.ts';
import { acceptedFormats, formatNames, type RefusedFormat } from './formats.ts';
import { countOf } from '../count-of.ts';

/** Makes the refusal of a format that is known by name and not read. */
export function refusal(format: RefusedFormat, requests: number): AppError {
  const size = requests === 0 ? '' : ` with ${countOf(requests, 'request')}`;
  return new AppError(
    'ERR_IMPORT_UNSUPPORTED',
    `This looks like ${formatNames[format]}${size}. Postern does not import that yet. It accepts ${acceptedFormats}.`,
    { details: { format, requests } },
  );
}

/** Makes the refusal of what is nothing Postern knows. */
export function unrecognised(name: string): AppError {
  return new AppError(
    'ERR_IMPORT_UNRECOGNISED',
    `"${name}" is nothing Postern knows. It accepts ${acceptedFormats}.`,
  );
}
