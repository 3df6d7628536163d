import { createHash } from 'node:crypto';
import { AppError } from '../../core/errors.ts';
import type { SchemaId } from '../../core/graphql/kept-schema.ts';
import { originOf, parseAddress } from '../../core/http/parse-address.ts';
import { emptyRequest } from '../../core/http/request.ts';
import type { AppContext } from '../app-context.ts';
import { prepareForSend } from './prepare-for-send.ts';
import type { RequestSource } from './request-source.ts';

/**
 * Gives the name under which the schema for a request's address is kept: by origin and path with variables replaced. The
 * query and credentials do not count.
 *
 * @throws AppError ERR_REQUEST_INVALID_URL, ERR_VARIABLE_UNRESOLVED
 */
export async function schemaIdOf(
  app: AppContext,
  { request, scopes }: Pick<RequestSource, 'request' | 'scopes'>,
): Promise<SchemaId> {
  const { url, queryParams, pathVariables, allowLiteralPlaceholders } = request;
  const bare = { ...emptyRequest(), url, queryParams, pathVariables, allowLiteralPlaceholders };
  const { wire } = await prepareForSend(app, bare, undefined, scopes);
  const address = parseAddress(wire.url);
  if (address === undefined) {
    throw new AppError(
      'ERR_REQUEST_INVALID_URL',
      'The request has no address yet. Type the one of the server.',
    );
  }
  const place = `${originOf(address)}${address.pathname}`;
  return createHash('sha256').update(place).digest('hex').slice(0, 32);
}
