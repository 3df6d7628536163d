import type { EndpointAnswer } from './endpoint-request.ts';
import { readJsonObject, textOf } from './json-answer.ts';
import { readChallenges } from './www-authenticate.ts';

/** A refusal of an OAuth endpoint in the server's words. @see RFC 6749 section 5.2 */
export interface EndpointError {
  status: number;
  /** Such as `invalid_client`; Okta's `errorCode` where a gateway in front of the endpoint answered. */
  error: string;
  errorDescription?: string;
  errorUri?: string;
}

/**
 * Reads the refusal of an OAuth endpoint: the `error` of a JSON body whatever the status says, Okta's own shape, the
 * challenge of `WWW-Authenticate`, or the bare status. `undefined` where the answer is no refusal.
 */
export function readEndpointError(answer: EndpointAnswer): EndpointError | undefined {
  const { status } = answer;
  const body = readJsonObject(answer.bodyText);
  const error = body === undefined ? undefined : (textOf(body, 'error') ?? textOf(body, 'errorCode'));
  if (body !== undefined && error !== undefined && error !== '') {
    return {
      status,
      error,
      errorDescription: textOf(body, 'error_description') ?? textOf(body, 'errorSummary'),
      errorUri: textOf(body, 'error_uri'),
    };
  }
  if (status >= 200 && status < 300) return undefined;
  for (const challenge of readChallenges(answer.headers)) {
    const named = challenge.parameters['error'];
    if (named !== undefined) {
      return { status, error: named, errorDescription: challenge.parameters['error_description'] };
    }
  }
  return { status, error: `http_${status}` };
}
