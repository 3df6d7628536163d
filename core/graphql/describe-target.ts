import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  astFromValue,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
  print,
} from 'graphql';
import { kindOf, rootTypes } from './list-schema.ts';
import type { SchemaDetails, SchemaPart, SchemaTarget } from './schema-entry.ts';

/** More than anybody reads. */
const mostParts = 200;
const longestDescription = 20_000;

/** Says everything that a schema says of a type or a field; nothing where it has no such thing. */
export function describeTarget(schema: GraphQLSchema, target: SchemaTarget): SchemaDetails | undefined {
  const type = schema.getType(target.type);
  if (type === undefined) return undefined;
  if (target.field === undefined) return describeType(schema, type);
  const field = hasFields(type) || isInputObjectType(type) ? type.getFields()[target.field] : undefined;
  if (field === undefined) return undefined;
  const root = rootTypes(schema).find((each) => each.type === type);
  return {
    ...nothing(target),
    kind: root?.kind ?? 'field',
    name: root === undefined ? `${type.name}.${field.name}` : field.name,
    ...wordsOf(field),
    type: String(field.type),
    namedType: getNamedType(field.type).name,
    arguments: 'args' in field ? field.args.slice(0, mostParts).map(partOf) : [],
  };
}

function describeType(schema: GraphQLSchema, type: GraphQLNamedType): SchemaDetails {
  const fields = hasFields(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];
  const values = isEnumType(type) ? type.getValues() : [];
  const types = relatedTypes(schema, type);
  return {
    ...nothing({ type: type.name }),
    kind: kindOf(type),
    name: type.name,
    ...wordsOf(type),
    fields: fields.slice(0, mostParts).map(partOf),
    values: values.slice(0, mostParts).map((value) => ({ name: value.name, ...wordsOf(value) })),
    types: types.slice(0, mostParts),
    leftOut: [fields, values, types].reduce((sum, list) => sum + Math.max(0, list.length - mostParts), 0),
  };
}

function nothing(target: SchemaTarget) {
  return { target, arguments: [], fields: [], values: [], types: [], leftOut: 0 };
}

function hasFields(type: GraphQLNamedType) {
  return isObjectType(type) || isInterfaceType(type);
}

function relatedTypes(schema: GraphQLSchema, type: GraphQLNamedType): string[] {
  if (isObjectType(type)) return type.getInterfaces().map(({ name }) => name);
  if (isUnionType(type) || isInterfaceType(type))
    return schema.getPossibleTypes(type).map(({ name }) => name);
  return [];
}

function wordsOf(part: {
  description?: string | null | undefined;
  deprecationReason?: string | null | undefined;
}): Pick<SchemaDetails, 'description' | 'deprecation'> {
  const { description, deprecationReason } = part;
  return {
    description: (description ?? '').slice(0, longestDescription),
    ...(typeof deprecationReason === 'string'
      ? { deprecation: deprecationReason.slice(0, longestDescription) }
      : {}),
  };
}

function partOf(part: GraphQLField<unknown, unknown> | GraphQLInputField | GraphQLArgument): SchemaPart {
  const isInput = !('args' in part);
  const defaultValue =
    isInput && part.defaultValue !== undefined ? astFromValue(part.defaultValue, part.type) : null;
  return {
    name: part.name,
    type: String(part.type),
    namedType: getNamedType(part.type).name,
    ...wordsOf(part),
    ...(defaultValue === null || defaultValue === undefined ? {} : { defaultValue: print(defaultValue) }),
    isRequired: isInput && isNonNullType(part.type) && part.defaultValue === undefined,
    hasArguments: !isInput && part.args.length > 0,
  };
}
