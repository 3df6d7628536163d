/** What can be looked at in a schema: a type, or a field of one. */
export type SchemaTarget = { type: string; field?: string };

/** What a type is. */
export type TypeKind = 'object' | 'interface' | 'union' | 'enum' | 'input' | 'scalar';

/** One line of a list of a schema. */
export interface SchemaEntry {
  target: SchemaTarget;
  /** `query`, `mutation`, `subscription`: a field that an operation begins with. */
  kind: 'query' | 'mutation' | 'subscription' | 'field' | TypeKind;
  name: string;
  /** Of a field its type, as the schema writes it. */
  type: string;
  isDeprecated: boolean;
}

/** A field, an argument or a member of an input type, with its own words. */
export interface SchemaPart {
  name: string;
  type: string;
  /** The type without lists and exclamation marks, to look at. */
  namedType: string;
  description: string;
  /** Absent where it is not deprecated. */
  deprecation?: string;
  /** As the schema writes it. */
  defaultValue?: string;
  isRequired: boolean;
  hasArguments: boolean;
}

/** One thing of a schema, with everything that is said of it. */
export interface SchemaDetails {
  target: SchemaTarget;
  kind: SchemaEntry['kind'];
  name: string;
  description: string;
  deprecation?: string;
  /** Of a field. */
  type?: string;
  namedType?: string;
  arguments: SchemaPart[];
  /** Fields of a type, members of an input type. */
  fields: SchemaPart[];
  values: { name: string; description: string; deprecation?: string }[];
  /** Of a union or an interface the types it can be; of an object the interfaces it has. */
  types: string[];
  /** So many parts are not in the lists. */
  leftOut: number;
}
