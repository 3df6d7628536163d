import type { JsonObject, JsonValue } from '../../json-value.ts';
import { asText, field, isObject, textField } from '../../postman/residue.ts';

/** Gives the body of a request by Insomnia's names. */
export function fromYaakBody(request: JsonObject): JsonObject {
  const type = textField(request, 'bodyType');
  const raw = field(request, 'body');
  const body = isObject(raw) ? raw : {};
  switch (type) {
    case undefined:
    case '':
      return {};
    case 'application/x-www-form-urlencoded':
    case 'multipart/form-data':
      return { mimeType: type, params: formRows(body) };
    case 'graphql':
      return { mimeType: 'application/graphql', text: graphql(body) };
    case 'binary':
      return { mimeType: 'application/octet-stream', fileName: asText(field(body, 'filePath')) };
    case 'other':
      return { mimeType: 'text/plain', text: asText(field(body, 'text')) };
    default:
      return { mimeType: type, text: asText(field(body, 'text')) };
  }
}

function formRows(body: JsonObject): JsonObject[] {
  const form = field(body, 'form');
  return (Array.isArray(form) ? form.filter(isObject) : [])
    .filter((row) => asText(field(row, 'name')) !== '')
    .map((row): JsonObject => {
      const file = textField(row, 'file');
      return {
        name: field(row, 'name') ?? '',
        value: field(row, 'value') ?? '',
        ...(file === undefined || file === '' ? {} : { type: 'file', fileName: file }),
        ...(field(row, 'enabled') === false ? { disabled: true } : {}),
      };
    });
}

/** Insomnia keeps GraphQL as the JSON that is sent. */
function graphql(body: JsonObject): string {
  const variables: JsonValue = field(body, 'variables') ?? '';
  return JSON.stringify({ query: asText(field(body, 'query')), variables });
}
