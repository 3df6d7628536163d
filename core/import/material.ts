import { AppError } from '../errors.ts';
import { findJsonFault } from '../json-fault.ts';
import { scanJsonKeys } from '../json.ts';
import type { JsonValue } from '../json-value.ts';
import type { CollectionTree } from '../workspace/collection.ts';
import { readEnvironmentFile } from '../workspace/formats/environment-file.ts';
import { readBruText } from './bruno.ts';
import { countOperations, countReferredOperations, countTextRequests } from './count-requests.ts';
import { readCurl } from './curl.ts';
import { detectText } from './detect.ts';
import { hasInvisibles } from './invisible.ts';
import { maxJsonDepth, tooDeep } from './limits.ts';
import { countHttpFileRequests, readHttpFile } from './http-file.ts';
import type { NoteBook } from './notes.ts';
import { openCollectionMaterial } from './opencollection/material.ts';
import type { ImportedEnvironment } from './postman-environment.ts';
import { asImportFault, readForeignYaml } from './read-foreign-yaml.ts';
import { refusal, unrecognised } from './refusal.ts';
import { runToEnd, type Steps } from './steps.ts';
import { noteUnsafe, removeUnsafe } from './unsafe-keys.ts';
import { environmentName } from './environment-name.ts';
import type { ImportedMaterial } from './imported-material.ts';
import { JsonReader } from './json-reader.ts';

/**
 * Reads one text of unknown format: a collection, environment, globals, data dump (JSON), or cURL commands.
 *
 * @param name what the source is called; names what has no name of its own
 * @throws AppError ERR_IMPORT_EMPTY, ERR_IMPORT_INVALID_JSON (`details.line`, `details.column`),
 *   ERR_IMPORT_UNSUPPORTED (`details.format`, `details.requests`), ERR_IMPORT_UNRECOGNISED, ERR_IMPORT_TOO_DEEP,
 *   ERR_IMPORT_INVALID_CURL, ERR_IMPORT_INVALID_BRU (`details.line`)
 */
export function readMaterial(text: string, name: string, notes: NoteBook): ImportedMaterial {
  return runToEnd(readMaterialInSteps(text, name, notes));
}

/** Reads a text as {@link readMaterial} does, one item a step, so that a large file does not keep others waiting. */
export function* readMaterialInSteps(text: string, name: string, notes: NoteBook): Steps<ImportedMaterial> {
  if (text.trim() === '')
    throw new AppError('ERR_IMPORT_EMPTY', `"${name}" is empty. There is nothing to import.`);
  const found = detectText(text);
  if (found.kind === 'json') return yield* readJson(text, name, notes);
  if (found.kind !== 'format') throw unrecognised(name);
  if (found.format === 'curl') return curlMaterial(text, name, notes);
  if (found.format === 'postman-3-environment') return environmentMaterial(text, name);
  if (found.format === 'openapi-3' || found.format === 'swagger-2')
    return yield* readYamlDescription(text, name, notes);
  if (found.format === 'insomnia-4' || found.format === 'insomnia-5')
    return yield* readYamlInsomnia(text, name, notes);
  if (found.format === 'http-file') return yield* httpFileMaterial(text, name, notes);
  if (found.format === 'bruno') return readBruText(text, name, notes);
  if (found.format === 'opencollection')
    return yield* openCollectionMaterial(readForeignYaml(text), name, notes);
  throw refusal(found.format, countTextRequests(text, found.format));
}

function* httpFileMaterial(text: string, name: string, notes: NoteBook): Steps<ImportedMaterial> {
  const stem = /^(.+)\.(?:http|rest)$/i.exec(name)?.[1];
  const tree = yield* readHttpFile(text, stem ?? 'Imported requests', notes);
  const leaves = { in: countHttpFileRequests(text), mapped: tree.items.length, reported: 0 };
  return { formats: ['http-file'], collections: [tree], environments: [], globals: [], leaves };
}

function curlMaterial(text: string, name: string, notes: NoteBook): ImportedMaterial {
  const requests = readCurl(text, notes);
  const tree: CollectionTree = {
    definition: { name: collectionName(name), variables: [], scripts: [] },
    items: requests.map((request) => ({ kind: 'request', ...request, examples: [] })),
  };
  const leaves = { in: requests.length, mapped: requests.length, reported: 0 };
  return { formats: ['curl'], collections: [tree], environments: [], globals: [], leaves };
}

/** An OpenAPI or Swagger description in YAML. */
function* readYamlDescription(text: string, name: string, notes: NoteBook): Steps<ImportedMaterial> {
  const value = readForeignYaml(text);
  yield;
  const reader = new JsonReader(name, notes, false);
  yield* reader.read(value);
  if (reader.material.formats.length === 0) throw reader.refused ?? unrecognised(name);
  // Counted by its lines: the parser could lose something too.
  reader.material.leaves.in = countOperations(text) + countReferredOperations(value);
  return reader.finish();
}

/** An Insomnia file in YAML; the same tree as in JSON. */
function* readYamlInsomnia(text: string, name: string, notes: NoteBook): Steps<ImportedMaterial> {
  const value = readForeignYaml(text);
  removeUnsafe(value, (path) => noteUnsafe(path, notes));
  yield;
  const reader = new JsonReader(name, notes, false);
  yield* reader.read(value);
  if (reader.material.formats.length === 0) throw reader.refused ?? unrecognised(name);
  return reader.finish();
}

/** A file gives its name; pasted text has none worth keeping. */
function collectionName(source: string): string {
  const stem = /^(.+)\.(?:sh|bash|bat|cmd|ps1|txt|curl)$/i.exec(source)?.[1];
  return stem ?? 'Imported from cURL';
}

/** An environment of the v3 layout, alone. */
function environmentMaterial(text: string, name: string): ImportedMaterial {
  const environment = readV3Environment(text, environmentName(name));
  const leaves = { in: 0, mapped: 0, reported: 0 };
  return {
    formats: ['postman-3-environment'],
    collections: [],
    environments: [environment],
    globals: [],
    leaves,
  };
}

/**
 * Reads one environment file of the v3 layout, or the file of the globals.
 *
 * @throws AppError ERR_IMPORT_INVALID_YAML
 */
export function readV3Environment(text: string, fallbackName: string): ImportedEnvironment {
  try {
    return readEnvironmentFile(text, fallbackName);
  } catch (fault) {
    throw asImportFault(fault);
  }
}

function* readJson(text: string, name: string, notes: NoteBook): Steps<ImportedMaterial> {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    const fault = findJsonFault(text);
    const { line, column, problem } = fault ?? { line: 1, column: 1, problem: 'the text is not JSON' };
    throw new AppError(
      'ERR_IMPORT_INVALID_JSON',
      `"${name}" is not valid JSON: in line ${line}, column ${column}, ${problem}.`,
      { details: { line, column } },
    );
  }
  yield;
  const scan = scanJsonKeys(text);
  if (scan.depth > maxJsonDepth) throw tooDeep();
  if (scan.unsafe.length > 0) removeUnsafe(value);
  for (const path of scan.unsafe) noteUnsafe(path, notes);
  yield;
  const reader = new JsonReader(name, notes, hasInvisibles(text));
  yield* reader.read(value);
  if (reader.material.formats.length === 0) throw reader.refused ?? unrecognised(name);
  reader.addDropped(scan, value);
  return reader.finish();
}
