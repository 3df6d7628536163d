/** The directions a step can go, without `namespace`. */
export const xpathAxes = [
  'ancestor',
  'ancestor-or-self',
  'attribute',
  'child',
  'descendant',
  'descendant-or-self',
  'following',
  'following-sibling',
  'parent',
  'preceding',
  'preceding-sibling',
  'self',
] as const;
export type XPathAxis = (typeof xpathAxes)[number];

/** What a node must be: of a name, of any name (with a prefix), or of a kind. */
export type XPathTest =
  | { kind: 'name'; name: string }
  | { kind: 'anyName'; prefix: string | undefined }
  | { kind: 'node' | 'text' | 'comment' | 'processing-instruction' };

export interface XPathStep {
  axis: XPathAxis;
  test: XPathTest;
  predicates: XPathExpression[];
}

export type XPathOperator =
  'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | 'div' | 'mod' | '|';

/** An XPath 1.0 expression, taken apart. @see XPath 1.0 section 3 */
export type XPathExpression =
  | { kind: 'literal'; value: string | number }
  | { kind: 'negate'; operand: XPathExpression }
  | { kind: 'binary'; operator: XPathOperator; left: XPathExpression; right: XPathExpression }
  | { kind: 'call'; name: string; args: XPathExpression[] }
  | {
      kind: 'path';
      from: 'root' | 'context' | XPathExpression;
      /** Of what it starts from. */
      predicates: XPathExpression[];
      steps: XPathStep[];
    };
