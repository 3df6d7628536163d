import { type KeyObject, generateKeyPairSync, randomBytes } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientMetadata, Configuration } from 'oidc-provider';

/** One shape of a certified provider. */
export interface ProviderShape {
  clients: ClientMetadata[];
  /** Where it stands below its origin, such as `/realms/x`. */
  path?: string;
  requiresPar?: boolean;
  configuration?: Configuration;
  /** Sees each request first; true where it answered itself. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** A request as the provider got it. */
export interface Seen {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
}

/** A running provider. */
export interface TestProvider {
  issuer: string;
  origin: string;
  seen: Seen[];
  close(): void;
}

/** The key the provider signs ID tokens with. */
const signing = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Starts oidc-provider on loopback. What a shape says wins over what every shape has. */
export async function startProvider(shape: ProviderShape): Promise<TestProvider> {
  const { default: Provider } = await import('oidc-provider');
  const { path = '' } = shape;
  const seen: Seen[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `${origin}${path}`;
  const provider = new Provider(issuer, configurationOf(shape));
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const { url = '/', method = '', headers } = request;
    seen.push({ method, path: url, headers });
    if (shape.intercept?.(request, response) === true) return;
    // As a framework does that mounts it below a path.
    Object.assign(request, { originalUrl: url, url: url.startsWith(path) ? url.slice(path.length) : url });
    void answer(request, response);
  });
  return { issuer, origin, seen, close: () => stop(server) };
}

function stop(server: Server): void {
  server.close();
  server.closeAllConnections();
}

function configurationOf({ clients, configuration = {}, requiresPar = false }: ProviderShape): Configuration {
  const { features, ...others } = configuration;
  return {
    clients,
    scopes: ['openid', 'offline_access', 'okta.users.read'],
    jwks: {
      keys: [{ ...signing.privateKey.export({ format: 'jwk' }), kid: 'as', alg: 'RS256', use: 'sig' }],
    },
    cookies: { keys: ['test-cookie-key'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    clientAuthMethods: [
      'client_secret_basic',
      'client_secret_post',
      'client_secret_jwt',
      'private_key_jwt',
      'none',
    ],
    enabledJWA: {
      clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'HS256', 'HS512'],
    },
    rotateRefreshToken: true,
    ...others,
    features: {
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      introspection: { enabled: true },
      deviceFlow: { enabled: true },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: requiresPar },
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => false },
      ...features,
    } as Configuration['features'],
  };
}

/** A client of a user, whose redirect is at a port. */
export function userClient(id: string, port: number, more: Partial<ClientMetadata> = {}): ClientMetadata {
  return {
    client_id: id,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: [callbackAt(port)],
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid offline_access okta.users.read',
    ...more,
  };
}

/** A client without users, which signs with a key. */
export function serviceClient(
  id: string,
  key: KeyObject,
  more: Partial<ClientMetadata> = {},
): ClientMetadata {
  return {
    client_id: id,
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    scope: 'okta.users.read',
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: 'svc', use: 'sig' }] },
    ...more,
  };
}

export const callbackAt = (port: number) => `http://localhost:${port}/authorization-code/callback`;

/**
 * Walks the provider's own pages as a browser would: follows redirects, signs in, consents, and posts what a page posts by
 * itself. Gives what the callback answered.
 */
export async function browse(start: string, callback: string): Promise<{ url: string; status: number }> {
  const cookies = new Map<string, string>();
  let url = start;
  let form: string | undefined;
  for (let step = 0; step < 25; step += 1) {
    if (url.startsWith(callback)) {
      const answered = await fetch(url, form === undefined ? {} : posted(form));
      return { url, status: answered.status };
    }
    const headers = { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const sent = form === undefined ? { headers } : posted(form, headers);
    const response = await fetch(url, { ...sent, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    form = undefined;
    const location = response.headers.get('location');
    if (location !== null) {
      url = new URL(location, url).href;
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined) return { url: `${url} ${page}`, status: response.status };
    url = new URL(action, url).href;
    form = fieldsOf(page);
  }
  throw new Error('The sign-in did not end.');
}

function posted(form: string, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    body: form,
    headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
  };
}

function fieldsOf(page: string): string {
  const fields = new URLSearchParams();
  for (const [input] of page.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]+)"/.exec(input)?.[1];
    if (name !== undefined) fields.set(name, /value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  if (fields.has('login')) {
    fields.set('login', 'tony');
    fields.set('password', 'x');
  }
  return fields.toString();
}
