import { encodeQueryData } from '../http/percent-encoding.ts';
import { type Auth, readCredentialText } from './auth.ts';
import { authIncomplete } from './auth-incomplete.ts';
import { type SignedParameter, inSignedOrder } from './signed-query.ts';

/** Ways to sign, by Postman's names. @see RFC 5849 section 3.4 */
export const oauth1Methods = [
  'HMAC-SHA1',
  'HMAC-SHA256',
  'HMAC-SHA512',
  'RSA-SHA1',
  'RSA-SHA256',
  'RSA-SHA512',
  'PLAINTEXT',
] as const;
export type OAuth1Method = (typeof oauth1Methods)[number];

/** An OAuth 1.0 set-up, resolved; in Postman's words the type `oauth1`. */
export interface OAuth1Config {
  method: OAuth1Method;
  consumerKey: string;
  consumerSecret: string;
  token: string;
  tokenSecret: string;
  /** PEM or JWK; for the RSA methods. */
  privateKey: string;
  realm: string;
  callback: string;
  verifier: string;
  /** Written as `oauth_version`; empty: left out. */
  version: string;
  /** Fixed ones; empty: made for each request. */
  timestamp: string;
  nonce: string;
  /** Empty parameters are part of what is signed and sent. */
  signsEmpty: boolean;
  /** A body that is no form is signed by its hash. */
  hashesBody: boolean;
  /** False: the settings want the parameters in query or body. */
  wantsHeader: boolean;
}

/** What is signed of one request. */
export interface OAuth1Input {
  method: string;
  /** Without query; lower-case host, no default port. */
  baseUrl: string;
  /** Decoded parameters of the query and of a form body. */
  parameters: readonly SignedParameter[];
  timestamp: string;
  nonce: string;
}

/**
 * Reads the settings of an OAuth 1.0 authorization.
 *
 * @throws AppError ERR_AUTH_INCOMPLETE with the field in details
 */
export function readOAuth1(auth: Auth, resolve: (text: string, key: string) => string): OAuth1Config {
  const read = (key: string) => resolve(readCredentialText(auth, key), key);
  const name = read('signatureMethod').trim() || 'HMAC-SHA1';
  const method = oauth1Methods.find((known) => known === name.toUpperCase());
  if (method === undefined)
    throw authIncomplete('signatureMethod', `"${name}" is no way to sign that Postern knows.`);
  const consumerKey = read('consumerKey').trim();
  if (consumerKey === '') throw authIncomplete('consumerKey', 'Consumer Key is empty.');
  const privateKey = read('privateKey').trim();
  if (method.startsWith('RSA') && privateKey === '')
    throw authIncomplete('privateKey', 'Private Key is empty; this method signs with it.');
  return {
    method,
    consumerKey,
    consumerSecret: read('consumerSecret'),
    token: read('token').trim(),
    tokenSecret: read('tokenSecret'),
    privateKey,
    realm: read('realm'),
    callback: read('callback').trim(),
    verifier: read('verifier').trim(),
    version: read('version').trim(),
    timestamp: read('timestamp').trim(),
    nonce: read('nonce').trim(),
    signsEmpty: read('addEmptyParamsToSign') === 'true',
    hashesBody: read('includeBodyHash') === 'true',
    wantsHeader: read('addParamsToHeader') !== 'false',
  };
}

/** Gives the protocol parameters of a request without the signature, decoded. @see RFC 5849 section 3.1 */
export function oauth1Parameters(
  config: OAuth1Config,
  { timestamp, nonce }: Pick<OAuth1Input, 'timestamp' | 'nonce'>,
): SignedParameter[] {
  const all: [name: string, value: string, isOptional: boolean][] = [
    ['oauth_consumer_key', config.consumerKey, false],
    ['oauth_token', config.token, !config.signsEmpty],
    ['oauth_signature_method', config.method, false],
    ['oauth_timestamp', timestamp, false],
    ['oauth_nonce', nonce, false],
    ['oauth_version', config.version, true],
    ['oauth_callback', config.callback, !config.signsEmpty],
    ['oauth_verifier', config.verifier, !config.signsEmpty],
  ];
  return all.flatMap(([name, value, isOptional]) =>
    value === '' && isOptional ? [] : [[name, value] as SignedParameter],
  );
}

/** Gives the text that is signed. @see RFC 5849 section 3.4.1 */
export function oauth1BaseString(
  { method, baseUrl, parameters }: OAuth1Input,
  protocol: readonly SignedParameter[],
): string {
  const encoded = [...parameters, ...protocol].map(
    ([name, value]) => [encodeQueryData(name), encodeQueryData(value)] as SignedParameter,
  );
  const normalised = inSignedOrder(encoded)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return [method.toUpperCase(), encodeQueryData(baseUrl), encodeQueryData(normalised)].join('&');
}

/** Gives the key of the HMAC methods, which is the whole signature of PLAINTEXT. @see RFC 5849 section 3.4.2 */
export function oauth1Key({
  consumerSecret,
  tokenSecret,
}: Pick<OAuth1Config, 'consumerSecret' | 'tokenSecret'>): string {
  return `${encodeQueryData(consumerSecret)}&${encodeQueryData(tokenSecret)}`;
}

/** Gives the value of `Authorization`. @see RFC 5849 section 3.5.1 */
export function oauth1Authorization(
  realm: string,
  protocol: readonly SignedParameter[],
  signature: string,
): string {
  const all: SignedParameter[] = [...protocol, ['oauth_signature', signature]];
  const pairs = all.map(([name, value]) => `${encodeQueryData(name)}="${encodeQueryData(value)}"`);
  const first = realm === '' ? [] : [`realm="${realm.replace(/["\\]/g, '\\$&')}"`];
  return `OAuth ${[...first, ...pairs].join(', ')}`;
}
