/** Public keys of the service apps: register, list, remove. */
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { type Answer, type ApiCall, noContent, ok } from '../answer.ts';
import { notFound, validationFailed } from '../errors.ts';
import { randomText } from '../ids.ts';
import type { JsonObject } from '../json-value.ts';
import { link } from '../links.ts';
import { type App, type ClientKey, nowIso, type Org } from '../org.ts';
import type { Route } from '../router.ts';
import { authMethodOf } from './clients.ts';

const MAX_KEYS = 50;
const PATH = '/api/v1/apps/:id/credentials/jwks';
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

export const clientKeyRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, access: 'api', handle: listKeys },
  { method: 'POST', path: PATH, access: 'api', handle: addKey },
  { method: 'DELETE', path: `${PATH}/:keyId`, access: 'api', handle: removeKey },
];

function requireClient({ org, params }: ApiCall): App {
  const id = params['id'] ?? '';
  const app = org.state.apps.get(id);
  if (app === undefined || authMethodOf(app) === undefined) throw notFound(id, 'AppInstance');
  return app;
}

function listKeys(call: ApiCall): Answer {
  const app = requireClient(call);
  return ok(app.keys.map((key) => keyView(call.org, app, key)));
}

function addKey(call: ApiCall): Answer {
  const app = requireClient(call);
  const { org, body = {} } = call;
  const key = registerKey(org, app, body);
  return { ...ok(keyView(org, app, key)), status: 201 };
}

/** Adds a public key, given as a JWK, to an app. @throws OktaError E0000001 */
export function registerKey(org: Org, app: App, given: JsonObject): ClientKey {
  const jwk = readPublicKey(given, app);
  if (app.keys.length >= MAX_KEYS) throw validationFailed('jwks', [`An app has at most ${MAX_KEYS} keys.`]);
  const { kid } = given;
  const key: ClientKey = {
    id: `pks${randomText(17, org.random).replace(/[-_]/g, '0')}`,
    created: nowIso(org),
    jwk: {
      ...jwk,
      kid: typeof kid === 'string' && kid !== '' ? kid : randomText(43, org.random),
      use: 'sig',
    },
  };
  app.keys.push(key);
  return key;
}

function removeKey(call: ApiCall): Answer {
  const app = requireClient(call);
  const wanted = call.params['keyId'] ?? '';
  const index = app.keys.findIndex(({ id, jwk }) => id === wanted || jwk['kid'] === wanted);
  if (index < 0) throw notFound(wanted, 'JsonWebKey');
  app.keys.splice(index, 1);
  return noContent;
}

/** Keeps what a verifier needs of a JWK. @throws OktaError E0000001 */
function readPublicKey(body: JsonObject, app: App): JsonObject {
  const refuse = (cause: string): never => {
    throw validationFailed('jwks', [cause]);
  };
  if (PRIVATE_MEMBERS.some((member) => member in body)) {
    refuse('This is a private key. Only its public part may be registered.');
  }
  const { kty, n, e, crv, x, y, alg, kid } = body;
  if (kty !== 'RSA' && kty !== 'EC') refuse("kty: 'RSA' or 'EC' is expected.");
  if (app.keys.some(({ jwk }) => kid !== undefined && jwk['kid'] === kid)) {
    refuse('kid: another key of this app has the same one.');
  }
  const jwk: JsonObject = kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y };
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    const bits = key.asymmetricKeyDetails?.modulusLength;
    if (bits !== undefined && bits < 2048) return refuse('n: an RSA key has at least 2048 bits.');
  } catch {
    refuse('The public key cannot be read.');
  }
  return typeof alg === 'string' ? { ...jwk, alg } : jwk;
}

const keyView = (org: Org, app: App, { id, created, jwk }: ClientKey): JsonObject => ({
  id,
  ...jwk,
  status: 'ACTIVE',
  created,
  lastUpdated: created,
  _links: { self: link(`${org.url}/api/v1/apps/${app.id}/credentials/jwks/${id}`, 'GET') },
});
