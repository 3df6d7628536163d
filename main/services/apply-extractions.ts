import { TextDecoder } from 'node:util';
import type { BodyFacts, HeaderPairs } from '../../core/http/exchange.ts';
import type { ItemId } from '../../core/ids.ts';
import type { ExtractionOutcome, ExtractionRule } from '../../core/links/extraction-rule.ts';
import { evaluateJsonPath, scalarText, straightPath } from '../../core/links/json-path.ts';
import { type JsonTree, parseJsonTree, readJsonAt } from '../../core/links/json-tree.ts';
import { parseJsonPath } from '../../core/links/parse-json-path.ts';
import type { VariableScopeRef } from '../../core/variables/variable.ts';
import type { AppContext } from '../app-context.ts';

/** Larger bodies are not searched. */
const maxBodyBytes = 32 * 1024 * 1024;

/** An answer, and where values of it can go. */
export interface ExtractionSource {
  headers: HeaderPairs;
  body: BodyFacts;
  environmentId: ItemId | undefined;
  collectionId: ItemId | undefined;
}

/** Runs the rules of a request on an answer and writes what they find. A rule that fails stops no other one. */
export async function applyExtractions(
  app: AppContext,
  rules: readonly ExtractionRule[],
  source: ExtractionSource,
): Promise<ExtractionOutcome[]> {
  // A rule without variable or expression is still being written.
  const active = rules.filter(
    (rule) => rule.disabled !== true && rule.variable !== '' && rule.expression !== '',
  );
  if (active.length === 0) return [];
  const body = active.some((rule) => rule.source === 'body') ? await readBody(app, source.body) : undefined;
  const outcomes: ExtractionOutcome[] = [];
  // One after the other: two rules may write the same file.
  for (const rule of active) {
    const { variable, target, expression } = rule;
    outcomes.push({ variable, target, expression, outcome: await applyRule(app, rule, body, source) });
  }
  return outcomes;
}

async function applyRule(
  app: AppContext,
  rule: ExtractionRule,
  body: SearchedBody | undefined,
  source: ExtractionSource,
): Promise<ExtractionOutcome['outcome']> {
  const scope = scopeOf(rule, source);
  if (scope === undefined) return 'noTarget';
  try {
    const value = rule.source === 'header' ? headerValue(rule, source.headers) : bodyValue(rule, body);
    if (value === undefined) return 'missing';
    await app.workspace.setVariable(scope, rule.variable, value);
    return 'set';
  } catch (fault) {
    app.log.error('an extraction rule failed', fault);
    return 'failed';
  }
}

function scopeOf(rule: ExtractionRule, source: ExtractionSource): VariableScopeRef | undefined {
  if (rule.target === 'globals') return { kind: 'globals' };
  const id = rule.target === 'environment' ? source.environmentId : source.collectionId;
  return id === undefined ? undefined : { kind: rule.target, id };
}

function headerValue(rule: ExtractionRule, headers: HeaderPairs): string | undefined {
  const name = rule.expression.trim().toLowerCase();
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

function bodyValue(rule: ExtractionRule, body: SearchedBody | undefined): string | undefined {
  const query = parseJsonPath(rule.expression);
  if (body === undefined) return undefined;
  const path = straightPath(query);
  // Most rules name one value; the rest of a large answer need not be taken apart for it.
  if (path !== undefined && body.tree === undefined) return scalarText(readJsonAt(body.text, path));
  body.tree ??= { root: parseJsonTree(body.text) };
  const { root } = body.tree;
  return root === undefined ? undefined : scalarText(evaluateJsonPath(query, root)[0]?.value);
}

/** A body as rules look at it. */
interface SearchedBody {
  text: string;
  /** Once a rule needed all of it. */
  tree?: { root: JsonTree | undefined };
}

async function readBody(app: AppContext, body: BodyFacts): Promise<SearchedBody | undefined> {
  if (body.sizeBytes === 0 || body.sizeBytes > maxBodyBytes) return undefined;
  const bytes = await app.bodies.readAll(body.bodyId, maxBodyBytes);
  return { text: decoderFor(body.charset).decode(bytes) };
}

const utf8 = new TextDecoder();

/** JSON is UTF-8 unless the server says something else. @see RFC 8259 section 8.1 */
function decoderFor(charset: string | undefined): TextDecoder {
  if (charset === undefined || charset === 'utf-8') return utf8;
  try {
    return new TextDecoder(charset);
  } catch {
    return utf8;
  }
}
