import { createHash, randomBytes } from 'node:crypto';
import type { AppliedAuth } from '../../core/auth/apply-auth.ts';
import { type Auth, readCredentialText } from '../../core/auth/auth.ts';
import {
  type DigestChallenge,
  type DigestHasher,
  chooseDigestChallenge,
  digestAuthorization,
} from '../../core/auth/digest.ts';
import { readChallenges } from '../../core/auth/oauth2/www-authenticate.ts';
import type { HeaderPairs } from '../../core/http/exchange.ts';
import { isSameOrigin, parseAddress } from '../../core/http/parse-address.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import type { AuthorizedHop, SendOptions, SendResult } from '../http/http-client.ts';
import { hashBody } from './hash-body.ts';
import { resolveAuthFields } from './resolve-fields.ts';
import type { SendAuthorization } from './send-authorization.ts';

const hashNames = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' } as const;
const hasher: DigestHasher = (hash, text) => createHash(hashNames[hash]).update(text).digest('hex');

/**
 * Answers the challenges of a server that asks for Digest: the request goes out once without, and again with the proof.
 * A nonce that is called stale is renewed once.
 *
 * @throws AppError ERR_VARIABLE_UNRESOLVED
 * @see RFC 7616
 */
export function authorizeWithDigest(app: AppContext, auth: Auth, scopes: ScopeChain): SendAuthorization {
  const { fields, resolve, secrets } = resolveAuthFields(scopes, app.now());
  const read = (key: string) => resolve(readCredentialText(auth, key), key);
  const [username, password] = [read('username'), read('password')];
  fields.assertResolved();
  const isEmpty = username === '' && password === '';
  return new DigestAnswers(
    { username, password },
    { ...secrets([password]), ...(isEmpty ? { empty: true } : {}) },
  );
}

class DigestAnswers implements SendAuthorization {
  readonly scheme = 'Digest';
  readonly applied: AppliedAuth;
  readonly #user: { username: string; password: string };
  #challenge: DigestChallenge | undefined;
  #hasRenewed = false;

  constructor(user: { username: string; password: string }, applied: AppliedAuth) {
    this.#user = user;
    this.applied = applied;
  }

  authorizeHop(url: string): SendOptions['authorize'] {
    const challenge = this.#challenge;
    if (challenge === undefined) return undefined;
    let count = 0;
    return async (hop): Promise<HeaderPairs> => {
      if (!isSameOrigin(hop.url, url)) return [];
      count += 1;
      return [['Authorization', await this.#answer(challenge, hop, count)]];
    };
  }

  async #answer(challenge: DigestChallenge, hop: AuthorizedHop, count: number): Promise<string> {
    const address = parseAddress(hop.url);
    return digestAuthorization(
      challenge,
      {
        ...this.#user,
        method: hop.method,
        uri: `${address?.pathname ?? '/'}${address?.search ?? ''}`,
        clientNonce: randomBytes(18).toString('base64'),
        count,
        bodyHash:
          challenge.qop === 'auth-int'
            ? await hashBody(hop.body, hashNames[challenge.hash], 'hex')
            : undefined,
      },
      hasher,
    );
  }

  async judge({ outcome, request }: SendResult, url: string): Promise<'done' | 'again'> {
    if (outcome.kind !== 'response' || outcome.status !== 401 || this.applied.empty === true) return 'done';
    // What another host asks for is not answered with this password.
    if (!isSameOrigin(request.url, url)) return 'done';
    const challenge = chooseDigestChallenge(readChallenges(outcome.headers));
    if (challenge === undefined) return 'done';
    const isRefused = this.#challenge !== undefined && (!challenge.isStale || this.#hasRenewed);
    if (isRefused) return 'done';
    this.#hasRenewed = this.#challenge !== undefined;
    this.#challenge = challenge;
    return 'again';
  }
}
