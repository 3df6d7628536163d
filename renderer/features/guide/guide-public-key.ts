import { AppError } from '../../../core/errors.ts';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import type { ItemId } from '../../../core/ids.ts';
import { call, readBody } from '../../bridge/bridge.ts';

/** Which key of which app is meant. */
export interface KeyPlace {
  keyId: string;
  kid: string;
  clientId: string;
  urlVariable: string;
  environmentId: ItemId | undefined;
}

/** The request to the list of an app's public keys, with the API token of the environment. */
function requestOf({ clientId, urlVariable }: KeyPlace, method: 'GET' | 'POST'): Request {
  return {
    ...emptyRequest(),
    method,
    url: `{{${urlVariable}}}/api/v1/apps/${encodeURIComponent(clientId)}/credentials/jwks`,
    headers: [{ key: 'Accept', value: 'application/json' }],
    auth: {
      type: 'apikey',
      credentials: [
        { key: 'key', value: 'Authorization' },
        { key: 'value', value: 'SSWS {{apikey}}' },
        { key: 'in', value: 'header' },
      ],
    },
  };
}

async function send(place: KeyPlace, request: Request): Promise<string> {
  const { environmentId } = place;
  const { exchange } = await call('request.send', { request, environmentId });
  const { outcome } = exchange;
  if (outcome.kind === 'failure') throw new AppError('ERR_OAUTH_NO_ANSWER', outcome.failure.message);
  const text = new TextDecoder().decode(await readBody(outcome.body.bodyId));
  if (outcome.status < 300) return text;
  throw new AppError('ERR_OAUTH_SERVER_REFUSED', `The org answered ${outcome.status}. ${wordsOf(text)}`);
}

/** What Okta's error body says, where it is one. */
function wordsOf(text: string): string {
  const body = readJson(text) as { errorSummary?: string; errorCauses?: { errorSummary?: string }[] } | null;
  const causes = body?.errorCauses?.map(({ errorSummary }) => errorSummary) ?? [];
  return [body?.errorSummary, ...causes].filter(Boolean).join(' ');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Tells whether the app lists the kid. @throws AppError where the org does not say */
export async function findPublicKey(place: KeyPlace): Promise<boolean> {
  const answer = readJson(await send(place, requestOf(place, 'GET')));
  const list = Array.isArray(answer) ? answer : ((answer as { keys?: unknown[] } | null)?.keys ?? []);
  return list.some((entry) => (entry as { kid?: unknown } | null)?.kid === place.kid);
}

/** Adds the public part to the app, as "Add key" of Okta's console does. @throws AppError with the org's words */
export async function registerPublicKey(place: KeyPlace): Promise<void> {
  const { text } = await call('key.exportPublic', { id: place.keyId, format: 'jwk' });
  const request = requestOf(place, 'POST');
  await send(place, { ...request, body: { type: 'raw', content: text, language: 'json' } });
}
