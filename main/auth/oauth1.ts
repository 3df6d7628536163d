import { createHmac, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { authIncomplete } from '../../core/auth/auth-incomplete.ts';
import type { Auth } from '../../core/auth/auth.ts';
import {
  type OAuth1Config,
  oauth1Authorization,
  oauth1BaseString,
  oauth1Key,
  oauth1Parameters,
  readOAuth1,
} from '../../core/auth/oauth1.ts';
import { type SignedParameter, readParameters } from '../../core/auth/signed-query.ts';
import { declaredMediaType } from '../../core/http/media-type.ts';
import { originOf } from '../../core/http/parse-address.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import type { AuthorizedHop } from '../http/http-client.ts';
import { hashBody } from './hash-body.ts';
import { readPastedKey } from './pasted-key.ts';
import { resolveAuthFields } from './resolve-fields.ts';
import type { SendAuthorization } from './send-authorization.ts';
import { signHops } from './sign-hops.ts';

/**
 * Signs each request of a send with OAuth 1.0, in the `Authorization` header.
 *
 * @throws AppError ERR_AUTH_INCOMPLETE, ERR_VARIABLE_UNRESOLVED, and what a pasted key is refused for
 * @see RFC 5849
 */
export function authorizeWithOAuth1(app: AppContext, auth: Auth, scopes: ScopeChain): SendAuthorization {
  const { fields, resolve, secrets } = resolveAuthFields(scopes, app.now());
  const config = readOAuth1(auth, resolve);
  fields.assertResolved();
  const makeSignature = createSigner(config);
  return {
    scheme: 'OAuth',
    applied: {
      ...secrets([config.consumerSecret, config.tokenSecret, config.privateKey]),
      ...(config.wantsHeader ? {} : { warnings: [inHeader] }),
    },
    authorizeHop: signHops(async (hop, address) => {
      const facts = {
        timestamp: config.timestamp || String(Math.floor(app.now() / 1000)),
        nonce: config.nonce || randomBytes(16).toString('hex'),
      };
      const form = formOf(hop);
      const protocol: SignedParameter[] = [
        ...oauth1Parameters(config, facts),
        ...(config.hashesBody && form === undefined ? await bodyHash(config, hop) : []),
      ];
      const baseUrl = `${originOf(address)}${address.pathname}`;
      const parameters = [...readParameters(address.search.slice(1)), ...(form ?? [])];
      const text = oauth1BaseString({ ...facts, method: hop.method, baseUrl, parameters }, protocol);
      return [['Authorization', oauth1Authorization(config.realm, protocol, makeSignature(text))]];
    }),
    judge: async () => 'done',
  };
}

const inHeader = {
  code: 'oauth1InHeader',
  message:
    'The signature goes in the Authorization header, which every server of OAuth 1.0 reads, and not in query or body as the imported settings say.',
};

/** The parameters of a form body, which are signed with the query. @see RFC 5849 section 3.4.1.3.1 */
function formOf({ headers, body }: AuthorizedHop): SignedParameter[] | undefined {
  if (declaredMediaType(headers) !== 'application/x-www-form-urlencoded') return undefined;
  return body?.bytes === undefined ? undefined : readParameters(body.bytes.toString('utf8'));
}

/** The extension "OAuth Request Body Hash" 1.0, section 3.2. */
async function bodyHash(config: OAuth1Config, hop: AuthorizedHop): Promise<SignedParameter[]> {
  return [['oauth_body_hash', await hashBody(hop.body, hashOf(config), 'base64')]];
}

function hashOf({ method }: OAuth1Config): string {
  return method === 'PLAINTEXT' ? 'sha1' : method.slice(method.indexOf('-') + 1).toLowerCase();
}

function createSigner(config: OAuth1Config): (text: string) => string {
  const secret = oauth1Key(config);
  if (config.method === 'PLAINTEXT') return () => secret;
  const hash = hashOf(config);
  if (config.method.startsWith('HMAC'))
    return (text) => createHmac(hash, secret).update(text).digest('base64');
  const jwk = readPastedKey(config.privateKey);
  if (jwk.kty !== 'RSA') throw authIncomplete('privateKey', 'OAuth 1.0 signs with RSA keys only.');
  const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  return (text) => sign(hash, Buffer.from(text), key).toString('base64');
}
