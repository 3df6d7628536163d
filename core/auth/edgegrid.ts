import type { HeaderPairs } from '../http/exchange.ts';
import type { Auth } from './auth.ts';
import { authIncomplete } from './auth-incomplete.ts';
import { credentialReader } from './credential-reader.ts';

/** An Akamai EdgeGrid set-up, resolved; in Postman's words the type `edgegrid`. */
export interface EdgeGridConfig {
  accessToken: string;
  clientToken: string;
  clientSecret: string;
  /** Host that is signed in place of the request's; empty: none. */
  host: string;
  /** Lower-case names of header lines that are signed, in the order the service wants. */
  headersToSign: string[];
  /** So many bytes of a body are signed. */
  maxBodyBytes: number;
  /** Fixed ones; empty: made for each request. */
  timestamp: string;
  nonce: string;
}

/** What is signed of one request. */
export interface EdgeGridInput {
  method: string;
  /** Without the colon. */
  scheme: string;
  host: string;
  /** Path and query as in the request line. */
  resource: string;
  headers: HeaderPairs;
  /** Of the body of a POST, in base64; empty: none. */
  bodyHash: string;
  /** As {@link edgeGridTime} writes it. */
  timestamp: string;
  nonce: string;
}

/** What Akamai's services look at where they say nothing else. */
const usualBodyBytes = 131_072;

/**
 * Reads the settings of an EdgeGrid authorization.
 *
 * @throws AppError ERR_AUTH_INCOMPLETE with the field in details
 */
export function readEdgeGrid(auth: Auth, resolve: (text: string, key: string) => string): EdgeGridConfig {
  const { read, required } = credentialReader(auth, resolve);
  const maxBody = read('maxBodySize');
  const maxBodyBytes = maxBody === '' ? usualBodyBytes : Number(maxBody);
  if (!Number.isInteger(maxBodyBytes) || maxBodyBytes < 0)
    throw authIncomplete('maxBodySize', 'Max Body Size is a whole number of bytes, such as 131072.');
  return {
    accessToken: required('accessToken', 'Access Token'),
    clientToken: required('clientToken', 'Client Token'),
    clientSecret: required('clientSecret', 'Client Secret'),
    host: read('baseURL')
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/[/?#].*$/, ''),
    headersToSign: read('headersToSign')
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
    maxBodyBytes,
    timestamp: read('timestamp'),
    nonce: read('nonce'),
  };
}

/** Writes a moment, given as `Date.prototype.toISOString` does, as EdgeGrid wants it: `20140321T19:34:21+0000`. */
export function edgeGridTime(iso: string): string {
  return `${iso.slice(0, 10).replaceAll('-', '')}T${iso.slice(11, 19)}+0000`;
}

/**
 * Gives the header line that signs a request.
 *
 * @param hmac HMAC-SHA256 of a text, in base64
 * @see https://techdocs.akamai.com/developer/docs/authenticate-with-edgegrid
 */
export function signForEdgeGrid(
  config: EdgeGridConfig,
  input: EdgeGridInput,
  hmac: (key: string, text: string) => string,
): HeaderPairs {
  const { timestamp, nonce } = input;
  const parameters = [
    `client_token=${config.clientToken}`,
    `access_token=${config.accessToken}`,
    `timestamp=${timestamp}`,
    `nonce=${nonce}`,
  ];
  const unsigned = `EG1-HMAC-SHA256 ${parameters.join(';')};`;
  const toSign = [
    input.method,
    input.scheme,
    config.host === '' ? input.host : config.host,
    input.resource,
    signedHeaders(config, input.headers),
    input.bodyHash,
    unsigned,
  ].join('\t');
  const signature = hmac(hmac(config.clientSecret, timestamp), toSign);
  return [['Authorization', `${unsigned}signature=${signature}`]];
}

function signedHeaders({ headersToSign }: EdgeGridConfig, headers: HeaderPairs): string {
  return headersToSign
    .flatMap((wanted) => {
      const value = headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
      return value === '' ? [] : [`${wanted}:${value.trim().replace(/\s+/g, ' ')}`];
    })
    .join('\t');
}
