import { randomUUID } from 'node:crypto';
import type { AppliedAuth } from '../../core/auth/apply-auth.ts';
import { authIncomplete } from '../../core/auth/auth-incomplete.ts';
import type { Auth } from '../../core/auth/auth.ts';
import {
  type JwtBearer,
  type JwtBearerKey,
  decodeSecret,
  type readJwtBearer,
} from '../../core/auth/jwt-bearer.ts';
import { encodeQueryData } from '../../core/http/percent-encoding.ts';
import { type SigningAlgorithm, fitsAlgorithm, signingAlgorithmsOf } from '../../core/jwt/algorithms.ts';
import { textBytes } from '../../core/jwt/base64url.ts';
import { classifyJwk } from '../../core/jwt/jwk.ts';
import { type SigningKey, signJwt } from '../../core/jwt/sign.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import { findKeyId } from '../oauth/client-credentials.ts';
import { importKey } from '../storage/key-store.ts';
import { readPastedKey } from './pasted-key.ts';
import { resolveAuthFields } from './resolve-fields.ts';
import type { SendAuthorization } from './send-authorization.ts';

/**
 * Signs the token of an authorization that is a JWT; no socket opens.
 *
 * @param read Gives what its settings ask for.
 *
 * @throws AppError ERR_AUTH_INCOMPLETE, ERR_VARIABLE_UNRESOLVED, ERR_TOKEN_SIGN_FAILED, ERR_KEY_NOT_FOUND, and what a
 *   pasted key is refused for
 */
export async function authorizeWithJwt(
  app: AppContext,
  auth: Auth,
  scopes: ScopeChain,
  read: typeof readJwtBearer,
): Promise<SendAuthorization> {
  return {
    applied: await applyJwt(app, auth, scopes, read),
    authorizeHop: () => undefined,
    judge: async () => 'done',
  };
}

async function applyJwt(
  app: AppContext,
  auth: Auth,
  scopes: ScopeChain,
  read: typeof readJwtBearer,
): Promise<AppliedAuth> {
  const { fields, resolve, secrets } = resolveAuthFields(scopes, app.now());
  const facts = { nowEpochSec: Math.floor(app.now() / 1000), jti: randomUUID() };
  const jwt = read(auth, resolve, facts);
  fields.assertResolved();
  const { header, key } = await openKey(app, jwt);
  const token = await signJwt(header, jwt.claims, key);
  const { place } = jwt;
  return place.in === 'header'
    ? {
        header: { name: 'Authorization', value: `${place.prefix} ${token}`.trim() },
        ...secrets([token]),
      }
    : { queryPiece: `${encodeQueryData(place.name)}=${token}`, ...secrets([token]) };
}

/** A stored key brings its `kid`, unless the header has one. */
async function openKey(
  app: AppContext,
  { algorithm, header, key }: JwtBearer,
): Promise<{ header: JwtBearer['header']; key: SigningKey }> {
  switch (key.kind) {
    case 'secret':
      return { header, key: key.isBase64 ? decodeSecret(key.text) : textBytes(key.text) };
    case 'stored': {
      const opened = await app.keys.open(findKeyId(app, key.keyId), algorithm);
      return { header: { kid: opened.summary.kid, ...header }, key: opened.key };
    }
    case 'pasted':
      return { header, key: await openPasted(key, algorithm as SigningAlgorithm) };
  }
}

async function openPasted(
  { text, passphrase }: Extract<JwtBearerKey, { kind: 'pasted' }>,
  algorithm: SigningAlgorithm,
): Promise<SigningKey> {
  const jwk = readPastedKey(text, passphrase);
  const facts = classifyJwk(jwk);
  if (fitsAlgorithm(facts, algorithm)) return importKey(jwk, algorithm);
  const fitting = signingAlgorithmsOf(facts).join(', ');
  throw authIncomplete('algorithm', `The key cannot sign with ${algorithm}. It signs with ${fitting}.`);
}
