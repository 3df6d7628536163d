import { emptyRequest, type Request, type RequestSettings } from '../../http/request.ts';
import type { JsonObject } from '../../json-value.ts';
import type { Variable } from '../../variables/variable.ts';
import type { RequestItem } from '../../workspace/collection.ts';
import type { Script } from '../../workspace/script.ts';
import { noteForeignScripts } from '../foreign-scripts.ts';
import { joinedQuery } from '../joined-query.ts';
import { countOf } from '../../count-of.ts';
import type { NoteBook } from '../notes.ts';
import { readBruAuth } from './auth.ts';
import { blockOfMode, bruRows, readBruBody } from './body.ts';
import { type BruBlock, bruPairs, bruText } from './parse-bru.ts';
import { readBruRules } from './rules.ts';

/** Blocks that name the method and address of a request Postern sends. */
export const methodBlock = /^(?:get|put|post|delete|options|head|patch|trace|connect|http)$/;
const scriptTypes: Record<string, string> = {
  'script:pre-request': 'bruno:pre-request',
  'script:post-response': 'bruno:post-response',
  tests: 'bruno:tests',
};

/** The pairs of a block as a map; the last of a name counts. */
export function fieldsOf(blocks: BruBlock[], name: string): Map<string, string> {
  const block = blocks.find((candidate) => candidate.name === name);
  return new Map(
    block === undefined ? [] : bruPairs(block).map(({ key, value }): [string, string] => [key, value]),
  );
}

/**
 * Makes a request of the blocks of one file.
 *
 * @throws AppError ERR_IMPORT_INVALID_BRU
 */
export function readBruRequest(
  blocks: BruBlock[],
  method: BruBlock,
  fallbackName: string,
  parents: string[],
  notes: NoteBook,
): RequestItem {
  const given = fieldsOf(blocks, 'meta').get('name') ?? '';
  const name = given === '' ? fallbackName : given;
  const where = [...parents, name];
  const address = fieldsOf([method], method.name);
  const mode = bodyMode(address.get('body') ?? '');
  const rules = readBruRules(blocks);
  const request: Request = {
    ...emptyRequest(),
    method: method.name === 'http' ? (address.get('method') ?? '') : method.name.toUpperCase(),
    ...joinedQuery(address.get('url') ?? '', rowsOf(blocks, 'params:query', 'query'), 'mirror'),
    pathVariables: rowsOf(blocks, 'params:path'),
    headers: rowsOf(blocks, 'headers'),
    body: readBruBody(mode, blocks),
    scripts: readBruScripts(blocks, notes, where),
    extractions: rules.extractions,
    ...(rules.checks.length === 0 ? {} : { checks: rules.checks }),
  };
  const authMode = address.get('auth') ?? 'none';
  const auth = readBruAuth(authMode, blocks, notes, where);
  if (auth !== undefined) request.auth = auth;
  const docs = docsOf(blocks);
  if (docs !== undefined) request.description = docs;
  const settings = settingsOf(blocks);
  if (settings !== undefined) request.settings = settings;
  const used = new Set([method.name, 'headers', blockOfMode(mode), 'params:query', 'params:path', 'query']);
  if (settingsAreKnown(blocks)) used.add('settings');
  if (mode === 'json') used.add('body');
  if (mode === 'graphql') used.add('body:graphql:vars');
  const rest = keepRest(rules.blocks, used, authMode, notes, where);
  if (rest !== undefined) request.extension = rest;
  return { kind: 'request', name, request, examples: [] };
}

/** The mode as the file's method block writes it, by the name the body blocks have. */
function bodyMode(mode: string): string {
  if (mode === 'form-urlencoded') return 'formUrlEncoded';
  return mode === 'multipart-form' ? 'multipartForm' : mode;
}

function rowsOf(blocks: BruBlock[], ...names: string[]) {
  return blocks.filter(({ name }) => names.includes(name)).flatMap(bruRows);
}

/** Scripts and tests as they stand; they speak to Bruno, so they keep types of their own. */
export function readBruScripts(blocks: BruBlock[], notes: NoteBook, where: string[]): Script[] {
  const scripts = blocks.flatMap((block): Script[] => {
    const type = scriptTypes[block.name];
    return type === undefined ? [] : [{ type, code: bruText(block), language: 'text/javascript' }];
  });
  noteForeignScripts(notes, where, 'Bruno', scripts);
  return scripts;
}

/** The description: the block `docs`. */
export function docsOf(blocks: BruBlock[]): string | undefined {
  const block = blocks.find(({ name }) => name === 'docs');
  return block === undefined ? undefined : bruText(block);
}

/** Variables set before a request; a local one is one all the same. */
export function bruVariables(blocks: BruBlock[], ...names: string[]): Variable[] {
  return blocks
    .filter(({ name }) => names.includes(name))
    .flatMap(bruPairs)
    .map(({ key, value, disabled, description }) => ({
      key,
      initialValue: value,
      enabled: !disabled,
      type: 'default',
      ...(description === undefined ? {} : { description }),
    }));
}

function settingsOf(blocks: BruBlock[]): RequestSettings | undefined {
  const fields = fieldsOf(blocks, 'settings');
  const settings: RequestSettings = {};
  const whole = (key: string) =>
    /^\d{1,9}$/.test(fields.get(key) ?? '') ? Number(fields.get(key)) : undefined;
  const timeoutMs = whole('timeout');
  const maxRedirects = whole('maxRedirects');
  const follow = fields.get('followRedirects');
  if (timeoutMs !== undefined && timeoutMs > 0) settings.timeoutMs = timeoutMs;
  if (maxRedirects !== undefined) settings.maxRedirects = maxRedirects;
  if (follow === 'true' || follow === 'false') settings.followRedirects = follow === 'true';
  return Object.keys(settings).length === 0 ? undefined : settings;
}

/** Whether every line of `settings` was taken over; one that changes nothing needs no place. */
function settingsAreKnown(blocks: BruBlock[]): boolean {
  return Array.from(fieldsOf(blocks, 'settings')).every(
    ([key, value]) =>
      ['timeout', 'maxRedirects', 'followRedirects'].includes(key) ||
      (key === 'encodeUrl' && value === 'true'),
  );
}

/** What has a place of its own in every file. */
const always = new Set(['meta', 'docs', 'auth', ...Object.keys(scriptTypes)]);

/** Keeps blocks that the model has no field for, as text, and says which. */
export function keepRest(
  blocks: BruBlock[],
  used: ReadonlySet<string>,
  authMode: string,
  notes: NoteBook,
  where: string[],
): JsonObject | undefined {
  const rest = blocks.filter(
    ({ name }) => !used.has(name) && !always.has(name) && !`${name}:`.startsWith(`auth:${authMode}:`),
  );
  if (rest.length === 0) return undefined;
  for (const { name } of rest) {
    notes.tally(
      'bruno.block',
      'unsupported',
      where,
      (count) =>
        `${countOf(count, 'block')} "${name}" came along. Postern keeps the text and does nothing with it.`,
      { topic: name },
    );
  }
  return { bruno: { blocks: rest.map((block) => ({ name: block.name, text: bruText(block) })) } };
}
