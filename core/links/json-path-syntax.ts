import type { JsonTree } from './json-tree.ts';

/** A JSONPath query as parsed. @see RFC 9535 */
export interface JsonPathQuery {
  /** `root` starts at `$`, `current` at `@` of the filter around it. */
  from: 'root' | 'current';
  segments: JsonPathSegment[];
}

export interface JsonPathSegment {
  /** `..` */
  isDescendant: boolean;
  selectors: JsonPathSelector[];
}

export type JsonPathSelector =
  | { kind: 'name'; name: string }
  | { kind: 'wildcard' }
  | { kind: 'index'; index: number }
  | { kind: 'slice'; start: number | undefined; end: number | undefined; step: number }
  | { kind: 'filter'; test: JsonPathTest };

export type JsonPathTest =
  | { kind: 'or' | 'and'; terms: JsonPathTest[] }
  | { kind: 'not'; term: JsonPathTest }
  | { kind: 'exists'; query: JsonPathQuery }
  | { kind: 'compare'; operator: JsonPathOperator; left: JsonPathOperand; right: JsonPathOperand };

export type JsonPathOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type JsonPathOperand =
  | { kind: 'literal'; value: JsonTree }
  /** A query that gives at most one value. */
  | { kind: 'query'; query: JsonPathQuery }
  /** The function `value`: of any query, where it gives exactly one. */
  | { kind: 'value'; query: JsonPathQuery }
  | { kind: 'length'; operand: JsonPathOperand }
  | { kind: 'count'; query: JsonPathQuery };
