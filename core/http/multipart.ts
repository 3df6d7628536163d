import { AppError } from '../errors.ts';
import type { FieldResolver } from './field-resolver.ts';
import { assertHeaderValue, assertNoControls } from './header-syntax.ts';
import { fileNameOf, mediaTypeOf } from './media-type.ts';
import type { FormRow } from './row.ts';
import type { BodyPart } from './wire-request.ts';

/**
 * Builds a multipart body: text as typed, files as parts that are read while they are sent.
 *
 * @param boundary 1 to 70 characters that occur in none of the texts; the caller takes it from random bytes.
 * @throws AppError ERR_REQUEST_INVALID_BODY, ERR_REQUEST_BODY_FILE_UNREADABLE
 * @see RFC 7578, https://html.spec.whatwg.org/#multipart-form-data
 */
export function buildMultipart(rows: FormRow[], boundary: string, fields: FieldResolver): BodyPart[] {
  const parts: BodyPart[] = [];
  let text = '';
  for (const row of rows) {
    if (row.disabled === true || (row.key === '' && row.value === '' && (row.src ?? []).length === 0))
      continue;
    const place = { where: 'body', key: row.key } as const;
    const name = quoteName(fields.resolve(row.key, place), 'The name of a form row', row.key, fields);
    const contentType = row.contentType === undefined ? '' : fields.resolve(row.contentType, place);
    fields.checkLater(() => assertHeaderValue('Content-Type', contentType));
    const disposition = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
    if (row.type === 'text') {
      const typeLine = contentType === '' ? '' : `\r\nContent-Type: ${contentType}`;
      text += `${disposition}${typeLine}\r\n\r\n${fields.resolve(row.value, place)}\r\n`;
      continue;
    }
    for (const path of filesOf(row)) {
      const resolved = fields.resolve(path, place);
      const fileName = quoteName(fileNameOf(resolved), 'The name of a file', row.key, fields);
      const type = contentType === '' ? mediaTypeOf(resolved) : contentType;
      text += `${disposition}; filename="${fileName}"\r\nContent-Type: ${type}\r\n\r\n`;
      parts.push({ kind: 'text', text }, { kind: 'file', path: resolved });
      text = '\r\n';
    }
  }
  parts.push({ kind: 'text', text: `${text}--${boundary}--\r\n` });
  return parts;
}

function filesOf(row: FormRow): string[] {
  const files = (row.src ?? []).filter((path) => path !== '');
  if (files.length > 0) return files;
  throw new AppError(
    'ERR_REQUEST_BODY_FILE_UNREADABLE',
    `No file was chosen for the form row "${row.key}". Choose one, or switch the row off.`,
    { details: { where: 'body', key: row.key } },
  );
}

/** Control characters are refused rather than escaped: servers differ in how they read them back. */
function quoteName(name: string, subject: string, key: string, fields: FieldResolver): string {
  fields.checkLater(() =>
    assertNoControls('ERR_REQUEST_INVALID_BODY', subject, name, { where: 'body', key }),
  );
  return name.replaceAll('"', '%22');
}
