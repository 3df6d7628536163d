import type { HeaderPairs } from '../http/exchange.ts';
import type { Auth } from './auth.ts';
import { authIncomplete } from './auth-incomplete.ts';
import { credentialReader } from './credential-reader.ts';

/** Hashes that Hawk makes a MAC with. */
export const hawkAlgorithms = ['sha256', 'sha1'] as const;
export type HawkAlgorithm = (typeof hawkAlgorithms)[number];

/** A Hawk set-up, resolved; in Postman's words the type `hawk`. */
export interface HawkConfig {
  id: string;
  key: string;
  algorithm: HawkAlgorithm;
  /** Whatever the application agreed on with the server; empty: none. */
  ext: string;
  /** Application and delegation of Oz; empty: none. */
  app: string;
  dlg: string;
  /** Fixed ones; empty: made for each request. */
  timestamp: string;
  nonce: string;
  /** The body is part of what is proved. */
  hashesBody: boolean;
}

/** What is proved of one request. */
export interface HawkInput {
  method: string;
  /** Path and query as in the request line. */
  resource: string;
  /** Lower case, without port. */
  hostname: string;
  port: string;
  /** Of the body, in base64; empty: none. */
  hash: string;
  timestamp: string;
  nonce: string;
}

/**
 * Reads the settings of a Hawk authorization.
 *
 * @throws AppError ERR_AUTH_INCOMPLETE with the field in details
 */
export function readHawk(auth: Auth, resolve: (text: string, key: string) => string): HawkConfig {
  const { read, required } = credentialReader(auth, resolve);
  const name = read('algorithm').toLowerCase() || 'sha256';
  const algorithm = hawkAlgorithms.find((known) => known === name);
  if (algorithm === undefined)
    throw authIncomplete('algorithm', `"${name}" is no hash of Hawk. Choose sha256 or sha1.`);
  return {
    id: required('authId', 'Hawk Auth ID'),
    key: required('authKey', 'Hawk Auth Key'),
    algorithm,
    ext: read('extraData'),
    app: read('app') || read('appId'),
    dlg: read('delegation'),
    timestamp: read('timestamp'),
    nonce: read('nonce'),
    hashesBody: read('includePayloadHash') === 'true',
  };
}

/** Gives what stands before the bytes of a body when it is hashed; a line end stands behind them. `mediaType` in lower case. */
export function hawkPayloadHead(mediaType: string): string {
  return `hawk.1.payload\n${mediaType}\n`;
}

/**
 * Gives the header line that proves a request.
 *
 * @param mac Of a text, with the key of the set-up, in base64
 * @see https://github.com/mozilla/hawk/blob/main/API.md
 */
export function proveWithHawk(
  config: HawkConfig,
  input: HawkInput,
  mac: (text: string) => string,
): HeaderPairs {
  const { ext, app, dlg } = config;
  const lines = [
    'hawk.1.header',
    input.timestamp,
    input.nonce,
    input.method.toUpperCase(),
    input.resource,
    input.hostname,
    input.port,
    input.hash,
    ext.replaceAll('\\', '\\\\').replaceAll('\n', '\\n'),
    ...(app === '' ? [] : [app, dlg]),
  ];
  const parameters: [name: string, value: string][] = [
    ['id', config.id],
    ['ts', input.timestamp],
    ['nonce', input.nonce],
    ['hash', input.hash],
    ['ext', ext.replace(/["\\]/g, '\\$&')],
    ['mac', mac(`${lines.join('\n')}\n`)],
    ['app', app],
    ['dlg', app === '' ? '' : dlg],
  ];
  const written = parameters.filter(([, value]) => value !== '').map(([name, value]) => `${name}="${value}"`);
  return [['Authorization', `Hawk ${written.join(', ')}`]];
}
