import { z } from 'zod';
import { authSchema } from '../auth/auth.ts';
import { discoveredSchema } from '../auth/oauth2/discovered.ts';
import { explanationSchema } from '../auth/oauth2/explanation.ts';
import { flowProgressSchema } from '../auth/oauth2/flow-progress.ts';
import { tokenSummarySchema } from '../auth/oauth2/token-summary.ts';
import { exchangeSchema } from '../http/exchange.ts';
import { itemIdSchema, undoIdSchema } from '../ids.ts';
import { extensionSchema } from '../json-value.ts';
import { keySummarySchema } from '../jwt/key-summary.ts';
import { nothing, operation } from './operation.ts';

const byId = z.object({ id: z.string() });
const undoable = z.object({ undoId: undoIdSchema });

/** Whose variables and inherited settings a configuration is read with. */
const context = {
  /** The request, folder or collection the authorization stands on. */
  itemId: itemIdSchema.optional(),
  environmentId: itemIdSchema.optional(),
};

/** An answer of an endpoint that takes a token: the JSON text as it came, and the exchange for the console. */
const endpointAnswer = z.object({ json: z.string(), exchange: exchangeSchema });

/** Operations on keys, assertions, tokens and the flows that get them. */
export const oauthOperations = {
  'key.list': operation(nothing, z.object({ keys: z.array(keySummarySchema) })),
  'key.generate': operation(
    z.object({
      name: z.string(),
      alg: z.enum(['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA']),
      /** RSA only: 2048, 3072 or 4096. */
      modulusBits: z.number().int().optional(),
    }),
    keySummarySchema,
  ),
  /** Takes a private key as JWK, JWKS or PEM. A JWKS with several private keys answers with the choices first. */
  'key.import': operation(
    z.object({
      text: z.string(),
      name: z.string().optional(),
      passphrase: z.string().optional(),
      /** Index into the choices. */
      pick: z.number().int().optional(),
      alg: z.string().optional(),
    }),
    z.object({
      key: keySummarySchema.optional(),
      choices: z.array(z.object({ index: z.number().int(), kid: z.string().optional(), kty: z.string() })),
    }),
  ),
  'key.update': operation(
    z.object({
      id: z.string(),
      name: z.string().optional(),
      kid: z.string().optional(),
      alg: z.string().optional(),
    }),
    keySummarySchema,
  ),
  'key.delete': operation(byId, undoable),
  'key.exportPublic': operation(
    z.object({ id: z.string(), format: z.enum(['jwk', 'jwks', 'pem']) }),
    z.object({ text: z.string() }),
  ),
  /** Gives the private part; only when the user asks for it by name. */
  'key.revealPrivate': operation(
    z.object({ id: z.string(), format: z.enum(['jwk', 'pem']) }),
    z.object({ text: z.string() }),
  ),
  /** Looks a key up among those a JWKS address lists. */
  'key.compare': operation(
    z.object({ id: z.string(), jwksUrl: z.string() }),
    z.object({ found: z.boolean(), kids: z.array(z.string()), exchange: exchangeSchema }),
  ),

  /**
   * Signs a client assertion with a stored key (RFC 7523), unless a check finds an error that every server refuses,
   * such as an `exp` in quotes. No socket opens.
   */
  'assertion.sign': operation(
    z.object({ keyId: z.string(), header: extensionSchema, claims: extensionSchema }),
    z.object({ jwt: z.string() }),
  ),

  'token.list': operation(nothing, z.object({ tokens: z.array(tokenSummarySchema) })),
  'token.rename': operation(z.object({ id: z.string(), name: z.string() }), tokenSummarySchema),
  'token.delete': operation(byId, undoable),
  'token.clearExpired': operation(nothing, z.object({ removed: z.number().int() })),
  /** Keeps a token that was pasted. */
  'token.add': operation(
    z.object({ name: z.string(), value: z.string(), tokenType: z.string().optional(), ...context }),
    tokenSummarySchema,
  ),
  'token.reveal': operation(
    z.object({ id: z.string(), part: z.enum(['access', 'refresh', 'id']) }),
    z.object({ value: z.string() }),
  ),
  /** Header and claims of a token that is a JWT, as JSON text. For looking only: nothing is verified. */
  'token.decode': operation(
    z.object({ id: z.string(), part: z.enum(['access', 'id']) }),
    z.object({ isJwt: z.boolean(), header: z.string(), claims: z.string() }),
  ),
  'token.refresh': operation(byId, tokenSummarySchema),
  'token.revoke': operation(
    z.object({ id: z.string(), part: z.enum(['access', 'refresh']) }),
    z.object({ exchange: exchangeSchema }),
  ),
  'token.introspect': operation(byId, endpointAnswer),
  'token.readUserInfo': operation(byId, endpointAnswer),
  /** "Use Token": requests under the item send this token while the environment is in use. */
  'token.use': operation(z.object({ id: z.string().optional(), ...context }), nothing),
  /** The token a request would send now, if there is one. */
  'token.readCurrent': operation(z.object(context), z.object({ token: tokenSummarySchema.optional() })),

  /**
   * Runs a grant to its end. Progress comes as `oauth.progressed` under this call's id; cancelling the call ends the
   * flow and closes the listener.
   */
  'oauth.getToken': operation(
    z.object({ auth: authSchema, ...context }),
    z.object({ token: tokenSummarySchema, exchanges: z.array(exchangeSchema) }),
  ),
  /** Gives a waiting flow the address the browser was redirected to, pasted by the user. */
  'oauth.pasteRedirect': operation(z.object({ callId: z.string(), url: z.string() }), nothing),
  'oauth.discover': operation(z.object({ url: z.string() }), discoveredSchema),
  /** Signs what goes to an origin by its server's clock, until the app quits or this machine's clock is right. */
  'oauth.useServerClock': operation(
    z.object({
      origin: z.string(),
      /** To be added to this clock; nothing within what servers allow. */
      offsetSec: z.number().int(),
    }),
    nothing,
  ),
  /** Says whether Postern can take the redirect at this address, before a browser is opened. */
  'oauth.checkRedirect': operation(
    z.object({ redirectUri: z.string() }),
    z.object({
      kind: z.enum(['loopback', 'customScheme', 'foreign']),
      available: z.boolean(),
      message: z.string(),
    }),
  ),
  /** Explains an answer of an API or authorization server, with the token that was sent. */
  'oauth.explain': operation(
    z.object({ exchange: exchangeSchema, bodyText: z.string(), ...context }),
    z.object({ explanation: explanationSchema.optional() }),
  ),
} as const;

export const oauthEvents = {
  'oauth.progressed': z.object({ callId: z.string(), progress: flowProgressSchema }),
  'keys.changed': nothing,
  'tokens.changed': nothing,
} as const;
