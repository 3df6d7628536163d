import { toHex } from '../hex.ts';
import type { HeaderPairs } from '../http/exchange.ts';
import { encodeQueryData } from '../http/percent-encoding.ts';
import type { Auth } from './auth.ts';
import { authIncomplete } from './auth-incomplete.ts';
import { credentialReader } from './credential-reader.ts';
import { inSignedOrder, readParameters } from './signed-query.ts';

/** An AWS Signature Version 4 set-up, resolved; in Postman's words the type `awsv4`. */
export interface AwsCredentials {
  accessKey: string;
  secretKey: string;
  /** Of temporary credentials; empty: none. */
  sessionToken: string;
  region: string;
  /** Such as `execute-api` or `s3`. */
  service: string;
}

/** What is signed of one request. */
export interface AwsInput {
  method: string;
  /** As in the `Host` line. */
  host: string;
  /** As in the request line. */
  path: string;
  /** Without the `?`. */
  query: string;
  headers: HeaderPairs;
  /** SHA-256 of the body in lower-case hexadecimal digits. */
  bodyHash: string;
  /** The moment as `Date.prototype.toISOString` writes it. */
  nowIso: string;
}

/** The two primitives; the texts are taken as UTF-8. */
export interface AwsHashers {
  /** In lower-case hexadecimal digits. */
  sha256(text: string): string;
  hmac(key: Uint8Array | string, text: string): Uint8Array;
}

const algorithm = 'AWS4-HMAC-SHA256';

/**
 * Reads the settings of an AWS Signature, with Postman's defaults for region and service.
 *
 * @throws AppError ERR_AUTH_INCOMPLETE with the field in details
 */
export function readAwsCredentials(
  auth: Auth,
  resolve: (text: string, key: string) => string,
): AwsCredentials {
  const { read, required } = credentialReader(auth, resolve);
  if (read('addAuthDataToQuery') === 'true') {
    throw authIncomplete(
      'addAuthDataToQuery',
      'Postern signs in headers. A signature in the query, as imported, is not sent: choose the type again to sign in headers.',
    );
  }
  return {
    accessKey: required('accessKey', 'Access Key'),
    secretKey: required('secretKey', 'Secret Key'),
    sessionToken: read('sessionToken'),
    region: read('region') || 'us-east-1',
    service: read('service') || 'execute-api',
  };
}

/**
 * Gives the header lines that sign a request: `X-Amz-Date`, `X-Amz-Security-Token`, `X-Amz-Content-Sha256` for S3, and
 * `Authorization`. Signed are host, Content-Type and every `X-Amz-` line.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signForAws(credentials: AwsCredentials, input: AwsInput, hashers: AwsHashers): HeaderPairs {
  const stamp = input.nowIso.replace(/[-:]|\.\d{3}/g, '');
  const isS3 = credentials.service === 's3';
  const added: HeaderPairs = [
    ['X-Amz-Date', stamp],
    ...(credentials.sessionToken === ''
      ? []
      : ([['X-Amz-Security-Token', credentials.sessionToken]] satisfies HeaderPairs)),
    ...(isS3 ? ([['X-Amz-Content-Sha256', input.bodyHash]] satisfies HeaderPairs) : []),
  ];
  const signed = signedHeaders(input, added);
  const names = signed.map(([name]) => name).join(';');
  const canonical = [
    input.method,
    canonicalPath(input.path, isS3),
    canonicalQuery(input.query),
    ...signed.map(([name, value]) => `${name}:${value}`),
    '',
    names,
    input.bodyHash,
  ].join('\n');
  const day = stamp.slice(0, 8);
  const scope = `${day}/${credentials.region}/${credentials.service}/aws4_request`;
  const toSign = [algorithm, stamp, scope, hashers.sha256(canonical)].join('\n');
  const key = [day, credentials.region, credentials.service, 'aws4_request'].reduce<Uint8Array | string>(
    (before, text) => hashers.hmac(before, text),
    `AWS4${credentials.secretKey}`,
  );
  const signature = toHex(hashers.hmac(key, toSign));
  const proof = `Credential=${credentials.accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return [...added, ['Authorization', `${algorithm} ${proof}`]];
}

/** Lower-case names in order, each once; what the signature brings itself stands in for a typed line. */
function signedHeaders({ headers, host }: AwsInput, added: HeaderPairs): HeaderPairs {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (lower !== 'host' && lower !== 'content-type' && !lower.startsWith('x-amz-')) continue;
    values.set(lower, [...(values.get(lower) ?? []), value.trim().replace(/\s+/g, ' ')]);
  }
  if (!values.has('host')) values.set('host', [host]);
  for (const [name, value] of added) values.set(name.toLowerCase(), [value]);
  return [...values.keys()].toSorted().map((name) => [name, values.get(name)?.join(',') ?? '']);
}

/** S3 takes the path as it is sent; the others without dot segments, and encoded once more. */
function canonicalPath(path: string, isS3: boolean): string {
  if (isS3) return path === '' ? '/' : path;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const isOpen = segments.length > 0 && /\/\.{0,2}$/.test(path);
  return `/${segments.map(encodeQueryData).join('/')}${isOpen ? '/' : ''}`;
}

function canonicalQuery(query: string): string {
  const encoded = readParameters(query).map(
    ([name, value]) => [encodeQueryData(name), encodeQueryData(value)] as [string, string],
  );
  return inSignedOrder(encoded)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
