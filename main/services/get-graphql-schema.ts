import { AppError } from '../../core/errors.ts';
import { maxSchemaBytes } from '../../core/graphql/kept-schema.ts';
import { maskSchemaText } from '../../core/graphql/mask-schema.ts';
import { type IntrospectionReading, readIntrospection } from '../../core/graphql/read-introspection.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { createMasker } from '../../core/http/mask.ts';
import type { AppContext } from '../app-context.ts';
import { authorizeSend } from '../auth/authorize-send.ts';
import { withNeededValues } from '../sources/with-needed-values.ts';
import { decodeBody } from './decode-body.ts';
import { schemaIdOf } from './graphql-address.ts';
import { tooLargeSchema } from './load-graphql-schema.ts';
import { type RequestSource, readRequestSource } from './request-source.ts';
import { sendAuthorized } from './send-request.ts';
import type { CallContext, Service } from './service.ts';

/** A whole schema takes a server longer than most answers, and nobody waits for ever. */
const longestMs = 60_000;

type Response = Extract<Exchange['outcome'], { kind: 'response' }>;

/**
 * Asks the server of a request for its schema, by the way that sends take: with the request's address, headers,
 * authorization, cookies and settings. Its scripts, checks and extraction rules are about other answers and do not run,
 * and the history is of sends: it has none of this. What is kept is masked.
 *
 * @throws AppError ERR_GRAPHQL_INTROSPECTION_REFUSED, ERR_GRAPHQL_NOT_GRAPHQL, ERR_GRAPHQL_NO_ANSWER,
 *   ERR_GRAPHQL_SCHEMA_TOO_LARGE, ERR_GRAPHQL_UNAUTHORISED, ERR_CALL_CANCELLED, and everything that sending refuses
 */
export const getGraphqlSchema: Service<'graphql.getSchema'> = async (app, input, call) => {
  const read = await readRequestSource(app, input);
  // What stands in the query is not sent: nobody is asked for it.
  const bare: RequestSource = { ...read, request: { ...read.request, body: { type: 'none' } } };
  const source = await withNeededValues(app, bare, call);
  const id = await schemaIdOf(app, source);
  const { introspectionQuery, plainIntrospectionQuery } =
    await import('../../core/graphql/introspection-query.ts');
  let asked = await ask(app, source, { query: introspectionQuery, itemId: input.id }, call);
  // An old server refuses what it does not know.
  if (asked.reading.kind === 'refused')
    asked = await ask(app, source, { query: plainIntrospectionQuery, itemId: input.id }, call);
  const { reading, mask, status } = asked;
  if (reading.kind !== 'schema') throw refusal(reading, status, mask);
  // A server may repeat what it was sent.
  const text = maskSchemaText(reading.text, mask);
  return app.graphqlSchemas.keep({ id, keptAtEpochMs: app.now(), format: 'introspection' }, text);
};

interface Asked {
  reading: IntrospectionReading;
  status: number;
  mask(text: string): string;
}

async function ask(
  app: AppContext,
  { request: draft, scopes, effective, tokenPlace }: RequestSource,
  { query, itemId }: { query: string; itemId: string | undefined },
  call: CallContext,
): Promise<Asked> {
  const auth = effective?.auth;
  const body = { type: 'graphql' as const, query, variables: '', operationName: 'IntrospectionQuery' };
  const request = { ...draft, method: 'POST', body };
  const startedAtEpochMs = app.now();
  const authorization = await authorizeSend(app, { request, auth, scopes, tokenPlace }, call);
  const { exchange, secrets } = await sendAuthorized(
    app,
    {
      ...{ request, auth, scopes, authorization, itemId, startedAtEpochMs },
      purpose: 'graphqlSchema',
      limits: { timeoutMs: longestMs, maxResponseBytes: maxSchemaBytes },
    },
    call,
  );
  const { outcome } = exchange;
  if (outcome.kind === 'failure') throw noAnswer(outcome.failure);
  const text = await readText(app, outcome);
  return { reading: readIntrospection(text), status: outcome.status, mask: createMasker(secrets) };
}

/** Gives the text of an answer, whose body nobody needs any more. */
async function readText(app: AppContext, { body }: Response): Promise<string> {
  try {
    if (body.incomplete === 'limit') throw tooLargeSchema();
    if (body.incomplete !== undefined) {
      throw new AppError(
        'ERR_GRAPHQL_NO_ANSWER',
        'The answer with the schema was cut off on its way. Get the schema again.',
      );
    }
    return decodeBody(await app.bodies.readAll(body.bodyId, maxSchemaBytes), body.charset);
  } finally {
    await app.bodies.drop(body.bodyId);
  }
}

function noAnswer({
  code,
  message,
  nextStep,
}: {
  code: string;
  message: string;
  nextStep: string;
}): AppError {
  if (code === 'cancelled') return new AppError('ERR_CALL_CANCELLED', 'Getting the schema was cancelled.');
  return new AppError('ERR_GRAPHQL_NO_ANSWER', `The schema did not come. ${message} ${nextStep}`, {
    details: { failure: code },
  });
}

function refusal(
  reading: Exclude<IntrospectionReading, { kind: 'schema' }>,
  status: number,
  mask: Asked['mask'],
): AppError {
  const details = { status };
  if (status === 401 || status === 403) {
    return new AppError(
      'ERR_GRAPHQL_UNAUTHORISED',
      `The server answered ${status}: it gives its schema to nobody, or not to this request. Check its Authorization, then get the schema again.`,
      { details },
    );
  }
  if (reading.kind === 'refused') {
    const reason = reading.reason === '' ? '' : ` It says: ${mask(reading.reason)}`;
    return new AppError(
      'ERR_GRAPHQL_INTROSPECTION_REFUSED',
      `The server does not tell its schema.${reason} Load the schema from a file instead.`,
      { details },
    );
  }
  return new AppError(
    'ERR_GRAPHQL_NOT_GRAPHQL',
    `The server answered ${status} with something that is no GraphQL. Check the address of the request.`,
    { details },
  );
}
