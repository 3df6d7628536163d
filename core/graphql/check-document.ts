import {
  type ASTNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoDeprecatedCustomRule,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  parse,
  print,
  specifiedRules,
  validate,
} from 'graphql';
import { type Stretch, touches, withoutVariables } from './without-variables.ts';

/** Something wrong with a document, or about it. */
export interface DocumentMarker extends Stretch {
  message: string;
  severity: 'error' | 'warning';
}

/** A variable that an operation declares. */
export interface DeclaredVariable {
  name: string;
  /** As written, such as `[ID!]!`. */
  type: string;
  /** It has no default and may not be null. */
  isRequired: boolean;
}

/** An operation of a document. */
export interface DocumentOperation {
  /** Absent for one without a name. */
  name?: string;
  kind: 'query' | 'mutation' | 'subscription';
  variables: DeclaredVariable[];
}

/** What is said of a document; without operations where it cannot be read. */
export interface DocumentCheck {
  markers: DocumentMarker[];
  operations: DocumentOperation[];
}

const mostMarkers = 100;
/** A document this long is no query that somebody writes; checking it takes too long. */
const mostTokens = 50_000;

/** What a `{{variable}}` may use is not seen. */
const rulesOfUse: ReadonlySet<unknown> = new Set([NoUnusedVariablesRule, NoUnusedFragmentsRule]);

/**
 * Checks a document against a schema, or where there is none its grammar. Nothing is said of the places of `{{variables}}`,
 * nor of what follows one that breaks the grammar: what they stand for may mend it.
 */
export function checkDocument(query: string, schema: GraphQLSchema | undefined): DocumentCheck {
  const { text, places } = withoutVariables(query);
  if (text.replace(/#[^\r\n]*|[\s,\uFEFF]/g, '') === '') return { markers: [], operations: [] };
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: mostTokens });
  } catch (fault) {
    const marker = markerOfSyntax(text, fault);
    const isKnown = marker !== undefined && !places.some(({ start }) => start <= marker.start);
    return { markers: isKnown ? [marker] : [], operations: [] };
  }
  const operations = operationsOf(document);
  if (schema === undefined) return { markers: [], operations };
  const rules = places.length === 0 ? specifiedRules : specifiedRules.filter((rule) => !rulesOfUse.has(rule));
  const faults = validate(schema, document, rules, { maxErrors: mostMarkers });
  const remarks = validate(schema, document, [NoDeprecatedCustomRule], { maxErrors: mostMarkers });
  const markers = [
    ...faults.flatMap((fault) => markersOf(fault, 'error', places)),
    ...remarks.flatMap((fault) => markersOf(fault, 'warning', places)),
  ];
  return { markers, operations };
}

function markerOfSyntax(text: string, fault: unknown): DocumentMarker | undefined {
  if (!(fault instanceof GraphQLError)) return undefined;
  const start = Math.min(fault.positions?.[0] ?? 0, Math.max(0, text.length - 1));
  const length = /^\w+/.exec(text.slice(start, start + 200))?.[0].length ?? 1;
  const message = fault.message.replace(/^Syntax Error: /, '');
  return { start, end: start + length, message, severity: 'error' };
}

function markersOf(
  { message, nodes = [] }: GraphQLError,
  severity: DocumentMarker['severity'],
  places: readonly Stretch[],
): DocumentMarker[] {
  const stretches = nodes.flatMap((node) => stretchOf(node) ?? []);
  const [first] = stretches;
  if (first === undefined || stretches.some((stretch) => touches(stretch, places))) return [];
  return [{ ...first, message, severity }];
}

/** What is underlined of a node: of a field or an operation its name, and not all that is in it. */
function stretchOf(node: ASTNode): Stretch | undefined {
  const named = nameOf(node);
  const { loc } = named ?? node;
  if (loc === undefined) return undefined;
  // Of two answers under one name, that name is what is wrong.
  const start = node.kind === Kind.FIELD ? (node.alias?.loc?.start ?? loc.start) : loc.start;
  const isWhole = named !== undefined || !('selectionSet' in node);
  return { start, end: isWhole ? loc.end : start + 1 };
}

function nameOf(node: ASTNode): ASTNode | undefined {
  if (node.kind === Kind.VARIABLE_DEFINITION) return node.variable;
  return node.kind !== Kind.VARIABLE && 'name' in node ? node.name : undefined;
}

function operationsOf(document: DocumentNode): DocumentOperation[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const { name, operation, variableDefinitions = [] } = definition;
    const variables = variableDefinitions.map(({ variable, type, defaultValue }) => ({
      name: variable.name.value,
      type: print(type),
      isRequired: type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined,
    }));
    return [{ ...(name === undefined ? {} : { name: name.value }), kind: operation, variables }];
  });
}
