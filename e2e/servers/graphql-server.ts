import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NoSchemaIntrospectionCustomRule, buildSchema, graphql, parse, validate } from 'graphql';

/** A GraphQL server on loopback. */
export interface GraphqlServer {
  address: string;
  /** The queries that came, in order; those for the schema are `IntrospectionQuery`. */
  asked: { operationName?: string; query: string; variables?: unknown; authorization?: string }[];
  close(): Promise<void>;
}

/** The words of its schema try what they can. */
export const schemaText = `
type Query {
  """
  Finds a product by its *id*. <script>document.title = 'run'</script>
  ![a picture](https://pictures.invalid/a.png)
  """
  product(id: ID!): Product
  me: String @deprecated(reason: "Use product")
}
type Product { id: ID!, "As it is shown" title: String! }
`;

/** Starts one; under `/closed` it tells its schema to nobody. */
export async function startGraphqlServer(): Promise<GraphqlServer> {
  const schema = buildSchema(schemaText);
  const rootValue = { product: ({ id }: { id: string }) => ({ id, title: `Product ${id}` }) };
  const server: GraphqlServer = {
    address: '',
    asked: [],
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { authorization } = request.headers;
      const asked = JSON.parse(Buffer.concat(chunks).toString()) as GraphqlServer['asked'][number];
      server.asked.push({ ...asked, ...(authorization === undefined ? {} : { authorization }) });
      const { query, variables } = asked;
      const rules = request.url === '/closed' ? [NoSchemaIntrospectionCustomRule] : [];
      const errors = validate(schema, parse(query), rules);
      const answer =
        errors.length > 0
          ? Promise.resolve({ errors })
          : graphql({
              schema,
              source: query,
              rootValue,
              variableValues: variables as Record<string, unknown>,
            });
      void answer.then((result) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(result));
      });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  server.address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}
