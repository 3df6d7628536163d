import { action, getNewToken, retry, turnOnDpop } from './actions.ts';
import { type Rule, says } from './rule.ts';

const isDpopError = (error: string) => error === 'invalid_dpop_proof' || error === 'use_dpop_nonce';

/** Failures of proofs of possession. @see RFC 9449 */
export const dpopRules: Rule[] = [
  {
    code: 'dpopRequired',
    applies: (e) =>
      e.request.dpopProofSent !== true &&
      (isDpopError(e.oauthError) || says(e, /DPoP proof JWT header is missing/i)),
    explain: () => ({
      sentence: 'This app only takes requests with DPoP, a proof that the token is used by its owner.',
      cause: 'API Services apps made in the Admin Console require DPoP unless that was unticked.',
      actions: [turnOnDpop(), action('openAppHelp', 'Or untick it in the app', { topic: 'dpop' })],
    }),
  },
  {
    code: 'dpopTokenSentAsBearer',
    applies: (e) =>
      e.stage === 'api' &&
      e.status === 401 &&
      e.request.authorization === 'bearer' &&
      (e.token?.tokenType?.toLowerCase() === 'dpop' ||
        (e.challenges.some(({ scheme }) => scheme === 'dpop') &&
          !e.challenges.some(({ scheme }) => scheme === 'bearer'))),
    explain: () => ({
      sentence: 'This token is bound to a key, so it must be sent as DPoP with a proof, not as Bearer.',
      actions: [
        action('editField', 'Send it with OAuth 2.0 authorization', { field: 'authType' }),
        getNewToken(),
      ],
    }),
  },
  {
    code: 'dpopProofReused',
    applies: (e) => isDpopError(e.oauthError) && says(e, /already been used|replay|reused/i),
    explain: () => ({
      sentence: 'The server had seen this DPoP proof before. Each request needs a new one.',
      cause: 'Postern makes a new proof for every send; a copied request or a proxy may have repeated it.',
      actions: [retry()],
    }),
  },
  {
    code: 'dpopNonceStale',
    applies: (e) => e.oauthError === 'use_dpop_nonce' || (isDpopError(e.oauthError) && says(e, /nonce/i)),
    explain: () => ({
      sentence: 'The server wants another nonce in the DPoP proof than it gave before.',
      actions: [retry()],
    }),
  },
  {
    code: 'dpopAddress',
    applies: (e) => isDpopError(e.oauthError) && says(e, /\bhtu\b|\bhtm\b|uri|url|method/i),
    explain: (e) => ({
      sentence: 'The DPoP proof names another address or method than the server saw.',
      cause: `It was made for ${e.request.method} ${e.request.url.replace(/[?#].*$/s, '')}. A proxy or gateway may change the address on the way.`,
      actions: [retry()],
    }),
  },
  {
    code: 'dpopKey',
    applies: (e) => isDpopError(e.oauthError) && says(e, /thumbprint|jkt|binding|cnf|key/i),
    explain: () => ({
      sentence: 'The DPoP proof was signed with another key than the token is bound to.',
      actions: [getNewToken()],
    }),
  },
  {
    code: 'dpopRefused',
    applies: (e) => isDpopError(e.oauthError),
    explain: () => ({
      sentence: 'The server refused the DPoP proof.',
      actions: [retry(), getNewToken()],
    }),
  },
];
