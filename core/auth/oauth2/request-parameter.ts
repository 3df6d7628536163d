import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { encodeQueryData } from '../../http/percent-encoding.ts';
import type { EndpointRequest, FormParameters } from './endpoint-request.ts';

/** Where an extra parameter goes, by Postman's names. */
export const sendAsValues = ['request_body', 'request_url', 'request_header'] as const;

/** One extra parameter of an authorize, token or refresh request. */
export const requestParameterSchema = z.object({
  key: z.string(),
  value: z.string(),
  enabled: z.boolean(),
  sendAs: z.enum(sendAsValues),
});
export type RequestParameter = z.infer<typeof requestParameterSchema>;

/** Parameters that are secrets and may never stand in an address. @see RFC 6749 section 2.3.1 */
const secretParameters = new Set([
  'client_secret',
  'client_assertion',
  'password',
  'code',
  'code_verifier',
  'refresh_token',
  'device_code',
  'assertion',
  'subject_token',
  'actor_token',
  'token',
]);

/**
 * Adds the user's extra parameters to a request. One that the request has already replaces it, so that what the user
 * typed is what is sent.
 *
 * @throws AppError ERR_OAUTH_PARAMETER_REFUSED for a secret that would stand in the address
 */
export function addRequestParameters(
  request: EndpointRequest,
  extra: readonly RequestParameter[],
): EndpointRequest {
  const enabled = extra.filter((row) => row.enabled && row.key.trim() !== '');
  const inBody = enabled.filter((row) => row.sendAs === 'request_body');
  const inHeaders = enabled.filter((row) => row.sendAs === 'request_header');
  const secrets = enabled.filter(
    (row) => row.sendAs === 'request_header' || secretParameters.has(row.key.trim()),
  );
  return {
    endpoint: addToQuery(
      request.endpoint,
      enabled.filter((row) => row.sendAs === 'request_url'),
    ),
    parameters: replaceParameters(request.parameters, inBody),
    headers: [...request.headers, ...inHeaders.map((row): [string, string] => [row.key.trim(), row.value])],
    secrets: [...request.secrets, ...secrets.map((row) => row.value)],
  };
}

/** Gives parameters with the user's own in place of those of the same name; names the user repeats stay repeated. */
export function replaceParameters(
  parameters: FormParameters,
  own: readonly Pick<RequestParameter, 'key' | 'value'>[],
): FormParameters {
  const names = new Set(own.map((row) => row.key.trim()));
  return [
    ...parameters.filter(([name]) => !names.has(name)),
    ...own.map((row): [string, string] => [row.key.trim(), row.value]),
  ];
}

function addToQuery(endpoint: string, rows: readonly RequestParameter[]): string {
  const secret = rows.find((row) => secretParameters.has(row.key.trim().toLowerCase()));
  if (secret !== undefined) {
    throw new AppError(
      'ERR_OAUTH_PARAMETER_REFUSED',
      `"${secret.key.trim()}" is a secret and may not stand in the address, where logs keep it. Send it in the body.`,
      { details: { parameter: secret.key.trim() } },
    );
  }
  if (rows.length === 0) return endpoint;
  const pieces = rows.map((row) => `${encodeQueryData(row.key.trim())}=${encodeQueryData(row.value)}`);
  return `${endpoint}${endpoint.includes('?') ? '&' : '?'}${pieces.join('&')}`;
}
