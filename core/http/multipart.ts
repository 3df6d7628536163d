import { AppError } from '../errors.ts';
import type { FieldResolver } from './field-resolver.ts';
import { assertHeaderValue, assertNoControls } from './header-syntax.ts';
import { fileNameOf, mediaTypeOf } from './media-type.ts';
import type { FormRow } from './row.ts';
import type { BodyPart } from './wire-request.ts';

/** One part of a multipart form, resolved: a text, or a file. */
export interface FormPart {
  name: string;
  /** The text of the part; absent for a file. */
  text?: string;
  path?: string;
  /** What the receiver is told the file is called. */
  fileName?: string;
  /** Always there for a file. */
  contentType?: string;
}

/**
 * Resolves the enabled rows of a form, one part for each text and each file.
 *
 * @throws AppError ERR_REQUEST_BODY_FILE_UNREADABLE; ERR_REQUEST_INVALID_BODY is put off until everything is resolved
 */
export function resolveFormRows(rows: FormRow[], fields: FieldResolver): FormPart[] {
  const parts: FormPart[] = [];
  for (const row of rows) {
    if (row.disabled === true || (row.key === '' && row.value === '' && (row.src ?? []).length === 0))
      continue;
    const place = { where: 'body', key: row.key } as const;
    const name = fields.resolve(row.key, place);
    fields.checkLater(() => assertName('The name of a form row', name, row.key));
    const contentType = row.contentType === undefined ? '' : fields.resolve(row.contentType, place);
    fields.checkLater(() => assertHeaderValue('Content-Type', contentType));
    if (row.type === 'text') {
      const text = fields.resolve(row.value, place);
      parts.push({ name, text, ...(contentType === '' ? {} : { contentType }) });
      continue;
    }
    for (const file of filesOf(row)) {
      const path = fields.resolve(file, place);
      const fileName = fileNameOf(path);
      fields.checkLater(() => assertName('The name of a file', fileName, row.key));
      parts.push({
        name,
        path,
        fileName,
        contentType: contentType === '' ? mediaTypeOf(path) : contentType,
      });
    }
  }
  return parts;
}

/**
 * Writes a multipart body: text as typed, files as parts that are read while they are sent.
 *
 * @param boundary 1 to 70 characters that occur in none of the texts; the caller takes it from random bytes.
 * @see RFC 7578, https://html.spec.whatwg.org/#multipart-form-data
 */
export function encodeMultipart(form: readonly FormPart[], boundary: string): BodyPart[] {
  const parts: BodyPart[] = [];
  let text = '';
  for (const part of form) {
    text += `--${boundary}\r\nContent-Disposition: form-data; name="${quoteName(part.name)}"`;
    if (part.fileName !== undefined) text += `; filename="${quoteName(part.fileName)}"`;
    if (part.contentType !== undefined) text += `\r\nContent-Type: ${part.contentType}`;
    text += '\r\n\r\n';
    if (part.path === undefined) text += `${part.text ?? ''}\r\n`;
    else {
      parts.push({ kind: 'text', text }, { kind: 'file', path: part.path });
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
function assertName(subject: string, name: string, key: string): void {
  assertNoControls('ERR_REQUEST_INVALID_BODY', subject, name, { where: 'body', key });
}

function quoteName(name: string): string {
  return name.replaceAll('"', '%22');
}
