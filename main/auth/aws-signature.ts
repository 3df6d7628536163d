import { createHash, createHmac } from 'node:crypto';
import type { Auth } from '../../core/auth/auth.ts';
import { type AwsHashers, readAwsCredentials, signForAws } from '../../core/auth/aws-signature.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import { hashBody } from './hash-body.ts';
import { resolveAuthFields } from './resolve-fields.ts';
import type { SendAuthorization } from './send-authorization.ts';
import { signHops } from './sign-hops.ts';

const hashers: AwsHashers = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  hmac: (key, text) => createHmac('sha256', key).update(text).digest(),
};

/**
 * Signs each request of a send with AWS Signature Version 4, in headers.
 *
 * @throws AppError ERR_AUTH_INCOMPLETE, ERR_VARIABLE_UNRESOLVED
 */
export function authorizeWithAws(app: AppContext, auth: Auth, scopes: ScopeChain): SendAuthorization {
  const { fields, resolve, secrets } = resolveAuthFields(scopes, app.now());
  const credentials = readAwsCredentials(auth, resolve);
  fields.assertResolved();
  const { secretKey, sessionToken } = credentials;
  return {
    scheme: 'AWS4-HMAC-SHA256',
    applied: secrets([secretKey, sessionToken]),
    authorizeHop: signHops(async (hop, address) => {
      const input = {
        method: hop.method,
        host: address.host,
        path: address.pathname,
        query: address.search.slice(1),
        headers: hop.headers,
        bodyHash: await hashBody(hop.body, 'sha256', 'hex'),
        nowIso: new Date(app.now()).toISOString(),
      };
      return signForAws(credentials, input, hashers);
    }),
    judge: async () => 'done',
  };
}
