import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { SchemaEntry, TypeKind } from './schema-entry.ts';

/** A part of a list, and how many there are. */
export interface SchemaList {
  entries: SchemaEntry[];
  total: number;
}

const rootKinds = ['query', 'mutation', 'subscription'] as const;
export type RootKind = (typeof rootKinds)[number];

/** The types that operations begin with. */
export function rootTypes(schema: GraphQLSchema): { kind: RootKind; type: GraphQLNamedType }[] {
  const types = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return rootKinds.flatMap((kind, at) => {
    const type = types[at];
    return type === undefined || type === null ? [] : [{ kind, type }];
  });
}

/** What a type is. */
export function kindOf(type: GraphQLNamedType): TypeKind {
  if (isObjectType(type)) return 'object';
  if (isInterfaceType(type)) return 'interface';
  if (isUnionType(type)) return 'union';
  if (isEnumType(type)) return 'enum';
  return isInputObjectType(type) ? 'input' : 'scalar';
}

/**
 * Lists a schema: what operations begin with, then its types, and where a text is given what has all its words in its name,
 * fields of every type included; what begins with it comes first.
 *
 * @param limit Most entries that are given; the rest is counted.
 */
export function listSchema(schema: GraphQLSchema, text: string, limit: number): SchemaList {
  const words = text
    .toLowerCase()
    .split(/[\s.]+/)
    .filter(Boolean);
  const groups = groupsOf(schema, words.length > 0);
  const found = words.length === 0 ? groups : groups.map((entries) => matching(entries, words));
  const whole = text.trim().toLowerCase();
  const isWhole = ({ name }: SchemaEntry) => name.toLowerCase() === whole;
  const all = found.flat();
  // What is called so stands before everything that has it in its name.
  const ordered =
    words.length === 0 ? all : [...all.filter(isWhole), ...all.filter((entry) => !isWhole(entry))];
  return { entries: ordered.slice(0, limit), total: all.length };
}

function groupsOf(schema: GraphQLSchema, withFields: boolean): SchemaEntry[][] {
  const roots = rootTypes(schema);
  const isRoot = new Set(roots.map(({ type }) => type));
  const types = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .filter((type) => !isRoot.has(type))
    .toSorted(byName);
  return [
    ...roots.map(({ kind, type }) =>
      fieldsOf(type)
        .toSorted(byName)
        .map((field) => entryOf(type, field, kind)),
    ),
    types.map((type) => ({
      target: { type: type.name },
      kind: kindOf(type),
      name: type.name,
      type: '',
      isDeprecated: false,
    })),
    ...(withFields
      ? [types.flatMap((type) => fieldsOf(type).map((field) => entryOf(type, field, 'field')))]
      : []),
  ];
}

type AnyField = Pick<GraphQLField<unknown, unknown>, 'name' | 'deprecationReason'> & { type: unknown };

function fieldsOf(type: GraphQLNamedType): AnyField[] {
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
    return Object.values<AnyField>(type.getFields());
  }
  return [];
}

function entryOf(type: GraphQLNamedType, field: AnyField, kind: RootKind | 'field'): SchemaEntry {
  return {
    target: { type: type.name, field: field.name },
    kind,
    name: kind === 'field' ? `${type.name}.${field.name}` : field.name,
    type: String(field.type),
    isDeprecated: typeof field.deprecationReason === 'string',
  };
}

const byName = (left: { name: string }, right: { name: string }) =>
  left.name < right.name ? -1 : left.name > right.name ? 1 : 0;

function matching(entries: readonly SchemaEntry[], words: readonly string[]): SchemaEntry[] {
  const [first = ''] = words;
  const found = entries.filter(({ name }) => {
    const lower = name.toLowerCase();
    return words.every((word) => lower.includes(word));
  });
  const begins = ({ name, target }: SchemaEntry) => (target.field ?? name).toLowerCase().startsWith(first);
  return [...found.filter(begins), ...found.filter((entry) => !begins(entry))];
}
