import { TextDecoder } from 'node:util';
import type { BodyFacts, HeaderPairs } from '../../core/http/exchange.ts';
import type { ItemId } from '../../core/ids.ts';
import type { ExtractionOutcome, ExtractionRule } from '../../core/links/extraction-rule.ts';
import { evaluateJsonPath, scalarText } from '../../core/links/json-path.ts';
import { type JsonTree, parseJsonTree } from '../../core/links/json-tree.ts';
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
  const tree = active.some((rule) => rule.source === 'body') ? await readTree(app, source.body) : undefined;
  const outcomes: ExtractionOutcome[] = [];
  // One after the other: two rules may write the same file.
  for (const rule of active) {
    const { variable, target, expression } = rule;
    outcomes.push({ variable, target, expression, outcome: await applyRule(app, rule, tree, source) });
  }
  return outcomes;
}

async function applyRule(
  app: AppContext,
  rule: ExtractionRule,
  tree: JsonTree | undefined,
  source: ExtractionSource,
): Promise<ExtractionOutcome['outcome']> {
  const scope = scopeOf(rule, source);
  if (scope === undefined) return 'noTarget';
  try {
    const value = rule.source === 'header' ? headerValue(rule, source.headers) : bodyValue(rule, tree);
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

function bodyValue(rule: ExtractionRule, tree: JsonTree | undefined): string | undefined {
  const query = parseJsonPath(rule.expression);
  return tree === undefined ? undefined : scalarText(evaluateJsonPath(query, tree)[0]?.value);
}

async function readTree(app: AppContext, body: BodyFacts): Promise<JsonTree | undefined> {
  if (body.sizeBytes === 0 || body.sizeBytes > maxBodyBytes) return undefined;
  const bytes = await app.bodies.readAll(body.bodyId, maxBodyBytes);
  return parseJsonTree(decoderFor(body.charset).decode(bytes));
}

/** JSON is UTF-8 unless the server says something else. @see RFC 8259 section 8.1 */
function decoderFor(charset: string | undefined): TextDecoder {
  try {
    return new TextDecoder(charset ?? 'utf-8');
  } catch {
    return new TextDecoder();
  }
}
