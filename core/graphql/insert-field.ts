import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isInterfaceType,
  isRequiredArgument,
  parse,
} from 'graphql';
import { type RootKind, rootTypes } from './list-schema.ts';
import type { NewVariable } from './variables-text.ts';
import { withoutVariables } from './without-variables.ts';

/** A document with a field more. */
export interface Insertion {
  query: string;
  /** Those that its required arguments take. */
  variables: NewVariable[];
  /** The operation it stands in; absent for one without a name. */
  operationName?: string;
  /** Where the field stands now. */
  start: number;
  end: number;
}

/** How many fields of what it gives are asked for to begin with. */
const mostLeaves = 3;

/**
 * Puts a field that operations begin with into a document, its required arguments as variables: into the operation of that
 * kind, the one chosen where there are several; or into a new one.
 */
export function insertField(
  query: string,
  { kind, field: name }: { kind: RootKind; field: string },
  schema: GraphQLSchema,
  chosen?: string,
): Insertion | undefined {
  const type = rootTypes(schema).find((root) => root.kind === kind)?.type;
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) return undefined;
  const document = tryParse(query);
  const operation = document === undefined ? undefined : findOperation(document, kind, chosen);
  if (operation === undefined) return appendOperation(query, kind, field, document);
  const part = writeField(field, {
    variables: new Set((operation.variableDefinitions ?? []).map((each) => each.variable.name.value)),
    names: new Set(operation.selectionSet.selections.map(responseName)),
  });
  return addToOperation(query, operation, part);
}

function tryParse(query: string): DocumentNode | undefined {
  try {
    return parse(withoutVariables(query).text, { maxTokens: 50_000 });
  } catch {
    return undefined;
  }
}

function operationsOf(document: DocumentNode): OperationDefinitionNode[] {
  return document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

function findOperation(document: DocumentNode, kind: RootKind, chosen: string | undefined) {
  const ofKind = operationsOf(document).filter(({ operation }) => operation === kind);
  return ofKind.find(({ name }) => chosen !== undefined && name?.value === chosen) ?? ofKind[0];
}

function responseName(selection: OperationDefinitionNode['selectionSet']['selections'][number]): string {
  return selection.kind === Kind.FIELD ? (selection.alias ?? selection.name).value : '';
}

/** A field as it is written, and what its operation must declare. */
interface WrittenField {
  lines: string[];
  /** Such as `$id: ID!`. */
  declarations: string[];
  variables: NewVariable[];
}

function writeField(
  field: GraphQLField<unknown, unknown>,
  taken: { variables: ReadonlySet<string>; names: ReadonlySet<string> },
): WrittenField {
  const used = new Set(taken.variables);
  const required = field.args.filter(isRequiredArgument).map((argument) => {
    const variable = freeName(argument.name, used);
    used.add(variable);
    return { ...argument, variable };
  });
  const call = required.map(({ name, variable }) => `${name}: $${variable}`).join(', ');
  const alias = freeName(field.name, taken.names);
  const head = `${alias === field.name ? '' : `${alias}: `}${field.name}${call === '' ? '' : `(${call})`}`;
  const leaves = leavesOf(field);
  return {
    lines: leaves.length === 0 ? [head] : [`${head} {`, ...leaves.map((leaf) => `  ${leaf}`), '}'],
    declarations: required.map(({ variable, type }) => `$${variable}: ${String(type)}`),
    variables: required.map(({ variable, type }) => ({ name: variable, value: sampleOf(type) })),
  };
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
  return name;
}

/** What is asked for of a value that has fields: the first few that are values themselves, its id before them. */
function leavesOf({ type }: GraphQLField<unknown, unknown>): string[] {
  const named = getNamedType(type);
  if (isLeafType(named)) return [];
  if (!isObjectType(named) && !isInterfaceType(named)) return ['__typename'];
  const leaves = Object.values(named.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument))
    .filter(({ deprecationReason }) => typeof deprecationReason !== 'string')
    .map(({ name }) => name);
  const ordered = leaves.includes('id') ? ['id', ...leaves.filter((name) => name !== 'id')] : leaves;
  return ordered.length === 0 ? ['__typename'] : ordered.slice(0, mostLeaves);
}

/** The JSON of a value of a type, to be filled in. */
function sampleOf(type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return '[]';
  if (isInputObjectType(nullable)) return '{}';
  if (isEnumType(nullable)) return JSON.stringify(nullable.getValues()[0]?.name ?? '');
  if (nullable.name === 'Int' || nullable.name === 'Float') return '0';
  return nullable.name === 'Boolean' ? 'false' : '""';
}

function appendOperation(
  query: string,
  kind: RootKind,
  field: GraphQLField<unknown, unknown>,
  document: DocumentNode | undefined,
): Insertion {
  const { lines, declarations, variables } = writeField(field, { variables: new Set(), names: new Set() });
  const names = new Set(
    (document === undefined ? [] : operationsOf(document)).flatMap((each) => each.name?.value ?? []),
  );
  const operationName = freeName(`${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`, names);
  const declared = declarations.length === 0 ? '' : `(${declarations.join(', ')})`;
  const text = [`${kind} ${operationName}${declared} {`, ...lines.map((line) => `  ${line}`), '}', ''].join(
    '\n',
  );
  const before = query.trim() === '' ? '' : `${query.trimEnd()}\n\n`;
  const start = before.length + text.indexOf(lines[0] ?? '');
  return { query: before + text, variables, operationName, start, end: start + (lines[0] ?? '').length };
}

function addToOperation(
  query: string,
  operation: OperationDefinitionNode,
  { lines, declarations, variables }: WrittenField,
): Insertion | undefined {
  const end = operation.selectionSet.loc?.end;
  const declaration = declarationOf(operation, declarations);
  if (end === undefined || declaration === undefined) return undefined;
  const brace = end - 1;
  const before = query.slice(0, brace).trimEnd();
  const lead = `${before.slice(0, declaration.at)}${declaration.text}${before.slice(declaration.at)}\n`;
  const indent = '  ';
  const block = lines.map((line) => `${indent}${line}`).join('\n');
  const start = lead.length + indent.length;
  return {
    query: `${lead}${block}\n${query.slice(brace)}`,
    variables,
    ...(operation.name === undefined ? {} : { operationName: operation.name.value }),
    start,
    end: start + (lines[0] ?? '').length,
  };
}

/** Where an operation declares variables, and what is to be put there. */
function declarationOf(
  { loc, name, operation, variableDefinitions = [] }: OperationDefinitionNode,
  declarations: readonly string[],
): { at: number; text: string } | undefined {
  if (loc === undefined) return undefined;
  if (declarations.length === 0) return { at: loc.start, text: '' };
  const last = variableDefinitions.at(-1)?.loc;
  if (last !== undefined) return { at: last.end, text: `, ${declarations.join(', ')}` };
  const list = `(${declarations.join(', ')})`;
  if (name?.loc !== undefined) return { at: name.loc.end, text: list };
  // A lone `{ … }` has no place for them.
  const hasWord = loc.startToken.value === operation;
  return hasWord
    ? { at: loc.start + operation.length, text: ` ${list}` }
    : { at: loc.start, text: `${operation} ${list} ` };
}
