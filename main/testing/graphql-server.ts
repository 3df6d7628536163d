import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type GraphQLSchema, NoSchemaIntrospectionCustomRule, execute, parse, validate } from 'graphql';

/** A request as the server got it. */
export interface GraphqlReceived {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  query: string;
}

/** A GraphQL server on loopback, for tests. */
export interface GraphqlServer {
  /** `http://127.0.0.1:PORT` */
  url: string;
  received: GraphqlReceived[];
  /** Answers in its place where it is set; gives `false` to let the server answer after all. */
  before: ((received: GraphqlReceived, response: ServerResponse) => boolean) | undefined;
  /** Refuse introspection as servers in production do. */
  isClosed: boolean;
  close(): Promise<void>;
}

/** Starts one that answers queries of a schema, every field with nothing. */
export async function startGraphqlServer(schema: GraphQLSchema): Promise<GraphqlServer> {
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void answer(request, response, Buffer.concat(chunks).toString()));
  });
  const server: GraphqlServer = {
    url: '',
    received: [],
    before: undefined,
    isClosed: false,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  async function answer(request: IncomingMessage, response: ServerResponse, body: string) {
    const { query = '' } = readJson(body);
    const { method = '', url = '', headers } = request;
    const received = { method, url, headers, query };
    server.received.push(received);
    if (server.before?.(received, response) === true) return;
    const document = parse(query);
    const rules = server.isClosed ? [NoSchemaIntrospectionCustomRule] : undefined;
    const errors = validate(schema, document, rules);
    const result = errors.length > 0 ? { errors } : await execute({ schema, document });
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(result));
  }
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}

function readJson(text: string): { query?: string } {
  try {
    return JSON.parse(text) as { query?: string };
  } catch {
    return {};
  }
}
