import { AppError } from '../errors.ts';
import type { JsonKeyScan, JsonPath, RepeatedKey } from '../json.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { field, isObject, textField } from '../postman/residue.ts';
import { countItems } from './count-items.ts';
import {
  countForeignRequests,
  countInsomniaRequests,
  countReferredOperations,
  countRequests,
} from './count-requests.ts';
import { detectJson } from './detect.ts';
import type { ReadFormat } from './formats.ts';
import { readHar } from './har.ts';
import { readInsomnia } from './insomnia.ts';
import { countOf } from '../count-of.ts';
import { countHoppscotchRequests, readHoppscotch, readHoppscotchEnvironment } from './hoppscotch.ts';
import { countYaakRequests, fromYaak } from './yaak.ts';
import type { NoteBook } from './notes.ts';
import { readOpenApi } from './openapi.ts';
import { fromBrunoExport } from './opencollection/from-bruno-export.ts';
import { openCollectionMaterial } from './opencollection/material.ts';
import {
  isGlobals,
  isPostmanEnvironment,
  readGlobals,
  readPostmanEnvironment,
} from './postman-environment.ts';
import { readPostmanV1 } from './postman-v1.ts';
import { readPostmanV2InSteps } from './postman-v2.ts';
import { refusal } from './refusal.ts';
import type { Steps } from './steps.ts';
import { environmentName } from './environment-name.ts';
import type { ImportedMaterial } from './imported-material.ts';

/** Reads a parsed document, or a list of them, whatever it holds. */
export class JsonReader {
  readonly material: ImportedMaterial = {
    formats: [],
    collections: [],
    environments: [],
    globals: [],
    leaves: { in: 0, mapped: 0, reported: 0 },
  };
  /** Why the last part that could not be read was refused. */
  refused: AppError | undefined;
  private readonly name: string;
  private readonly notes: NoteBook;
  private readonly invisibles: boolean;

  constructor(name: string, notes: NoteBook, invisibles: boolean) {
    this.name = name;
    this.notes = notes;
    this.invisibles = invisibles;
  }

  *read(value: JsonValue): Steps<void> {
    const found = detectJson(value);
    if (found.kind === 'list') {
      // A list of things counts only where at least one of them is known.
      for (const [index, entry] of found.values.entries()) yield* this.entry(entry, index);
    } else if (found.kind === 'refused') this.refused = refusal(found.format, countForeignRequests(value));
    else if (found.kind === 'read') {
      this.material.formats.push(found.format);
      yield* this.readFormat(found.format, found.value);
    }
  }

  private *entry(value: JsonValue, index: number): Steps<void> {
    const before = this.material.formats.length;
    if (!Array.isArray(value)) yield* this.read(value);
    if (this.material.formats.length > before) return;
    const requests = countRequests(value) + countForeignRequests(value);
    this.material.leaves.in += requests;
    this.notes.addLost(
      'source.entry',
      [`${index + 1}`],
      'An entry of the list is nothing Postern knows.',
      requests,
    );
  }

  private *readFormat(format: ReadFormat, raw: JsonObject): Steps<void> {
    const { material, notes } = this;
    const options = { notes, invisibles: this.invisibles };
    switch (format) {
      case 'postman-2.1':
      case 'postman-2.0':
      case 'postman-2':
        material.leaves.in += countRequests(raw);
        material.collections.push(yield* readPostmanV2InSteps(raw, options));
        break;
      case 'postman-1':
        material.leaves.in += countRequests(raw);
        material.collections.push(yield* readPostmanV1(raw, options));
        break;
      case 'postman-environment':
        material.environments.push(readPostmanEnvironment(raw, notes, environmentName(this.name)));
        break;
      case 'postman-globals':
        material.globals.push(...readPostmanEnvironment(raw, notes, 'Globals').variables);
        break;
      case 'postman-dump':
        yield* this.dump(raw);
        break;
      case 'openapi-3':
      case 'swagger-2':
        material.leaves.in += countForeignRequests(raw) + countReferredOperations(raw);
        material.collections.push(yield* readOpenApi(raw, notes));
        break;
      case 'har':
        material.leaves.in += countForeignRequests(raw);
        material.collections.push(yield* readHar(raw, this.name, notes));
        break;
      case 'insomnia-4':
      case 'insomnia-5': {
        material.leaves.in += countInsomniaRequests(raw);
        const found = yield* readInsomnia(raw, format === 'insomnia-4' ? 4 : 5, this.name, notes);
        material.collections.push(...found.collections);
        material.environments.push(...found.environments);
        break;
      }
      case 'hoppscotch':
        material.leaves.in += countHoppscotchRequests(raw);
        material.collections.push(yield* readHoppscotch(raw, 'Hoppscotch', notes));
        break;
      case 'hoppscotch-environment':
        material.environments.push(readHoppscotchEnvironment(raw));
        break;
      case 'yaak': {
        material.leaves.in += countYaakRequests(raw);
        const found = yield* readInsomnia(fromYaak(raw, notes), 4, this.name, notes);
        material.collections.push(...found.collections);
        material.environments.push(...found.environments);
        break;
      }
      case 'bruno-export':
      case 'opencollection': {
        const document = format === 'bruno-export' ? fromBrunoExport(raw) : raw;
        const found = yield* openCollectionMaterial(document, this.name, notes);
        material.leaves.in += found.leaves.in;
        material.collections.push(...found.collections);
        material.environments.push(...found.environments);
        break;
      }
      case 'curl':
      case 'http-file':
      case 'bruno':
      case 'postman-3':
      case 'postman-3-environment':
        break;
    }
  }

  /** A data dump: several collections, environments, globals and header presets in one file. */
  private *dump(raw: JsonObject): Steps<void> {
    const { material, notes } = this;
    for (const entry of listOf(raw, 'collections')) {
      const found = detectJson(entry);
      if (found.kind === 'read' && found.format.startsWith('postman-') && countable.has(found.format)) {
        yield* this.readFormat(found.format, found.value);
        continue;
      }
      const requests = countRequests(entry);
      material.leaves.in += requests;
      notes.addLost('source.entry', ['collections'], 'A collection of the dump could not be read.', requests);
    }
    for (const entry of listOf(raw, 'environments')) {
      if (!isPostmanEnvironment(entry)) {
        notes.add('source.entry', 'lost', ['environments'], 'An environment of the dump could not be read.');
      } else if (isGlobals(entry))
        material.globals.push(...readPostmanEnvironment(entry, notes, 'Globals').variables);
      else material.environments.push(readPostmanEnvironment(entry, notes, 'Environment'));
    }
    material.globals.push(...readGlobals(field(raw, 'globals'), notes));
    const presets = listOf(raw, 'headerPresets').length;
    if (presets > 0) {
      notes.add(
        'dump.headerPresets',
        'lost',
        [],
        `${countOf(presets, 'header preset')} came along. Postern has no presets; they were left out.`,
      );
    }
  }

  /** Tells of keys that stand twice: the earlier value is gone, and with it perhaps whole requests. */
  addDropped(scan: JsonKeyScan, root: JsonValue): void {
    for (const repeated of scan.repeated) {
      const requests = droppedRequests(repeated);
      this.material.leaves.in += requests;
      const { dropped, kept, key } = repeated;
      const what = requests > 0 ? ` ${countOf(requests, 'request')} went with it.` : '';
      const message = `The name "${key}" stands twice in one object, in lines ${dropped.line} and ${kept.line}. The value in line ${kept.line} was taken and the one in line ${dropped.line} was dropped, as Postman does.${what}`;
      this.notes.addLost('json.repeatedKey', namesAlong(root, repeated.path), message, requests);
    }
  }

  finish(): ImportedMaterial {
    const { leaves, collections } = this.material;
    leaves.mapped = collections.reduce((sum, tree) => sum + countItems(tree.items), 0);
    leaves.reported = this.notes.lostRequests;
    return this.material;
  }
}

const countable = new Set<ReadFormat>(['postman-1', 'postman-2', 'postman-2.0', 'postman-2.1']);

function listOf(raw: JsonObject, key: string): JsonValue[] {
  const list = field(raw, key);
  return Array.isArray(list) ? list : [];
}

/** The names of collections, folders and requests on the way to a place, then what remains of the path. */
function namesAlong(root: JsonValue, path: JsonPath): string[] {
  const names: string[] = [];
  let rest: string[] = [];
  let node: JsonValue | undefined = root;
  for (const step of [undefined, ...path]) {
    if (step !== undefined) {
      rest.push(String(step));
      if (node === null || typeof node !== 'object') break;
      node = (node as Record<string, JsonValue>)[String(step)];
    }
    if (!isObject(node)) continue;
    const info = field(node, 'info');
    const name = textField(isObject(info) ? info : node, 'name');
    if (name === undefined) continue;
    names.push(name);
    rest = [];
  }
  return [...names, rest.join('.')];
}

/** Requests in the value that an earlier key of the same name had. */
function droppedRequests(repeated: RepeatedKey): number {
  if (!['item', 'items', 'requests', 'collections', 'collection'].includes(repeated.key)) return 0;
  try {
    return countRequests({ [repeated.key]: JSON.parse(repeated.droppedText) as JsonValue });
  } catch {
    return 0;
  }
}
