import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Auth } from '../../core/auth/auth.ts';
import {
  type EdgeGridConfig,
  edgeGridTime,
  readEdgeGrid,
  signForEdgeGrid,
} from '../../core/auth/edgegrid.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import type { AuthorizedHop } from '../http/http-client.ts';
import { toTarget } from '../http/target.ts';
import { feedBody } from './hash-body.ts';
import { resolveAuthFields } from './resolve-fields.ts';
import type { SendAuthorization } from './send-authorization.ts';
import { signHops } from './sign-hops.ts';

/**
 * Signs each request of a send with Akamai EdgeGrid.
 *
 * @throws AppError ERR_AUTH_INCOMPLETE, ERR_VARIABLE_UNRESOLVED
 */
export function authorizeWithEdgeGrid(app: AppContext, auth: Auth, scopes: ScopeChain): SendAuthorization {
  const { fields, resolve, secrets } = resolveAuthFields(scopes, app.now());
  const config = readEdgeGrid(auth, resolve);
  fields.assertResolved();
  return {
    scheme: 'EG1-HMAC-SHA256',
    applied: secrets([config.clientSecret, config.accessToken, config.clientToken]),
    authorizeHop: signHops(async (hop, address) => {
      const input = {
        method: hop.method,
        scheme: address.protocol.slice(0, -1),
        host: address.host,
        resource: toTarget(hop.url).path,
        headers: hop.headers,
        bodyHash: await hashStart(config, hop),
        timestamp: config.timestamp || edgeGridTime(new Date(app.now()).toISOString()),
        nonce: config.nonce || randomUUID(),
      };
      return signForEdgeGrid(config, input, (key, text) =>
        createHmac('sha256', key).update(text).digest('base64'),
      );
    }),
    judge: async () => 'done',
  };
}

/** Only the body of a POST is signed, and only its beginning. */
async function hashStart({ maxBodyBytes }: EdgeGridConfig, { method, body }: AuthorizedHop): Promise<string> {
  if (method !== 'POST' || body === undefined || body.lengthBytes === 0) return '';
  const hash = createHash('sha256');
  await feedBody(hash, body, maxBodyBytes);
  return hash.digest('base64');
}
