/** The org's own authorization server: OpenID Connect and OAuth 2.0 under `/oauth2/v1`. */
import { generateKeyPair as generateKeyPairCallback } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { exportJWK, importJWK, type CryptoKey } from 'jose';
import type { Org } from '../org.ts';
import { displayNameOf, loginOf } from '../user-view.ts';
import { type AccessToken, AccessTokens, type PresentedToken, TokenRefused } from './access-tokens.ts';
import { oktaRefusals } from './okta-refusals.ts';
import { providerConfiguration } from './provider-setup.ts';
import { readText, withBody } from './read-form.ts';
import { handleSignIn } from './sign-in.ts';
import { OAuthStore } from './store.ts';

const generateKeyPair = promisify(generateKeyPairCallback);

/** What the server is made of. */
export interface AuthorizationServerOptions {
  /** Its `url` is the issuer, so it has to listen already. */
  readonly org: Org;
  /** The secret of the apps that have one. */
  readonly clientSecret: string;
  /** The one password of everybody. */
  readonly password: string;
  /** How long access tokens live, in seconds. */
  readonly tokenLifetimeSec: number;
  readonly reportDefect: (errorId: string, defect: unknown) => void;
}

/** The running authorization server. */
export interface AuthorizationServer {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** @throws TokenRefused */
  verifyAccessToken(presented: PresentedToken): Promise<AccessToken>;
  /** Forgets sessions, grants and tokens. */
  clear(): void;
}

/** True for the paths that belong to the authorization server. */
export const isOAuthPath = (path: string): boolean =>
  /^\/(?:\.well-known\/(?:openid-configuration|oauth-authorization-server)$|(?:oauth2\/v1(?!\/clients\/)|signin|activate)(?:\/|$))/.test(
    path,
  );

/** Makes the server, with a signing key of its own. */
export async function createAuthorizationServer(
  options: AuthorizationServerOptions,
): Promise<AuthorizationServer> {
  const { org, reportDefect } = options;
  const { default: Provider, errors } = await importProvider();
  const { publicKey, privateKey } = await generateKeyPair('rsa', { modulusLength: 2048 });
  const signingKey = { ...(await exportJWK(privateKey)), kid: 'sandbox', use: 'sig', alg: 'RS256' };
  const store = new OAuthStore();
  const tokens = new AccessTokens({
    issuer: org.url,
    publicKey: (await importJWK({ ...(await exportJWK(publicKey)), alg: 'RS256' })) as CryptoKey,
    now: org.now,
    hasGrant: (grantId) => store.hasGrant(grantId),
  });
  const provider = new Provider(
    org.url,
    providerConfiguration({ ...options, store, tokens, signingKey, errors }),
  );
  provider.use(oktaRefusals(org));
  provider.on('server_error', (_ctx, error) => reportDefect('oauth', error));
  const answer = provider.callback();
  const { host } = new URL(org.url);

  return {
    async handle(request, response) {
      // Every address the provider gives out is built from this header.
      if (request.headers.host !== host.replace('127.0.0.1', 'localhost')) request.headers.host = host;
      const { pathname } = new URL(request.url ?? '/', org.url);
      if (pathname.startsWith('/signin/')) {
        return handleSignIn({ provider, org, password: options.password }, request, response);
      }
      if (pathname === '/oauth2/v1/userinfo') return answerUserInfo(org, tokens, request, response);
      if (pathname === '/oauth2/v1/authorize') request.url = askConsent(request.url ?? '', org.url);
      if (request.method === 'POST' && pathname === '/oauth2/v1/par') {
        const form = new URLSearchParams(await readText(request));
        addConsent(form);
        return answer(withBody(request, form.toString()), response);
      }
      if (request.method === 'POST' && /^\/oauth2\/v1\/(?:introspect|revoke)$/.test(pathname)) {
        return answerAboutToken(tokens, answer, request, response);
      }
      await answer(request, response);
    },
    verifyAccessToken: (presented) => tokens.verify(presented),
    clear() {
      store.clear();
      tokens.clear();
    },
  };
}

/** The library remarks on the version of Node when it is loaded; that is nobody's concern here. */
async function importProvider(): Promise<typeof import('oidc-provider')> {
  const { warn } = console;
  console.warn = (...args: unknown[]) => {
    if (!String(args[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...args);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

/** The provider gives refresh tokens only after `prompt=consent`; Okta does so whenever the scope is asked. */
function askConsent(target: string, base: string): string {
  const url = new URL(target, base);
  if (addConsent(url.searchParams)) return url.pathname + url.search;
  return target;
}

function addConsent(form: URLSearchParams): boolean {
  const asks = (form.get('scope') ?? '').split(' ').includes('offline_access');
  if (asks && !form.has('prompt')) form.set('prompt', 'consent');
  return asks;
}

/**
 * Revoking and asking about a JWT, which the provider cannot do: it gets a made-up token instead, so that it checks the
 * client, and its answer is completed.
 */
async function answerAboutToken(
  tokens: AccessTokens,
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = new URLSearchParams(await readText(request));
  const token = form.get('token') ?? '';
  if (token.split('.').length !== 3) return answer(withBody(request, form.toString()), response);
  const found = await tokens.read(token).catch(() => undefined);
  form.set('token', 'not-an-opaque-token');
  const end = response.end.bind(response);
  response.end = ((data?: unknown) => {
    const succeeded =
      response.statusCode === 200 && found !== undefined && found.clientId === clientIdOf(request, form);
    if (!succeeded) return data === undefined ? end() : end(data);
    if (request.url?.startsWith('/oauth2/v1/revoke') === true) {
      tokens.revoke(found.jti);
      return data === undefined ? end() : end(data);
    }
    const tokenType = found.payload['cnf'] === undefined ? 'Bearer' : 'DPoP';
    const body = JSON.stringify({ active: true, token_type: tokenType, ...found.payload });
    response.setHeader('content-length', Buffer.byteLength(body));
    return end(body);
  }) as ServerResponse['end'];
  await answer(withBody(request, form.toString()), response);
}

/** Which client asks; the provider has checked by then that it is the one. */
function clientIdOf(request: IncomingMessage, form: URLSearchParams): string {
  const basic = /^Basic +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic !== undefined) {
    return decodeURIComponent(Buffer.from(basic, 'base64').toString('utf8').split(':')[0] ?? '');
  }
  const assertion = form.get('client_assertion')?.split('.')[1];
  if (assertion === undefined) return form.get('client_id') ?? '';
  return String((JSON.parse(Buffer.from(assertion, 'base64url').toString('utf8')) as { sub?: unknown }).sub);
}

async function answerUserInfo(
  org: Org,
  tokens: AccessTokens,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, scheme = '', token = ''] = /^(\S+) +(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  const proof = request.headers['dpop'];
  try {
    const found = await tokens.verify({
      scheme: scheme.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer',
      token,
      proof: typeof proof === 'string' ? proof : undefined,
      method: request.method ?? 'GET',
      url: new URL(request.url ?? '/', org.url),
    });
    const user = org.state.users.get(found.userId ?? '');
    if (user === undefined || !found.scopes.includes('openid')) {
      throw new TokenRefused('invalid_token', 'The access token was not given for signing in.');
    }
    const claims = {
      sub: user.id,
      ...(found.scopes.includes('profile') && {
        name: displayNameOf(user),
        preferred_username: loginOf(user),
      }),
      ...(found.scopes.includes('email') && { email: user.profile['email'], email_verified: true }),
    };
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(claims));
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    response.writeHead(401, {
      'www-authenticate': `Bearer error="${error.error}", error_description="${error.message}"`,
    });
    response.end();
  }
}
