import { AppError } from '../errors.ts';
import { withoutJsonComments } from '../json-comments.ts';
import type { Body, RawLanguage } from './body.ts';
import type { FieldResolver } from './field-resolver.ts';
import { mediaTypeOf } from './media-type.ts';
import { type FormPart, encodeMultipart, resolveFormRows } from './multipart.ts';
import { encodeFormData } from './percent-encoding.ts';
import type { Row } from './row.ts';
import type { BodyPart } from './wire-request.ts';

/** A body ready to be sent; without parts there is none. */
export interface BuiltBody {
  parts?: BodyPart[];
  /** The Content-Type it implies where no header row gives one. */
  contentType?: string;
  /** The rows of a multipart body, resolved. */
  form?: FormPart[];
}

const typeOfLanguage: Record<RawLanguage, string> = {
  json: 'application/json',
  text: 'text/plain',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
};

const place = { where: 'body' } as const;

/**
 * Builds the body of a request with its variables replaced. Text is sent as typed, in UTF-8, but for comments in JSON.
 *
 * @param boundary For multipart bodies; see {@link encodeMultipart}.
 * @throws AppError ERR_REQUEST_INVALID_BODY, ERR_REQUEST_UNSUPPORTED_BODY, ERR_REQUEST_BODY_FILE_UNREADABLE
 */
export function buildBody(body: Body, boundary: string, fields: FieldResolver): BuiltBody {
  switch (body.type) {
    case 'none':
      return {};
    case 'raw': {
      // Braces are everywhere in JSON and code: only `${x}` is suspicious there.
      const typed = body.language === 'json' ? withoutJsonComments(body.content) : body.content;
      const text = fields.resolve(typed, place, { placeholders: 'dollar' });
      if (text === '') return {};
      return { parts: [{ kind: 'text', text }], contentType: typeOfLanguage[body.language] };
    }
    case 'urlencoded':
      return {
        parts: [{ kind: 'text', text: encodeForm(body.rows, fields) }],
        contentType: 'application/x-www-form-urlencoded',
      };
    case 'formdata': {
      const form = resolveFormRows(body.rows, fields);
      return {
        parts: encodeMultipart(form, boundary),
        contentType: `multipart/form-data; boundary=${boundary}`,
        form,
      };
    }
    case 'file': {
      const path = fields.resolve(body.path, place);
      if (path === '') throw noFile();
      return { parts: [{ kind: 'file', path }], contentType: mediaTypeOf(path) };
    }
    case 'graphql':
      return { parts: [{ kind: 'text', text: buildGraphql(body, fields) }], contentType: 'application/json' };
    case 'unsupported':
      throw new AppError(
        'ERR_REQUEST_UNSUPPORTED_BODY',
        `Postern keeps the body of type "${body.name}" but cannot send it. Choose another type of body.`,
        { details: { name: body.name } },
      );
  }
}

/** @see https://url.spec.whatwg.org/#concept-urlencoded-serializer */
function encodeForm(rows: Row[], fields: FieldResolver): string {
  return rows
    .filter((row) => row.disabled !== true && (row.key !== '' || row.value !== ''))
    .map((row) => {
      const rowPlace = { where: 'body', key: row.key } as const;
      return `${encodeFormData(fields.resolve(row.key, rowPlace))}=${encodeFormData(fields.resolve(row.value, rowPlace))}`;
    })
    .join('&');
}

/** The variables' own text is kept: parsing and writing it again would change big numbers. */
function buildGraphql(body: Extract<Body, { type: 'graphql' }>, fields: FieldResolver): string {
  const query = fields.resolve(body.query, place, { placeholders: 'dollar' });
  const variables = fields
    .resolve(withoutJsonComments(body.variables), place, { placeholders: 'dollar' })
    .trim();
  const operationName = body.operationName === undefined ? '' : fields.resolve(body.operationName, place);
  const members = [`"query":${JSON.stringify(query)}`];
  if (operationName !== '') members.push(`"operationName":${JSON.stringify(operationName)}`);
  if (variables !== '') {
    fields.checkLater(() => assertJsonObject(variables));
    members.push(`"variables":${variables}`);
  }
  return `{${members.join(',')}}`;
}

function assertJsonObject(text: string): void {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && !Array.isArray(value)) return;
  } catch {
    // Refused below, without the parser's message: it would quote the text.
  }
  throw new AppError(
    'ERR_REQUEST_INVALID_BODY',
    'The GraphQL variables are not a JSON object. Correct them.',
    {
      details: { where: 'body', key: 'variables' },
    },
  );
}

function noFile(): AppError {
  return new AppError('ERR_REQUEST_BODY_FILE_UNREADABLE', 'No file was chosen for the body. Choose one.', {
    details: { where: 'body' },
  });
}
