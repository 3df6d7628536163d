import type { JsonObject, JsonValue } from '../json-value.ts';
import type { RequestItem } from '../workspace/collection.ts';
import type { Definition } from '../workspace/definition.ts';
import type { Example } from '../workspace/example.ts';
import { readAuth, writeAuth } from './auth.ts';
import { readDescription } from './description.ts';
import {
  posternKey,
  readExample,
  readPosternFields,
  readRequest,
  type RequestFacts,
  writeExample,
  writePosternFields,
  writeRequest,
} from './request.ts';
import {
  applyResidue,
  asText,
  field,
  isObject,
  omit,
  postmanExtension,
  type Residue,
  residueOf,
  textField,
  toExtension,
} from './residue.ts';
import { readScripts, writeScripts } from './script.ts';
import { readSettings, writeSettings } from './settings.ts';
import { readVariables, writeVariable } from './variable.ts';

/** The address of the schema that an export names. */
export const schemaUrl = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** Things worth telling about an item that was read. */
export interface ItemFacts extends RequestFacts {
  nameMissing: boolean;
  requestMissing: boolean;
  examplesUnreadable: number;
  /** Wishes about sending that Postern does not follow. */
  unsupportedSettings: string[];
  /** Names of fields that are kept and that nothing acts on, though Postman or another tool may. */
  inertFields: string[];
}

const requestReaders = new Set(['request', 'response', 'event', 'protocolProfileBehavior', posternKey]);
const describedReaders = new Set([...requestReaders, 'description']);
/** Fields that would change a request if something acted on them. */
const inert = ['variable', 'variables', 'auth', 'proxy', 'certificate'];

/** Reads an item that is a request. */
export function readRequestItem(raw: JsonObject): { item: RequestItem; facts: ItemFacts } {
  const { request, facts } = readRequest(field(raw, 'request'));
  const scripts = readScripts(field(raw, 'event'));
  const settings = readSettings(field(raw, 'protocolProfileBehavior'));
  request.scripts = scripts.scripts;
  if (settings.settings !== undefined) request.settings = settings.settings;
  const posternResidue = readPosternFields(field(raw, posternKey), request)
    ? undefined
    : field(raw, posternKey);

  // Older files describe the item and not its request.
  const itemDescription = field(raw, 'description');
  const described = request.description === undefined ? readDescription(itemDescription) : undefined;
  if (described !== undefined) request.description = described;

  const named = asText(field(raw, 'name'));
  const item: RequestItem = {
    kind: 'request',
    name: named === '' ? fallbackName(request) : named,
    request,
    examples: [],
  };
  const examples = readExamples(field(raw, 'response'), item.examples);
  const readers = described === undefined ? requestReaders : describedReaders;
  request.extension = mergeExtension(request.extension, {
    item: residueOf(raw, { name: item.name }, readers),
    itemDescription: described === undefined ? undefined : itemDescription,
    events: scripts.residue,
    settings: settings.residue,
    response: examples.residue,
    postern: posternResidue,
  });
  if (request.extension === undefined) delete request.extension;

  return {
    item,
    facts: {
      ...facts,
      nameMissing: named === '',
      requestMissing: !Object.hasOwn(raw, 'request'),
      examplesUnreadable: examples.unreadable,
      converted: facts.converted + examples.converted,
      unreadable: facts.unreadable + scripts.unreadable,
      unsupportedSettings: settings.unsupported,
      inertFields: inertFieldsOf(raw, field(raw, 'request')),
    },
  };
}

/** A name for a request that has none. */
function fallbackName(request: { method: string; url: string }): string {
  const text = `${request.method} ${request.url}`.trim();
  return text === '' ? 'Untitled request' : text;
}

function inertFieldsOf(item: JsonObject, request: JsonValue | undefined): string[] {
  const inRequest = isObject(request) ? request : {};
  const isSet = (value: JsonValue | undefined) =>
    value !== undefined && value !== null && !(typeof value === 'object' && Object.keys(value).length === 0);
  return inert.filter((key) => isSet(field(item, key)) || (key !== 'auth' && isSet(field(inRequest, key))));
}

function readExamples(
  raw: JsonValue | undefined,
  into: Example[],
): { residue: JsonValue | undefined; converted: number; unreadable: number } {
  const result = { residue: undefined as JsonValue | undefined, converted: 0, unreadable: 0 };
  if (!Array.isArray(raw)) return { ...result, residue: raw };
  for (const entry of raw) {
    if (!isObject(entry)) {
      result.unreadable += 1;
      continue;
    }
    const read = readExample(entry);
    result.converted += read.converted;
    result.unreadable += read.unreadable;
    into.push(read.example);
  }
  return result;
}

function mergeExtension(
  extension: JsonObject | undefined,
  parts: Record<string, JsonValue | undefined>,
): JsonObject | undefined {
  return toExtension({ ...postmanExtension(extension), ...parts });
}

/** Writes a request as an item of version 2.1. */
export function writeRequestItem(item: RequestItem): JsonObject {
  const { request } = item;
  const own = postmanExtension(request.extension);
  const itemDescription = field(own, 'itemDescription');
  const onItem = itemDescription !== undefined && request.description !== undefined;
  const { description, ...undescribed } = request;

  const fields = applyResidue({ name: item.name }, field(own, 'item'), (candidate) => {
    const name = isObject(candidate) ? asText(field(candidate, 'name')) : '';
    return name === item.name || (name === '' && item.name === fallbackName(request));
  });
  const written: JsonObject = { ...(isObject(fields) ? fields : {}) };
  if (onItem && description !== undefined) {
    written['description'] = readDescription(itemDescription) === description ? itemDescription : description;
  }
  const events = writeScripts(request.scripts, field(own, 'events'));
  if (events.length > 0) written['event'] = events;
  const settings = writeSettings(request.settings, field(own, 'settings'));
  if (settings !== undefined) written['protocolProfileBehavior'] = settings;
  const body = writeRequest(onItem ? undescribed : request);
  if (body !== undefined) written['request'] = body;
  const odd = field(own, 'response');
  written['response'] =
    odd !== undefined && item.examples.length === 0 ? odd : item.examples.map(writeExample);
  const postern = writePosternFields(request) ?? field(own, 'postern');
  if (postern !== undefined) written[posternKey] = postern;
  return written;
}

const containerReaders = new Set(['item', 'items', 'event', 'auth', 'variable', 'info']);

/** What reading a collection's or folder's own fields gives. */
export interface ReadDefinition {
  definition: Definition;
  nameMissing: boolean;
  authUnreadable: boolean;
  converted: number;
  unreadable: number;
  inertFields: string[];
}

/** Reads what a collection or folder says about itself; its children are read by the caller. */
export function readContainer(raw: JsonObject, kind: 'collection' | 'folder'): ReadDefinition {
  const info = kind === 'collection' ? field(raw, 'info') : undefined;
  const head: JsonObject = isObject(info) ? info : raw;
  const scripts = readScripts(field(raw, 'event'));
  const auth = readAuth(field(raw, 'auth'));
  // The draft of version 2 wrote `variables`.
  const plural = field(raw, 'variable') === undefined && isFilled(field(raw, 'variables'));
  const rawVariables = field(raw, plural ? 'variables' : 'variable');
  const variables = readVariables(rawVariables, 'collection');

  const name = asText(field(head, 'name'));
  const definition: Definition = {
    name: name === '' ? (kind === 'collection' ? 'Untitled collection' : 'Untitled folder') : name,
    variables: variables.variables,
    scripts: scripts.scripts,
  };
  const description = readDescription(field(head, 'description'));
  if (description !== undefined) definition.description = description;
  if (auth.auth !== undefined) definition.auth = auth.auth;

  const readers = new Set([...containerReaders, ...(plural ? ['variables'] : [])]);
  const headWritten = headFields(definition, isObject(info));
  const extension = toExtension({
    info: isObject(info) ? withoutOldSchema(residueOf(info, headWritten)) : undefined,
    container: residueOf(raw, isObject(info) ? {} : headWritten, readers),
    events: scripts.residue,
    event:
      Array.isArray(field(raw, 'event')) || isObject(field(raw, 'event')) ? undefined : field(raw, 'event'),
    auth: auth.residue,
    variable: Array.isArray(rawVariables) ? undefined : rawVariables,
  });
  if (extension !== undefined) definition.extension = extension;
  return {
    definition,
    nameMissing: name === '',
    authUnreadable: auth.unreadable,
    converted: variables.converted,
    unreadable: variables.unreadable + scripts.unreadable,
    inertFields: isFilled(field(raw, 'protocolProfileBehavior')) ? ['protocolProfileBehavior'] : [],
  };
}

function isFilled(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** An export names the schema of version 2.1, whatever the import named, unless that was the same under another host. */
function withoutOldSchema(residue: Residue | undefined): Residue | undefined {
  if (residue === undefined) return undefined;
  const rest = { ...residue };
  const schema = textField(rest, 'schema');
  if (schema !== undefined && !/\/v2\.1\.\d+\//.test(schema)) delete rest['schema'];
  const absent = rest['(absent)'];
  if (Array.isArray(absent)) {
    const others = absent.filter((key) => key !== 'schema');
    if (others.length === 0) delete rest['(absent)'];
    else rest['(absent)'] = others;
  }
  return Object.keys(rest).length === 0 ? undefined : rest;
}

function headFields(definition: Definition, withSchema: boolean): JsonObject {
  return {
    name: definition.name,
    ...(definition.description === undefined ? {} : { description: definition.description }),
    ...(withSchema ? { schema: schemaUrl } : {}),
  };
}

/** Writes a folder or collection around children that are written already. */
export function writeContainer(
  definition: Definition,
  kind: 'collection' | 'folder',
  children: JsonValue[],
): JsonObject {
  const own = postmanExtension(definition.extension);
  const agrees = (candidate: JsonValue | undefined) => {
    if (!isObject(candidate)) return false;
    const name = asText(field(candidate, 'name'));
    const known = name === definition.name || (name === '' && definition.name.startsWith('Untitled '));
    return known && readDescription(field(candidate, 'description')) === definition.description;
  };
  const head = applyResidue(headFields(definition, kind === 'collection'), field(own, 'info'), agrees);
  const written: JsonObject = {};
  if (kind === 'collection') {
    // Where the original had no `info`, name and description stood on top; version 2.1 wants them inside.
    written['info'] = head ?? {};
    const rest = applyResidue({}, field(own, 'container'), isObject);
    if (isObject(rest)) Object.assign(written, omit(rest, new Set(['name', 'description', 'schema'])));
  } else {
    Object.assign(written, applyResidue(headFields(definition, false), field(own, 'container'), agrees));
  }
  written['item'] = children;
  const auth = writeAuth(definition.auth, field(own, 'auth'));
  if (auth !== undefined) written['auth'] = auth;
  const events = writeScripts(definition.scripts, field(own, 'events'));
  const oddEvent = field(own, 'event');
  if (events.length > 0) written['event'] = events;
  else if (oddEvent !== undefined) written['event'] = oddEvent;
  const oddVariable = field(own, 'variable');
  if (definition.variables.length > 0) {
    written['variable'] = definition.variables.map((variable) => writeVariable(variable, 'collection'));
  } else if (oddVariable !== undefined) written['variable'] = oddVariable;
  return written;
}

/** Tells whether an item is a folder: it has a list of items. */
export function childrenOf(raw: JsonObject): JsonValue[] | undefined {
  const list = field(raw, 'item') ?? field(raw, 'items');
  return Array.isArray(list) ? list : undefined;
}
