import { requestOfCall } from '../../../core/guide/plan-app.ts';
import type { Request } from '../../../core/http/request.ts';
import type { ItemId } from '../../../core/ids.ts';
import { call } from '../../bridge/bridge.ts';
import { readJson, sendToOrg } from './send-to-org.ts';

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
  const path = '/api/v1/apps/{appId}/credentials/jwks';
  return requestOfCall({ method, path }, urlVariable, { appId: clientId });
}

/** Tells whether the app lists the kid. @throws AppError where the org does not say */
export async function findPublicKey(place: KeyPlace): Promise<boolean> {
  const answer = readJson(await sendToOrg(requestOf(place, 'GET'), place));
  const list = Array.isArray(answer) ? answer : ((answer as { keys?: unknown[] } | null)?.keys ?? []);
  return list.some((entry) => (entry as { kid?: unknown } | null)?.kid === place.kid);
}

/** Adds the public part to the app, as "Add key" of Okta's console does. @throws AppError with the org's words */
export async function registerPublicKey(place: KeyPlace): Promise<void> {
  const { text } = await call('key.exportPublic', { id: place.keyId, format: 'jwk' });
  const request = requestOf(place, 'POST');
  await sendToOrg({ ...request, body: { type: 'raw', content: text, language: 'json' } }, place);
}
