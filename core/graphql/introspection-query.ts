import { getIntrospectionQuery } from 'graphql';

/** What a server of the present specification and its proposals is asked. */
export const introspectionQuery = getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
});

/** What every server can be asked: those of earlier specifications refuse fields they do not know. */
export const plainIntrospectionQuery = getIntrospectionQuery();
