import { parseQueryRows } from '../http/query.ts';
import type { Row } from '../http/row.ts';
import { splitAddress, splitOutsideVariables } from '../http/url.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { applyResidue, asText, field, isObject, type Residue, residueOf, textField } from './residue.ts';
import { isDisabled, readRow, readRows, writeRow } from './row.ts';

/** The address of a request as our model holds it. */
export interface ModelUrl {
  /** The whole address with the enabled query. */
  url: string;
  queryParams: Row[];
  pathVariables: Row[];
}

/** What reading an address gives. */
export interface ReadUrl extends ModelUrl {
  residue?: Residue;
  /** There was no `raw` text: the address was put together from its pieces. */
  rebuilt: boolean;
  /** The `raw` text and the pieces named different addresses; the pieces won, as they do in Postman. */
  disagreed: boolean;
  converted: number;
  unreadable: number;
}

/** The address as the model had it when a differing `raw` was kept; after an edit that text is stale. */
const ofKey = '(of)';
/** The address was a plain text. */
const textKey = '(text)';
const lists = new Set(['query', 'variable']);

/** Reads an address: a text, or an object of pieces with or without `raw`. */
export function readUrl(raw: JsonValue | undefined): ReadUrl {
  const read = urlFields(raw);
  const residue = urlResidue(raw, read);
  return residue === undefined ? read : { ...read, residue };
}

function urlResidue(raw: JsonValue | undefined, read: ReadUrl): Residue | undefined {
  if (typeof raw === 'string') return { [textKey]: true };
  const written = urlOrNothing(read);
  if (!isObject(raw) || written === undefined) return residueOf(raw, written);
  const residue = residueOf(raw, written, lists) ?? {};
  if (Object.hasOwn(residue, 'raw')) residue[ofKey] = read.url;
  // Rows that came out of `raw` because the list was missing, and lists that are none.
  for (const key of lists) {
    const given = field(raw, key);
    if (key === 'query' && isFullList(given) && !equalLength(given, written[key]))
      residue[key] = given ?? null;
    if (!Object.hasOwn(written, key) ? given === undefined || isEmptyList(given) : isFullList(given))
      continue;
    if (given !== undefined) residue[key] = given;
    else residue['(absent)'] = [...asList(residue['(absent)']), key];
  }
  return Object.keys(residue).length === 0 ? undefined : residue;
}

function equalLength(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return Array.isArray(left) && Array.isArray(right) && left.length === right.length;
}

function isEmptyList(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isFullList(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.some(isObject);
}

function asList(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** Writes an address as Postman does; `undefined` where the original had none and there is still none. */
export function writeUrl(model: ModelUrl, residue: JsonValue | undefined): JsonValue | undefined {
  const written = urlOrNothing(model);
  if (!isObject(residue)) return written;
  if (residue[textKey] === true && isPlainText(model)) return model.url;
  const { [ofKey]: of, ...rest } = residue;
  if (of !== undefined && of !== model.url) delete rest['raw'];
  return applyResidue(written, rest, (candidate) => {
    const read = urlFields(candidate);
    return (
      read.url === model.url &&
      sameRows(read.queryParams, model.queryParams) &&
      sameRows(read.pathVariables, model.pathVariables)
    );
  });
}

function urlOrNothing(model: ModelUrl): JsonObject | undefined {
  const empty = model.url === '' && model.queryParams.length + model.pathVariables.length === 0;
  return empty ? undefined : urlObject(model);
}

/** Tells whether the address's text alone says all there is. */
function isPlainText(model: ModelUrl): boolean {
  return model.pathVariables.length === 0 && sameRows(parseQueryRows(model.url), model.queryParams);
}

function sameRows(left: Row[], right: Row[]): boolean {
  return (
    left.length === right.length &&
    left.every((row, index) => {
      const other = right[index];
      return (
        row.key === other?.key &&
        row.value === other.value &&
        row.description === other.description &&
        (row.disabled === true) === (other.disabled === true)
      );
    })
  );
}

function urlFields(raw: JsonValue | undefined): ReadUrl {
  if (!isObject(raw)) {
    const url = asText(raw);
    const facts = { rebuilt: false, disagreed: false, converted: 0, unreadable: 0 };
    return { url, queryParams: parseQueryRows(url), pathVariables: [], ...facts };
  }
  const text = textField(raw, 'raw');
  const given = splitAddress(text ?? '');
  const pieces = piecesBase(raw);
  // An enabled row that adds nothing to the address is only a stray `&`: the address has it, our rows do not.
  const listedRows = field(raw, 'query');
  const query = readRows(
    Array.isArray(listedRows) ? listedRows.filter((row) => !isStray(row)) : listedRows,
    'query',
  );
  const variables = readRows(variableList(field(raw, 'variable')), 'pathVariable');

  const base = pieces ?? given.base;
  let disagreed = text !== undefined && pieces !== undefined && pieces !== given.base;
  const hash = textField(raw, 'hash');
  let queryText = given.query;
  let queryParams = query.rows;
  if (queryParams.length === 0) queryParams = parseQueryRows(`?${given.query ?? ''}`);
  else {
    const listed = queryOf(field(raw, 'query'));
    if (!sameQuery(listed, given.query)) {
      // A `raw` that holds the disabled rows too is only written in another habit.
      if (text !== undefined && !sameQuery(queryOf(field(raw, 'query'), true), given.query)) disagreed = true;
      queryText = listed;
    }
  }
  return {
    url:
      base +
      (queryText === undefined ? '' : `?${queryText}`) +
      (hash === undefined ? given.hash : `#${hash}`),
    queryParams,
    pathVariables: variables.rows,
    rebuilt: text === undefined,
    disagreed,
    converted: query.converted + variables.converted,
    unreadable: query.unreadable + variables.unreadable,
  };
}

/** Scheme, host and path from the pieces; `undefined` where they name no host. */
function piecesBase(raw: JsonObject): string | undefined {
  let host = joinPieces(field(raw, 'host'), '.');
  if (host === '') return undefined;
  const protocol = asText(field(raw, 'protocol')).replace(/:\/\/$/, '');
  const port = asText(field(raw, 'port'));
  let path = joinPieces(field(raw, 'path'), '/');
  if (Array.isArray(field(raw, 'path')) ? asList(field(raw, 'path')).length > 0 : path !== '') {
    if (host.endsWith('/') && port === '') host = host.replace(/\/+$/, '');
    if (!path.startsWith('/') || Array.isArray(field(raw, 'path'))) path = `/${path}`;
  }
  return (
    (protocol === '' ? '' : `${protocol}://`) +
    userOf(field(raw, 'auth')) +
    host +
    (port === '' ? '' : `:${port}`) +
    path
  );
}

function joinPieces(value: JsonValue | undefined, separator: string): string {
  if (!Array.isArray(value)) return asText(value);
  return value.map((piece) => asText(isObject(piece) ? field(piece, 'value') : piece)).join(separator);
}

/** The `user:password@` of an address. */
function userOf(auth: JsonValue | undefined): string {
  if (!isObject(auth)) return '';
  const user = textField(auth, 'user');
  const password = textField(auth, 'password');
  if (user === undefined && password === undefined) return '';
  return `${user ?? ''}${password === undefined ? '' : `:${password}`}@`;
}

/** Path variables as a list; some files have a map of names to values. */
function variableList(raw: JsonValue | undefined): JsonValue | undefined {
  return isObject(raw) ? Object.entries(raw).map(([key, value]) => ({ key, value })) : raw;
}

/** The query text of rows, or `undefined` where no row counts. */
function queryOf(raw: JsonValue | undefined, withDisabled = false): string | undefined {
  const rows = asList(raw)
    .filter(isObject)
    .filter((row) => withDisabled || !isDisabled(row));
  return rows.length === 0 ? undefined : rows.map(queryPiece).join('&');
}

function isStray(row: JsonValue): boolean {
  return isObject(row) && !isDisabled(row) && queryPiece(row) === '';
}

function queryPiece(row: JsonObject): string {
  const { key, value } = readRow(row, 'query');
  const given = field(row, 'value');
  const bare = (given === null || given === undefined) && field(row, 'equals') !== true;
  return bare ? key : `${key}=${value}`;
}

/** Tells whether two query texts name the same rows; `a` and `a=` count as one. */
function sameQuery(listed: string | undefined, given: string | undefined): boolean {
  if (listed === given) return true;
  if (listed === undefined || given === undefined) return false;
  const bare = (text: string) => text.replaceAll(/=(?=&|$)/g, '');
  return bare(listed) === bare(given);
}

/** Cuts an address into the pieces Postman writes. */
function urlObject(model: ModelUrl): JsonObject {
  const { base, query, hash } = splitAddress(model.url);
  const written: JsonObject = { raw: model.url };
  let rest = base.trimStart();
  const [protocol = '', afterProtocol] = splitOutsideVariables(rest, '://', 1);
  if (afterProtocol !== undefined && !protocol.includes('/')) {
    written['protocol'] = protocol;
    rest = afterProtocol;
  }
  const [authority = '', ...path] = splitOutsideVariables(rest, '/');
  Object.assign(written, authorityPieces(authority));
  if (path.length > 0) written['path'] = path;
  if (model.queryParams.length > 0) written['query'] = model.queryParams.map((row) => writeRow(row, 'query'));
  else if (query !== undefined) written['query'] = [{ key: null, value: null }];
  if (hash !== '') written['hash'] = hash.slice(1);
  if (model.pathVariables.length > 0) {
    written['variable'] = model.pathVariables.map((row) => writeRow(row, 'pathVariable'));
  }
  return written;
}

function authorityPieces(authority: string): JsonObject {
  const pieces: JsonObject = {};
  const at = splitOutsideVariables(authority, '@');
  let host = at.pop() ?? '';
  if (at.length > 0) {
    const [user = '', password] = splitOutsideVariables(at.join('@'), ':', 1);
    pieces['auth'] = password === undefined ? { user } : { user, password };
  }
  const colons = splitOutsideVariables(host, ':');
  const port = colons.length > 1 ? colons.at(-1) : undefined;
  if (port !== undefined && !port.includes(']')) {
    host = host.slice(0, host.length - port.length - 1);
    if (host !== '') pieces['host'] = splitOutsideVariables(host, '.');
    pieces['port'] = port;
  } else if (host !== '') pieces['host'] = splitOutsideVariables(host, '.');
  return pieces;
}
