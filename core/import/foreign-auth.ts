import type { Auth } from '../auth/auth.ts';
import type { OAuth2Config } from '../auth/oauth2/config.ts';
import { readOAuth2Config, writeOAuth2Config } from '../auth/oauth2/config-format.ts';
import { countOf } from '../count-of.ts';
import { authOf } from './auth-of.ts';
import type { NoteBook } from './notes.ts';

/** Makes an authorization of the fields of an OAuth 2.0 set-up that another tool knows. */
export function oauth2AuthOf(fields: Partial<OAuth2Config>): Auth {
  const empty: Auth = { type: 'oauth2', credentials: [] };
  return writeOAuth2Config(empty, { ...readOAuth2Config(empty), ...fields });
}

/** A bearer token; one with a word of its own before it is a plain header. */
export function bearerAuthOf(token: string, prefix: string): Auth {
  const word = prefix.trim();
  if (word === '' || word.toLowerCase() === 'bearer') return authOf('bearer', { token });
  return authOf('apikey', { key: 'Authorization', value: `${word} ${token}`, in: 'header' });
}

/**
 * Makes an authorization of a type that signs or answers challenges, by the names Insomnia, Bruno and OpenCollection have
 * for its fields; `undefined` for another type.
 */
export function signedAuthOf(type: string, text: (key: string) => string): Auth | undefined {
  const of = (name: string, fields: Record<string, string>) =>
    authOf(
      name,
      Object.fromEntries(
        Object.entries(fields).flatMap(([key, from]) => (text(from) === '' ? [] : [[key, text(from)]])),
      ),
    );
  switch (type) {
    case 'digest':
      return of('digest', { username: 'username', password: 'password' });
    case 'iam':
    case 'awsv4':
      return of('awsv4', {
        accessKey: 'accessKeyId',
        secretKey: 'secretAccessKey',
        sessionToken: 'sessionToken',
        region: 'region',
        service: 'service',
      });
    case 'oauth1':
      return of('oauth1', {
        signatureMethod: 'signatureMethod',
        consumerKey: 'consumerKey',
        consumerSecret: 'consumerSecret',
        token: 'tokenKey',
        tokenSecret: 'tokenSecret',
        privateKey: 'privateKey',
        callback: 'callback',
        verifier: 'verifier',
        realm: 'realm',
        version: 'version',
      });
    case 'hawk':
      return of('hawk', {
        authId: 'id',
        authKey: 'key',
        algorithm: 'algorithm',
        extraData: 'ext',
        app: 'app',
        delegation: 'dlg',
        includePayloadHash: 'validatePayload',
      });
    case 'edgegrid':
      return of('edgegrid', {
        accessToken: 'accessToken',
        clientToken: 'clientToken',
        clientSecret: 'clientSecret',
        baseURL: 'baseURL',
        headersToSign: 'headersToSign',
        maxBodySize: 'maxBodySize',
      });
    case 'asap':
      return of('asap', {
        alg: 'algorithm',
        iss: 'issuer',
        sub: 'subject',
        aud: 'audience',
        kid: 'keyId',
        privateKey: 'privateKey',
        claims: 'additionalClaims',
      });
    default:
      return undefined;
  }
}

/** Says that an authorization of a type Postern cannot send came along; its fields are kept. */
export function noteForeignAuth(notes: NoteBook, where: string[], type: string): void {
  notes.tally(
    'auth.unsupported',
    'unsupported',
    where,
    (count) =>
      `Authorization of the type "${type}" came along (${countOf(count, 'place')}). Postern keeps it and cannot send with it yet.`,
    { topic: type },
  );
}

/** Says which secrets of an environment came without their value. */
export function noteMissingSecrets(notes: NoteBook, environment: string, tool: string, keys: string[]): void {
  if (keys.length === 0) return;
  notes.add(
    'environment.secretsMissing',
    'info',
    ['environments', environment],
    `${tool} keeps the values of secrets out of its files. Type them in: ${keys.slice(0, 10).join(', ')}.`,
  );
}
