/**
 * Real files of many makers, read where they are: they are not part of the project. `npm run corpus` does the same with
 * all of them down to the disk.
 */
import { createRequire } from 'node:module';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportPostmanV2 } from '../../core/export/postman-v2.ts';
import { differences, meaningOf } from '../../core/export/meaning.ts';
import type { ImportedMaterial } from '../../core/import/imported-material.ts';
import { readMaterial } from '../../core/import/material.ts';
import { NoteBook } from '../../core/import/notes.ts';
import { parseQueryRows } from '../../core/http/query.ts';
import type { JsonObject, JsonValue } from '../../core/json-value.ts';
import type { CollectionItem, CollectionTree, RequestItem } from '../../core/workspace/collection.ts';
import type { Definition } from '../../core/workspace/definition.ts';
import { readDefinitionFile, writeDefinitionFile } from '../../core/workspace/formats/definition-file.ts';
import { readExampleFile, writeExampleFile } from '../../core/workspace/formats/example-file.ts';
import { readRequestFile, writeRequestFile } from '../../core/workspace/formats/request-file.ts';
import { checkCorpus } from '../cli/check-corpus.ts';
import { decodeText } from '../services/decode-text.ts';
import { corpusFolder, listFiles } from './testing/corpus-files.ts';

const folder = corpusFolder();
if (folder === undefined) console.log('skipped: no folder of real import files (POSTERN_CORPUS)');

interface Read {
  file: string;
  text: string;
  material?: ImportedMaterial;
  code?: string;
  requests: number;
  notes: number;
}

/** All files that stand alone, read once. */
const reads: Read[] = (folder === undefined ? [] : listFiles(folder))
  .filter((file) => !/^postman-v3-yaml|^bruno/.test(file))
  .map((file) => {
    const text = decodeText(readFileSync(path.join(folder ?? '', file)));
    const notes = new NoteBook(file);
    try {
      const material = readMaterial(text, path.basename(file), notes);
      return { file, text, material, requests: material.leaves.in, notes: notes.list().length };
    } catch (fault) {
      const { code, details } = fault as { code: string; details?: { requests?: number } };
      return { file, text, code, requests: details?.requests ?? 0, notes: 1 };
    }
  });

/** What the corpus's own list says: file, format, number of requests or variables. */
const listed = (folder === undefined ? '' : readFileSync(path.join(folder, 'README.md'), 'utf8'))
  .split('\n')
  .flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const file = /^`([^`]+)`$/.exec(cells[1] ?? '')?.[1];
    const count = /^\d+/.exec(cells[3] ?? '')?.[0];
    return file === undefined || count === undefined
      ? []
      : [{ file, format: cells[2] ?? '', count: Number(count) }];
  })
  .filter(({ file }) => reads.some((read) => read.file === file));

const readOf = (file: string) => reads.find((read) => read.file === file);

describe.skipIf(folder === undefined)('the corpus', () => {
  it('has a list of its files', () => {
    expect(listed.length).toBeGreaterThan(90);
  });

  it.each(listed)('$file gives its $count', ({ file, format, count }) => {
    const read = readOf(file);
    const { material } = read ?? {};
    if (format.startsWith('environment')) expect(material?.environments[0]?.variables).toHaveLength(count);
    else if (format === 'globals') expect(material?.globals).toHaveLength(count);
    else expect(read?.requests).toBe(count);
    if (/^v[12]|dump/.test(format)) {
      expect(material?.leaves).toEqual({ in: count, mapped: count, reported: 0 });
      const version = /^v(\S+)/.exec(format)?.[1];
      if (version !== undefined) expect(material?.formats[0]).toBe(`postman-${version}`);
    }
  });

  it('loses nothing silently, and refuses by name only', () => {
    for (const { file, material, code } of reads) {
      if (material === undefined) {
        expect([file, code]).toEqual([
          file,
          file === 'README.md' ? 'ERR_IMPORT_UNRECOGNISED' : 'ERR_IMPORT_UNSUPPORTED',
        ]);
        continue;
      }
      const { leaves } = material;
      expect([file, leaves.mapped + leaves.reported]).toEqual([file, leaves.in]);
      expect([file, count(material.collections.flatMap((tree) => tree.items)).requests]).toEqual([
        file,
        leaves.mapped,
      ]);
    }
  });

  it('keeps every script and saved answer of Okta’s own collections', () => {
    const okta = reads.filter(({ file }) => /^okta\/[^/]+\.json$/.test(file));
    const found = { requests: 0, scripts: 0, examples: 0, variables: 0 };
    const raw = { requests: 0, scripts: 0, examples: 0, variables: 0 };
    for (const { text, material } of okta) {
      for (const tree of material?.collections ?? []) {
        const sum = count(tree.items);
        found.requests += sum.requests;
        found.scripts += sum.scripts + tree.definition.scripts.length;
        found.examples += sum.examples;
        found.variables += tree.definition.variables.length;
      }
      // Counted in the text, without any code of ours.
      raw.requests += text.match(/"request"\s*:/g)?.length ?? 0;
      raw.scripts += text.match(/"listen"\s*:/g)?.length ?? 0;
      raw.examples += text.match(/"originalRequest"\s*:/g)?.length ?? 0;
      raw.variables += ((JSON.parse(text) as { variable?: unknown[] }).variable ?? []).length;
    }
    expect(okta.length).toBeGreaterThanOrEqual(28);
    expect(found).toEqual(raw);
    expect(
      readOf('okta/example.oktapreview.com.environment')?.material?.environments[0]?.variables,
    ).toHaveLength(22);
    expect(readOf('okta/identity-sources.v2.postman_collection.json')?.material?.formats).toEqual([
      'postman-2.0',
    ]);
  });

  it('tells of the headers that a repeated key drops', () => {
    const text = readOf('okta/log-streaming.v2.postman_collection.json')?.text ?? '';
    const notes = new NoteBook('log');
    readMaterial(text, 'log', notes);
    const found = notes.list().filter(({ code }) => code === 'json.repeatedKey');
    expect(found.map(({ path: place }) => place)).toEqual([
      'log › Log Streams (Okta API) › Add log stream › Add log stream',
      'log › Log Streams (Okta API) › Update log stream › Update log stream',
    ]);
  });

  it('holds to what the model promises: enabled rows say what stands in the address', () => {
    for (const { file, material } of reads) {
      for (const { request } of material?.collections.flatMap((tree) => requestsOf(tree.items)) ?? []) {
        const enabled = request.queryParams.filter((row) => row.disabled !== true);
        const rows = enabled.map(({ key, value }) => ({ key, value }));
        expect([file, request.url, rows]).toEqual([file, request.url, parseQueryRows(request.url)]);
      }
    }
  });
});

const collections = reads.flatMap(({ file, text, material }) =>
  (material?.collections ?? []).map((tree) => ({ file, text, tree, format: material?.formats[0] })),
);
const newest = collections.filter(({ format }) => format === 'postman-2.1');

describe.skipIf(folder === undefined)('export to v2.1', () => {
  it.each(newest)('$file is equal in meaning', ({ text, tree }) => {
    const exported = exportPostmanV2(tree, { includeSecrets: true }).document;
    expect(differences(meaningOf(JSON.parse(text) as JsonValue), meaningOf(exported), 3)).toEqual([]);
  });

  it.each(newest)('$file is equal after it was written as files and read again', ({ text, tree }) => {
    const stored: CollectionTree = {
      definition: storedDefinition(tree.definition),
      items: tree.items.map(stored1),
    };
    const exported = exportPostmanV2(stored, { includeSecrets: true }).document;
    expect(differences(meaningOf(JSON.parse(text) as JsonValue), meaningOf(exported), 3)).toEqual([]);
  });

  it('changes nothing when it blanks no secret, and only names what it blanked', () => {
    for (const { file, tree } of newest) {
      const { document, blanked } = exportPostmanV2(tree, { includeSecrets: false });
      const whole = exportPostmanV2(tree, { includeSecrets: true }).document;
      const changed = differences(whole, document, 10_000);
      expect([file, changed.length >= blanked.length]).toEqual([file, true]);
      for (const { right } of changed) expect(typeof right).toBe('string');
    }
  });
});

function storedDefinition(definition: Definition): Definition {
  return readDefinitionFile(writeDefinitionFile({ definition, order: 1 }), 'stem').definition;
}

function stored1(item: CollectionItem): CollectionItem {
  if (item.kind === 'folder') {
    return { kind: 'folder', definition: storedDefinition(item.definition), items: item.items.map(stored1) };
  }
  const file = readRequestFile(writeRequestFile({ name: item.name, order: 1, request: item.request }));
  const examples = item.examples.map(
    (example) => readExampleFile(writeExampleFile({ example, order: 1 }, 'stem'), 'stem').example,
  );
  return { kind: 'request', name: file.name ?? '', request: file.request, examples };
}

/** A folder with the parts of Postman's published schema, `collection.json` and `collection/*.json`. */
const schemaFolder = process.env['POSTERN_POSTMAN_SCHEMA'];
const require = createRequire(import.meta.url);
const validator = findValidator();
if (schemaFolder === undefined || validator === undefined) {
  console.log('skipped: no copy of Postman’s schema (POSTERN_POSTMAN_SCHEMA) or no validator for it');
}

describe.skipIf(schemaFolder === undefined || validator === undefined)('Postman’s published schema', () => {
  it('accepts every export whose original it accepts, and all that come from older formats', () => {
    const validate = validator?.(loadSchema(schemaFolder ?? '')) ?? (() => false);
    for (const { file, text, tree, format } of collections) {
      const original = format === 'postman-2.1' ? (JSON.parse(text) as JsonObject) : undefined;
      if (original !== undefined && !validate(original['collection'] ?? original)) continue;
      const exported = JSON.parse(
        JSON.stringify(exportPostmanV2(tree, { includeSecrets: true }).document),
      ) as JsonValue;
      expect([file, validate(exported)]).toEqual([file, true]);
    }
  }, 120_000);
});

type Validate = (value: unknown) => boolean;

/** Some build tool brings a validator along; nothing here depends on it. */
function findValidator(): ((schema: object) => Validate) | undefined {
  try {
    const { default: Ajv } = require('ajv') as {
      default: new (options: object) => { compile(schema: object): Validate };
    };
    return (schema) => new Ajv({ strict: false, logger: false }).compile(schema);
  } catch {
    return undefined;
  }
}

/** Puts the parts of the schema together; they hold comments and stray commas. */
function loadSchema(from: string): object {
  const parse = (file: string) => {
    const text = readFileSync(file, 'utf8')
      .replaceAll(/^\s*\/\/.*$/gm, '')
      .replaceAll(/,(\s*[}\]])/g, '$1');
    const { $id: _id, $schema: _schema, ...rest } = JSON.parse(text) as Record<string, unknown>;
    return rest;
  };
  const parts = path.join(from, 'collection');
  const names = existsSync(parts) ? readdirSync(parts) : [];
  const definitions = Object.fromEntries(
    names.map((name) => [name.replace('.json', ''), parse(path.join(parts, name))]),
  );
  return { ...parse(path.join(from, 'collection.json')), definitions };
}

describe.skipIf(folder === undefined)('through dispatch, down to the disk and back', () => {
  it.each(['tooling', 'postman-v3-yaml', 'dumps', 'environments', 'insomnia', 'bruno'])(
    '%s arrives whole',
    async (name) => {
      const rows = await checkCorpus(path.join(folder ?? '', name), () => undefined);
      expect(rows.filter((row) => row.failed)).toEqual([]);
      expect(rows.length).toBeGreaterThan(1);
      for (const { file, requestsIn, requestsOut } of rows)
        expect([file, requestsOut]).toEqual([file, requestsIn]);
    },
    120_000,
  );
});

function requestsOf(items: readonly CollectionItem[]): RequestItem[] {
  return items.flatMap((item) => (item.kind === 'request' ? [item] : requestsOf(item.items)));
}

function count(items: readonly CollectionItem[]): { requests: number; scripts: number; examples: number } {
  const sum = { requests: 0, scripts: 0, examples: 0 };
  for (const item of items) {
    if (item.kind === 'request') {
      sum.requests += 1;
      sum.scripts += item.request.scripts.length;
      sum.examples += item.examples.length;
    } else {
      const inner = count(item.items);
      sum.requests += inner.requests;
      sum.scripts += item.definition.scripts.length + inner.scripts;
      sum.examples += inner.examples;
    }
  }
  return sum;
}
