/** Applies Okta's `search` and `filter` expressions to the objects of a list. */
import { invalidDate, invalidSearch, searchWithFilter } from './errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
import {
  parseSearch,
  type SearchExpression,
  type SearchOperator,
  type SearchValue,
} from './search-syntax.ts';

/** How one attribute may be used in an expression. */
export interface AttributeRule {
  readonly type: 'text' | 'date';
  readonly operators: readonly SearchOperator[];
}

/** What an expression may say about the objects of a list. */
export interface SearchRules {
  /** The rule of an attribute; undefined when it cannot be searched. Names are case sensitive. */
  readonly ruleOf: (attribute: string) => AttributeRule | undefined;
  readonly caseSensitiveValues: boolean;
}

type Predicate = (object: JsonObject) => boolean;
type Comparison = Extract<SearchExpression, { kind: 'compare' }>;

const RANGE: readonly SearchOperator[] = ['gt', 'ge', 'lt', 'le'];
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Text that `search` takes: everything but `ne` and `ew`, which Okta does not have there. */
export const searchableText: AttributeRule = { type: 'text', operators: ['eq', 'sw', 'co', 'pr', ...RANGE] };
/** A date, compared in time and not as text. */
export const searchableDate: AttributeRule = { type: 'date', operators: ['eq', 'pr', ...RANGE] };
/** What `filter` takes for most attributes. */
export const equalOnly: AttributeRule = { type: 'text', operators: ['eq'] };

/**
 * The test that `search` or `filter` of a query asks for; it accepts everything when there is neither.
 * @throws OktaError E0000031, E0000030 for an expression that cannot be used, E0000033 for both at once
 */
export function readSearch(
  query: URLSearchParams,
  rules: { readonly search?: SearchRules; readonly filter?: SearchRules },
): Predicate {
  const search = rules.search && query.get('search');
  const filter = rules.filter && query.get('filter');
  if (search && filter) throw searchWithFilter();
  if (search && rules.search) return compile(parseSearch(search), rules.search);
  if (filter && rules.filter) return compile(parseSearch(filter), rules.filter);
  return () => true;
}

/** A test made from an expression; the rules are checked now, once. */
function compile(expression: SearchExpression, rules: SearchRules): Predicate {
  if (expression.kind === 'compare') return compileComparison(expression, rules);
  const parts = expression.parts.map((part) => compile(part, rules));
  return expression.kind === 'and'
    ? (object) => parts.every((part) => part(object))
    : (object) => parts.some((part) => part(object));
}

function compileComparison({ attribute, operator, value }: Comparison, rules: SearchRules): Predicate {
  const rule = rules.ruleOf(attribute);
  if (rule === undefined) throw invalidSearch(`${attribute} cannot be searched.`);
  if (!rule.operators.includes(operator)) throw invalidSearch(`${attribute} does not take ${operator}.`);
  if (value === undefined) return (object) => valuesAt(object, attribute).length > 0;
  const normalize = normalizer(rule, rules.caseSensitiveValues);
  const wanted = normalize(value);
  if (rule.type === 'date' && (typeof wanted !== 'number' || !DATE.test(String(value)))) throw invalidDate();
  const holds = comparisons[operator];
  return (object) => {
    const found = valuesAt(object, attribute);
    const test = (candidate: SearchValue): boolean => holds(normalize(candidate), wanted);
    // "Not equal" speaks of all values of a list, the other operators of any.
    return operator === 'ne' ? found.every(test) : found.some(test);
  };
}

const comparisons: Readonly<Record<SearchOperator, (a: SearchValue, b: SearchValue) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  sw: (a, b) => String(a).startsWith(String(b)),
  ew: (a, b) => String(a).endsWith(String(b)),
  co: (a, b) => String(a).includes(String(b)),
  gt: (a, b) => typeof a === typeof b && a > b,
  ge: (a, b) => typeof a === typeof b && a >= b,
  lt: (a, b) => typeof a === typeof b && a < b,
  le: (a, b) => typeof a === typeof b && a <= b,
  pr: () => true,
};

/** Brings both sides of a comparison to one form: moments for dates, one case for text. */
function normalizer(rule: AttributeRule, caseSensitive: boolean): (value: SearchValue) => SearchValue {
  return (value) => {
    if (typeof value !== 'string') return value;
    if (rule.type === 'date') {
      const moment = Date.parse(value);
      return Number.isNaN(moment) ? value : moment;
    }
    return caseSensitive ? value : value.toLowerCase();
  };
}

/** The values at a dotted path; a list on the way stands for all its elements. */
function valuesAt(object: JsonObject, attribute: string): SearchValue[] {
  let found: JsonValue[] = [object];
  for (const name of attribute.split('.')) {
    found = found.flatMap((value) => {
      const next = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
      if (next === undefined || next === null) return [];
      return Array.isArray(next) ? next : [next];
    });
  }
  return found.filter((value) => typeof value !== 'object');
}
