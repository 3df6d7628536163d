import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Auth } from '../../core/auth/auth.ts';
import { type HawkConfig, hawkPayloadHead, proveWithHawk, readHawk } from '../../core/auth/hawk.ts';
import { declaredMediaType } from '../../core/http/media-type.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import type { AuthorizedHop } from '../http/http-client.ts';
import { toTarget } from '../http/target.ts';
import { feedBody } from './hash-body.ts';
import { resolveAuthFields } from './resolve-fields.ts';
import type { SendAuthorization } from './send-authorization.ts';
import { signHops } from './sign-hops.ts';

/**
 * Proves each request of a send with Hawk, in the `Authorization` header.
 *
 * @throws AppError ERR_AUTH_INCOMPLETE, ERR_VARIABLE_UNRESOLVED
 */
export function authorizeWithHawk(app: AppContext, auth: Auth, scopes: ScopeChain): SendAuthorization {
  const { fields, resolve, secrets } = resolveAuthFields(scopes, app.now());
  const config = readHawk(auth, resolve);
  fields.assertResolved();
  return {
    scheme: 'Hawk',
    applied: secrets([config.key]),
    authorizeHop: signHops(async (hop, address) => {
      const input = {
        method: hop.method,
        resource: toTarget(hop.url).path,
        hostname: address.hostname,
        port: address.port || (address.protocol === 'https:' ? '443' : '80'),
        hash: config.hashesBody ? await hashPayload(config, hop) : '',
        timestamp: config.timestamp || String(Math.floor(app.now() / 1000)),
        nonce: config.nonce || randomBytes(8).toString('hex'),
      };
      return proveWithHawk(config, input, (text) =>
        createHmac(config.algorithm, config.key).update(text).digest('base64'),
      );
    }),
    judge: async () => 'done',
  };
}

async function hashPayload({ algorithm }: HawkConfig, { headers, body }: AuthorizedHop): Promise<string> {
  const hash = createHash(algorithm).update(hawkPayloadHead(declaredMediaType(headers)));
  await feedBody(hash, body);
  return hash.update('\n').digest('base64');
}
