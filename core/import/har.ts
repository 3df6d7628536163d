import type { Body } from '../http/body.ts';
import { emptyRequest, type Request } from '../http/request.ts';
import type { FormRow, Row } from '../http/row.ts';
import { parseQueryRows } from '../http/query.ts';
import { splitAddress } from '../http/url.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { asText, field, isObject, textField } from '../postman/residue.ts';
import type { CollectionTree, FolderItem, RequestItem } from '../workspace/collection.ts';
import type { Example } from '../workspace/example.ts';
import { countOf } from '../count-of.ts';
import type { NoteBook } from './notes.ts';
import type { Steps } from './steps.ts';

/** Headers that belong to one connection or are made while sending. */
const ownHeaders = new Set([
  'content-length',
  'host',
  'connection',
  'transfer-encoding',
  'accept-encoding',
  'keep-alive',
  'te',
  'upgrade',
]);

/**
 * Makes a collection of an HTTP archive: a request with its answer for each entry, a folder for each page where there
 * are several.
 *
 * @see HAR 1.2 specification
 */
export function* readHar(document: JsonObject, name: string, notes: NoteBook): Steps<CollectionTree> {
  const log = field(document, 'log');
  const entries = isObject(log) ? field(log, 'entries') : undefined;
  const pages = pageFolders(isObject(log) ? field(log, 'pages') : undefined);
  const items: (FolderItem | RequestItem)[] = Array.from(pages.values());
  let credentials = 0;
  for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
    const raw = isObject(entry) ? field(entry, 'request') : undefined;
    if (!isObject(entry) || !isObject(raw)) {
      notes.addLost('har.entry', [`${index + 1}`], 'The entry holds no request and was left out.', 1);
      continue;
    }
    const item = readEntry(entry, raw, notes);
    if (item.request.headers.some(({ key }) => /^(?:cookie|authorization)$/i.test(key))) credentials += 1;
    (pages.get(asText(field(entry, 'pageref')))?.items ?? items).push(item);
    yield;
  }
  if (credentials > 0) {
    notes.add(
      'har.credentials',
      'info',
      [],
      `${countOf(credentials, 'request')} of the recording carries cookies or tokens of whoever recorded it. Remove them before you share the workspace.`,
    );
  }
  const collection = name.replace(/\.har(?:\.json)?$|\.json$/i, '');
  return {
    definition: { name: collection === '' ? 'Recording' : collection, variables: [], scripts: [] },
    items: items.filter((item) => item.kind === 'request' || item.items.length > 0),
  };
}

/** Folders of pages, where there is more than one. */
function pageFolders(raw: JsonValue | undefined): Map<string, FolderItem> {
  const pages = (Array.isArray(raw) ? raw : []).filter(isObject);
  if (pages.length < 2) return new Map();
  return new Map(
    pages.map((page): [string, FolderItem] => {
      const id = asText(field(page, 'id'));
      const name = asText(field(page, 'title')).trim();
      return [
        id,
        {
          kind: 'folder',
          definition: { name: name === '' ? id : name, variables: [], scripts: [] },
          items: [],
        },
      ];
    }),
  );
}

function readEntry(entry: JsonObject, raw: JsonObject, notes: NoteBook): RequestItem {
  const url = asText(field(raw, 'url'));
  const request: Request = {
    ...emptyRequest(),
    method: asText(field(raw, 'method')),
    url,
    queryParams: parseQueryRows(url),
  };
  request.headers = pairs(field(raw, 'headers')).filter(
    ({ key }) => !key.startsWith(':') && !ownHeaders.has(key.toLowerCase()),
  );
  const cookies = pairs(field(raw, 'cookies'));
  if (cookies.length > 0 && !request.headers.some(({ key }) => key.toLowerCase() === 'cookie')) {
    request.headers.push({
      key: 'Cookie',
      value: cookies.map(({ key, value }) => `${key}=${value}`).join('; '),
    });
  }
  const postData = field(raw, 'postData');
  if (isObject(postData)) request.body = bodyOf(postData, request.headers);
  const comment = textField(entry, 'comment') ?? textField(raw, 'comment');
  if (comment !== undefined && comment !== '') request.description = comment;
  const started = textField(entry, 'startedDateTime');
  if (started !== undefined) request.extension = { har: { startedDateTime: started } };
  const path = splitAddress(url).base.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');
  const name = comment ?? `${request.method} ${path === '' ? '/' : path}`;
  const response = field(entry, 'response');
  return {
    kind: 'request',
    name,
    request,
    examples: isObject(response) ? exampleOf(response, name, notes) : [],
  };
}

/** Rows of a list of `{name, value}`. */
function pairs(raw: JsonValue | undefined): Row[] {
  return (Array.isArray(raw) ? raw : [])
    .filter(isObject)
    .map((pair) => ({ key: asText(field(pair, 'name')), value: asText(field(pair, 'value')) }));
}

function bodyOf(postData: JsonObject, headers: Row[]): Body {
  const type = asText(field(postData, 'mimeType')).toLowerCase();
  const params = field(postData, 'params');
  const rows = (Array.isArray(params) ? params : []).filter(isObject);
  const text = asText(field(postData, 'text'));
  if (type.includes('x-www-form-urlencoded') && (rows.length > 0 || text !== '')) {
    return {
      type: 'urlencoded',
      rows: rows.length > 0 ? pairs(params) : parseQueryRows(`?${text}`).map(decoded),
    };
  }
  if (type.startsWith('multipart/') && rows.length > 0) {
    // The boundary of the recording would not fit the form that is sent.
    for (const row of headers) if (row.key.toLowerCase() === 'content-type') row.disabled = true;
    return { type: 'formdata', rows: rows.map(formRow) };
  }
  if (text === '') return { type: 'none' };
  return { type: 'raw', language: languageOf(type), content: text };
}

function decoded(row: Row): Row {
  const decode = (value: string) => {
    try {
      return decodeURIComponent(value.replaceAll('+', ' '));
    } catch {
      return value;
    }
  };
  return { key: decode(row.key), value: decode(row.value) };
}

function formRow(raw: JsonObject): FormRow {
  const file = textField(raw, 'fileName');
  const contentType = textField(raw, 'contentType');
  return {
    key: asText(field(raw, 'name')),
    value: file === undefined ? asText(field(raw, 'value')) : '',
    ...(file === undefined ? { type: 'text' as const } : { type: 'file' as const, src: [file] }),
    ...(contentType === undefined || contentType === '' ? {} : { contentType }),
  };
}

function languageOf(type: string): 'json' | 'xml' | 'html' | 'javascript' | 'text' {
  for (const language of ['json', 'html', 'xml', 'javascript'] as const)
    if (type.includes(language)) return language;
  return 'text';
}

/** The answer of an entry; a recording that failed (status 0) has none. */
function exampleOf(raw: JsonObject, name: string, notes: NoteBook): Example[] {
  const status = field(raw, 'status');
  if (typeof status !== 'number' || !Number.isInteger(status) || status <= 0) return [];
  const content = field(raw, 'content');
  const holder = isObject(content) ? content : {};
  const binary = textField(holder, 'encoding') === 'base64';
  if (binary) {
    notes.tally(
      'har.binaryAnswer',
      'lost',
      [name],
      (count) => `${countOf(count, 'answer')} of the recording is binary; its bytes were left out.`,
    );
  }
  const statusText = textField(raw, 'statusText') ?? '';
  return [
    {
      name: `${status} ${statusText}`.trim(),
      response: {
        statusCode: status,
        statusText,
        headers: pairs(field(raw, 'headers')).filter(({ key }) => !key.startsWith(':')),
        body: binary ? '' : asText(field(holder, 'text')),
        language: languageOf(asText(field(holder, 'mimeType')).toLowerCase()),
      },
    },
  ];
}
