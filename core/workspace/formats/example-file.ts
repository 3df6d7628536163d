import { type JsonObject, type JsonValue } from '../../json-value.ts';
import type { Example } from '../example.ts';
import {
  extensionKey,
  isMap,
  present,
  readFlag,
  readMap,
  readNumber,
  readOptionalText,
  readText,
  unlessEmpty,
} from './plain-fields.ts';
import { readYaml } from './read-yaml.ts';
import { readExtension, readRequestFields, writeOwnFields, writeRequestFields } from './request-format.ts';
import { readRows, writeRows } from './row-format.ts';
import { writeYaml } from './write-yaml.ts';

/** What one `*.example.yaml` says. */
export interface ExampleFile {
  example: Example;
  order?: number | undefined;
}

/**
 * Reads a saved example. `stem` is its name where the file gives none.
 *
 * @throws AppError ERR_WORKSPACE_UNREADABLE
 */
export function readExampleFile(text: string, stem: string): ExampleFile {
  const { value } = readYaml(text);
  const own = readMap(value[extensionKey]);
  const response = readMap(value['response']);
  const example: Example = {
    name: readOptionalText(value['name']) ?? stem,
    response: { headers: readRows(response['headers']), ...readExampleBody(response['body'], own) },
  };
  if (isMap(value['request'])) example.request = readRequestFields(value['request']);
  const statusCode = readNumber(response['statusCode']);
  if (statusCode !== undefined && Number.isInteger(statusCode)) example.response.statusCode = statusCode;
  const statusText = readOptionalText(response['statusText']);
  if (statusText !== undefined) example.response.statusText = statusText;
  const extension = readExtension(own['extension'], undefined);
  if (extension !== undefined) example.extension = extension;
  return { example, order: readNumber(value['order']) };
}

/** Writes a saved example under the stem its file will have. */
export function writeExampleFile({ example, order }: ExampleFile, stem: string): string {
  const { response } = example;
  return writeYaml(
    present({
      $kind: 'http-example',
      name: example.name === stem ? undefined : example.name,
      request: example.request === undefined ? undefined : present(writeRequestFields(example.request)),
      response: present({
        statusCode: response.statusCode,
        statusText: response.statusText,
        headers: unlessEmpty(writeRows(response.headers)),
        body: { type: response.language ?? 'text', content: response.body },
      }),
      order,
      [extensionKey]: writeOwnFields({
        // The format wants a type; that the example had none is remembered beside it.
        languageAbsent: response.language === undefined ? true : undefined,
        extension: example.extension,
      }),
    }),
  );
}

function readExampleBody(value: JsonValue | undefined, own: JsonObject): { body: string; language?: string } {
  if (!isMap(value)) return { body: readText(value) };
  const { content } = value;
  const body =
    typeof content === 'object' && content !== null ? JSON.stringify(content, null, 2) : readText(content);
  const language = readOptionalText(value['type']);
  return language === undefined || readFlag(own['languageAbsent']) === true ? { body } : { body, language };
}
