import type { GraphQLSchema } from 'graphql';
import { getAutocompleteSuggestions } from 'graphql-language-service';
import { placeOf } from './place-of.ts';
import { withoutVariables } from './without-variables.ts';

/** Something that can be written at a place of a document. */
export interface Proposal {
  label: string;
  kind: 'field' | 'argument' | 'type' | 'value' | 'variable' | 'keyword';
  /** Put in place of the stretch from `start` to `end`, or to the caret. */
  text: string;
  /** `text` has tab stops, `$1`. */
  isSnippet: boolean;
  start: number;
  end?: number;
  /** Its type, as the schema writes it. */
  detail: string;
  /** Somebody else's words, as they stand in the schema. */
  description: string;
  isDeprecated: boolean;
  /** More is wanted right after it, such as the value of an argument. */
  asksOn: boolean;
}

const mostProposals = 250;
const longestDescription = 2_000;

/** The kinds of the Language Server Protocol that the language service uses. */
const kinds: Readonly<Record<number, Proposal['kind']>> = {
  3: 'keyword',
  4: 'keyword',
  5: 'field',
  6: 'argument',
  7: 'type',
  8: 'type',
  12: 'value',
  13: 'type',
  14: 'keyword',
  20: 'value',
  22: 'type',
};

/** A query is no schema: what only those begin with is left out. */
const ofSchemas: ReadonlySet<string> = new Set(
  'extend schema scalar type interface union enum input directive'.split(' '),
);

/** Gives what can be written at an offset of a document: fields, arguments, values, types, directives, fragments, variables. */
export function completeDocument(query: string, offset: number, schema: GraphQLSchema): Proposal[] {
  const { text } = withoutVariables(query);
  const before = text.slice(0, offset);
  const nameStart = offset - (/[_A-Za-z0-9]*$/.exec(before)?.[0].length ?? 0);
  const found = getAutocompleteSuggestions(schema, text, placeOf(text, offset)).filter(
    ({ kind = 0, label }) => kinds[kind] !== 'keyword' || !ofSchemas.has(label),
  );
  return found.slice(0, mostProposals).map((item) => {
    // A variable's label has its `$`, which may stand there already.
    const isVariable = item.label.startsWith('$');
    const hasSign = isVariable && text[nameStart - 1] === '$';
    const isSnippet = !isVariable && item.insertText !== undefined && item.insertTextFormat === 2;
    return {
      label: item.label,
      kind: isVariable ? 'variable' : (kinds[item.kind ?? 0] ?? 'field'),
      text: isVariable ? item.label : (item.insertText ?? item.label),
      isSnippet,
      start: hasSign ? nameStart - 1 : nameStart,
      detail: (item.detail ?? item.labelDetails?.detail ?? '').trim(),
      description: descriptionOf(item),
      isDeprecated: item.isDeprecated === true,
      asksOn: item.command !== undefined,
    };
  });
}

function descriptionOf({
  documentation,
  deprecationReason,
}: {
  documentation?: unknown;
  deprecationReason?: string | null | undefined;
}): string {
  const words = typeof documentation === 'string' ? documentation : '';
  const reason = deprecationReason ? `Deprecated: ${deprecationReason}` : '';
  return [reason, words].filter(Boolean).join('\n\n').slice(0, longestDescription);
}
