import { type Request } from '../../http/request.ts';
import type { JsonObject } from '../../json-value.ts';
import { AppError } from '../../errors.ts';
import { mergeEdit } from './merge-edit.ts';
import { present, readNumber, readOptionalText, readText } from './plain-fields.ts';
import { readYaml } from './read-yaml.ts';
import { readRequestFields, requestKind, writeRequestFields } from './request-format.ts';
import { spliceYaml } from './splice-yaml.ts';
import { writeYaml } from './write-yaml.ts';

/** What one `*.request.yaml` says. */
export interface RequestFile {
  /** Absent: the file's stem is the name. */
  name?: string | undefined;
  order?: number | undefined;
  /** Relative path of the folder of the saved examples. */
  examples?: string | undefined;
  request: Request;
}

/**
 * Reads a request file.
 *
 * @throws AppError ERR_WORKSPACE_UNREADABLE where it is no such YAML, ERR_WORKSPACE_UNSUPPORTED_KIND for another kind
 */
export function readRequestFile(text: string): RequestFile {
  const { value } = readYaml(text);
  const kind = requestFileKind(value);
  if (kind !== requestKind) {
    throw new AppError(
      'ERR_WORKSPACE_UNSUPPORTED_KIND',
      `Postern keeps files of the kind "${kind.slice(0, 80)}" as they are and does not open them yet.`,
      { details: { kind: kind.slice(0, 80) } },
    );
  }
  const file: RequestFile = { request: readRequestFields(value) };
  const name = readOptionalText(value['name']);
  if (name !== undefined) file.name = name;
  const order = readNumber(value['order']);
  if (order !== undefined) file.order = order;
  const examples = readOptionalText(value['examples']);
  if (examples !== undefined) file.examples = examples;
  return file;
}

/** Gives the kind of a request file; one that names none and has an address or a method is an HTTP request. */
export function requestFileKind(value: JsonObject): string {
  const kind = readText(value['$kind']);
  if (kind !== '') return kind;
  return value['url'] !== undefined || value['method'] !== undefined ? requestKind : '';
}

/** Writes a new request file. */
export function writeRequestFile(file: RequestFile): string {
  return writeYaml(toPlain(file));
}

/**
 * Gives the text of an existing request file after an edit: only what `after` says otherwise than `before` changes.
 *
 * @throws AppError ERR_WORKSPACE_UNREADABLE
 */
export function editRequestFile(text: string, before: RequestFile, after: RequestFile): string {
  const source = readYaml(text);
  return spliceYaml(source, mergeEdit(source.value, toPlain(before), toPlain(after)));
}

function toPlain(file: RequestFile): JsonObject {
  const { description, 'x-postern': own, ...fields } = writeRequestFields(file.request);
  return present({
    $kind: requestKind,
    name: file.name,
    description,
    ...fields,
    examples: file.examples,
    order: file.order,
    'x-postern': own,
  });
}
