import type { Check } from '../../checks/check.ts';
import type { JsonObject } from '../../json-value.ts';
import type { ExtractionRule } from '../../links/extraction-rule.ts';
import { asText, field, textField } from '../../postman/residue.ts';
import { checkOf, extractionOf } from '../opencollection/rules.ts';
import { type BruBlock, type BruPair, bruPairs } from './parse-bru.ts';

/** Every operator there is; a value that begins with none of them is one to be equal to. */
const operators =
  /^(?:eq|neq|gte?|lte?|in|notIn|contains|notContains|length|matches|notMatches|startsWith|endsWith|between|is(?:Not)?Empty|is(?:Null|Undefined|Defined|Truthy|Falsy|Json|Number|String|Boolean|Array))$/;

/** `res.status` and `eq 200`: the operator stands before the value, and is `eq` where there is none. */
export function assertionOf(row: JsonObject): JsonObject {
  const text = (textField(row, 'value') ?? '').trim();
  const [first = '', ...rest] = text.split(/\s+/);
  const [operator, value] = operators.test(first) ? [first, rest.join(' ')] : ['eq', text];
  return { ...row, expression: field(row, 'name') ?? '', operator, value };
}

/** `token` and `res.body.token`: a variable that takes a value of the answer. */
export function actionOf(row: JsonObject): JsonObject {
  return {
    ...row,
    type: 'set-variable',
    phase: 'after-response',
    selector: { expression: field(row, 'value') ?? '' },
    variable: { name: field(row, 'name') ?? '' },
  };
}

/** The blocks that say what an answer is expected to be, and what is taken out of it. */
const ruleBlocks = ['assert', 'vars:post-response'];

/** Makes checks and extraction rules of a request's blocks; `blocks` are the others, and the lines that say more than those can. */
export function readBruRules(blocks: BruBlock[]): {
  checks: Check[];
  extractions: ExtractionRule[];
  blocks: BruBlock[];
} {
  const checks: Check[] = [];
  const extractions: ExtractionRule[] = [];
  const others = blocks.flatMap((block): BruBlock[] => {
    if (!ruleBlocks.includes(block.name)) return [block];
    const left = bruPairs(block).filter((pair) => {
      const row = { name: pair.key, value: pair.value, disabled: pair.disabled };
      const check = block.name === 'assert' ? checkOf(assertionOf(row)) : undefined;
      const extraction = block.name === 'assert' ? undefined : extractionOf(actionOf(row));
      if (check !== undefined) checks.push(check);
      if (extraction !== undefined) extractions.push(extraction);
      return check === undefined && extraction === undefined;
    });
    return left.length === 0 ? [] : [{ ...block, lines: left.map(lineOf) }];
  });
  return { checks, extractions, blocks: others };
}

function lineOf({ key, value, disabled }: BruPair): string {
  return `  ${disabled ? '~' : ''}${key}: ${asText(value)}`;
}
